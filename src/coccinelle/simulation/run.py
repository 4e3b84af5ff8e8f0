"""Plays one script: the engine's own verbs, one thread, a clock moved to the next due row."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from coccinelle.core.errors import PermanentError
from coccinelle.core.messages import NO_THREAD, Inbound, Thread
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.receive import receive
from coccinelle.kit.clock import VirtualClock
from coccinelle.main import Installation
from coccinelle.packs.script import CustomerTurn, EventTurn, OwnerTurn, Script, Turn, moment
from coccinelle.simulation.lines import HeapBells, Lines
from coccinelle.store import channels, chronicle
from coccinelle.store.channels import ChannelRow
from coccinelle.trial import carrier_news, member_turn
from coccinelle.trial.codes import filled
from coccinelle.trial.lines import CARRIERS, Carriers
from coccinelle.worker.worker import hear

AFTER_LAST_TURN = timedelta(minutes=2)
PATIENCE = 12  # a conversation attended to this often without time moving is stuck


class Impossible(PermanentError):
    """A turn that cannot be played; turn: its place in the script."""

    def __init__(self, turn: int, reason: str) -> None:
        super().__init__(reason)
        self.turn = turn


@dataclass(slots=True)
class Played:
    """A turn and what it left behind: its message, or what a member's act sent or was refused."""

    turn: Turn
    at: datetime
    provider_id: str = ""
    sent: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(slots=True)
class Run:
    """last: the conversation touched last; copied: for an address in copy, whose thread it saw."""

    installation: Installation
    business_id: int
    clock: VirtualClock
    bells: HeapBells
    lines: Lines
    rows: dict[str, ChannelRow] = field(default_factory=dict)
    last: int | None = None
    copied: dict[str, str] = field(default_factory=dict)
    visits: Counter[tuple[int, datetime]] = field(default_factory=Counter)

    @property
    def stuck(self) -> set[int]:
        """Conversations that asked for attention again and again though none helped."""
        return {conversation for (conversation, _), n in self.visits.items() if n >= PATIENCE}

    def desk(self) -> Desk:
        return self.open_desk(self.business_id)

    def open_desk(self, business_id: int) -> Desk:
        desk = self.installation.desk(business_id)
        return replace(desk, tracker=Carriers(desk.tracker, self.lines.is_cut))


def play(run: Run, script: Script, start: datetime) -> list[Played]:
    """In the script's order, though played in time's. Raises Impossible."""
    with run.desk().transaction() as connection:
        run.rows = {row.kind: row for row in channels.all_of(connection)}
    times = [moment(turn.at, start) for turn in script.turns]
    played: dict[int, Played] = {}
    for n in sorted(range(len(times)), key=times.__getitem__):
        _go_on(run, times[n])
        played[n] = _play_turn(run, n, script.turns[n])
        _attend_rung(run)
    last = max(times, default=start)
    end = moment(script.until, start) if script.until is not None else last + AFTER_LAST_TURN
    _go_on(run, end)
    return [played[n] for n in sorted(played)]


def _go_on(run: Run, until: datetime) -> None:
    """Everything due until then happens at its own time."""
    while (due := _next(run, until)) is not None:
        _move(run, due.at)
        _attend(run, due.conversation_id)
    _move(run, until)


def _next(run: Run, until: datetime) -> chronicle.Next | None:
    now = run.clock.now()
    with run.desk().transaction() as connection:
        coming = chronicle.coming(connection)
    live = (d for d in coming if run.visits[d.conversation_id, max(now, d.at)] < PATIENCE)
    return next((due for due in live if due.at <= until), None)


def _move(run: Run, at: datetime) -> None:
    run.lines.stamp()
    run.clock.move_to(at)


def _attend(run: Run, conversation_id: int) -> None:
    run.visits[conversation_id, run.clock.now()] += 1
    hear(run.open_desk, run.business_id, conversation_id)
    _attend_rung(run)


def _attend_rung(run: Run) -> None:
    while (rung := run.bells.take()) is not None:
        hear(run.open_desk, run.business_id, rung)


def _play_turn(run: Run, number: int, turn: Turn) -> Played:
    played = Played(turn, run.clock.now())
    match turn:
        case CustomerTurn():
            played.provider_id = _receive(run, number, turn)
        case OwnerTurn():
            _act(run, turn, played)
        case EventTurn():
            _happen(run, number, turn)
    return played


def _receive(run: Run, number: int, turn: CustomerTurn) -> str:
    provider_id = f"turn-{number}"
    row = run.rows[turn.channel]
    inbound = Inbound(
        provider_id,
        turn.sender,
        row.address,
        filled(turn.text, _departed(run)),
        turn.subject,
        is_proven=turn.verified,
        automatic=turn.automatic.replace("-", "_"),
        thread=_thread(run, provider_id, turn),
    )
    run.last = receive(run.desk(), row, inbound)
    return provider_id


def _thread(run: Run, provider_id: str, turn: CustomerTurn) -> Thread:
    """The last e-mail of the thread is the one that is answered; who was in copy answers it too."""
    if turn.channel != "email":
        return NO_THREAD
    run.copied |= dict.fromkeys(turn.cc, turn.sender)
    answered = ""
    if not turn.new_thread:
        with run.desk().transaction() as connection:
            answered = chronicle.last_message_id(
                connection, turn.sender
            ) or chronicle.last_message_id(connection, run.copied.get(turn.sender, ""))
    references = (answered,) if answered else ()
    return Thread(f"<{provider_id}@simulate>", answered, references)


def _departed(run: Run) -> list[str]:
    return [sent.text for sent, _ in run.lines.departures]


def _act(run: Run, turn: OwnerTurn, played: Played) -> None:
    """What the product refuses a member is part of the story, not an error of the script."""
    before = len(run.lines.departures)
    desk = run.desk()
    try:
        if turn.owner.act == "sms":
            _write_sms(run, desk, turn)
        elif not member_turn.act_on_all(desk, turn):
            run.last = member_turn.act(desk, turn, run.last)
    except PermanentError as error:
        played.refusal = str(error)
    _attend_rung(run)
    played.sent = tuple(sent.key for sent, _ in run.lines.departures[before:])


def _write_sms(run: Run, desk: Desk, turn: OwnerTurn) -> None:
    """From the owner's phone, as the provider would bring it."""
    phone = desk.business.owner_phone
    if not phone:
        raise PermanentError("Cette boutique n'a pas écrit de téléphone de la propriétaire.")
    text = filled(turn.owner.words, _departed(run))
    number, row = len(run.lines.departures), run.rows["sms"]
    provider_id = f"owner-{number}-{desk.now():%Y%m%d%H%M%S%f}"
    receive(desk, row, Inbound(provider_id, phone, row.address, text))


def _happen(run: Run, number: int, turn: EventTurn) -> None:
    if turn.event.outage:
        until = run.clock.now() + turn.event.outage.lasts
        run.lines.cut(turn.event.outage.channel, until)
    try:
        if turn.event.carrier:
            if turn.event.carrier.down:
                run.lines.cut(CARRIERS, run.clock.now() + turn.event.carrier.down)
            carrier_news.arrive(run.desk(), turn.event.carrier)
        member_turn.count_stock(run.desk(), turn.event.stock or {})
    except PermanentError as error:
        raise Impossible(number, str(error)) from error
