"""The whole of `coccinelle simulate`: read the scripts, play each, tell what came of it."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import structlog
from rich.console import Console

from coccinelle.core.errors import CoccinelleError, PermanentError
from coccinelle.kit.clock import VirtualClock
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.simulation.expect import mismatches
from coccinelle.simulation.lines import HeapBells, Lines
from coccinelle.simulation.outcome import Outcome, as_json, outcome
from coccinelle.simulation.run import Impossible, Played, Run, play
from coccinelle.simulation.script_file import BadScript, Scene, read_scenes
from coccinelle.simulation.stage import Stage, stage
from coccinelle.simulation.transcript import show, show_verdict
from coccinelle.store import businesses, contacts
from coccinelle.trial.as_it_was import set_up

AS_EXPECTED, MISMATCH, BAD = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Told:
    """Where results and errors go."""

    result: Callable[[Outcome, list[str]], None]
    error: Callable[[str], None]


def simulate(
    paths: list[Path],
    *,
    business: Path | None,
    json_output: bool,
    console: Console,
    settings: Settings,
) -> int:
    """0: all as expected; 1: something differs; 2: a script could not be read or played.

    json_output: standard output holds one JSON object per script, nothing else.
    """
    told = _told(json_output, console)
    scenes, verdict = _read(paths, told)
    if not scenes:
        return verdict
    with _quiet_logs(), stage(settings) as built:
        return max([verdict, *(_play(built, scene, business, told) for scene in scenes)])


def perform(built: Stage, scene: Scene, business: Path | None = None) -> Outcome:
    """Plays one script on its business, imported on the day it starts. Raises PermanentError."""
    database, business_id = built.use(_folder(scene, business))
    with database.transaction(business_id) as connection:
        zone = businesses.current(connection).zone
        written = scene.script.start
        start = written if written.tzinfo else written.replace(tzinfo=zone)
        contacts.all_known_since(connection, start)
    clock, bells = VirtualClock(start), HeapBells()
    lines = Lines(clock)
    run = Run(built.installation(database, bells, clock, lines), business_id, clock, bells, lines)
    set_up(run.desk(), scene.script)
    played = play(run, scene.script, start)
    with database.transaction(business_id) as connection:
        found = outcome(connection, scene.script.name, zone, played, lines.departures)
    return replace(found, notes=tuple(_notes(scene, run, played)))


def _notes(scene: Scene, run: Run, played: list[Played]) -> Iterator[str]:
    for line, turn in zip(scene.lines, played, strict=True):
        if turn.refusal:
            yield f"{scene.file}, line {line}: {turn.refusal}"
    for conversation_id in sorted(run.stuck):
        yield f"{scene.file}: conversation {conversation_id} wants attention without end"


@contextmanager
def _quiet_logs() -> Iterator[None]:
    """The transcript tells what happens; only errors are worth a line of log."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    try:
        yield
    finally:
        structlog.configure(**before)


def _told(json_output: bool, console: Console) -> _Told:
    errors = Console(stderr=True, highlight=False, soft_wrap=True)

    def say_error(sentence: str) -> None:
        errors.print(sentence, style="red", markup=False)

    def write_json(found: Outcome, differences: list[str]) -> None:
        sys.stdout.write(json.dumps(as_json(found), ensure_ascii=False) + "\n")
        sys.stdout.flush()
        for sentence in (*found.notes, *(f"{found.name}: {d}" for d in differences)):
            say_error(sentence)

    def write(found: Outcome, differences: list[str]) -> None:
        show(found, console)
        show_verdict(found, differences, console)

    return _Told(write_json if json_output else write, say_error)


def _read(paths: list[Path], told: _Told) -> tuple[list[Scene], int]:
    """Good scripts are played even when others are bad."""
    scenes: list[Scene] = []
    verdict = AS_EXPECTED
    for path in paths:
        try:
            scenes += read_scenes(path)
        except BadScript as error:
            told.error(str(error))
            verdict = BAD
    return scenes, verdict


def _play(built: Stage, scene: Scene, business: Path | None, told: _Told) -> int:
    try:
        found = perform(built, scene, business)
    except Impossible as error:
        told.error(f"{scene.file}, line {scene.lines[error.turn]}: {error}")
        return BAD
    except CoccinelleError as error:
        told.error(f"{scene.file}: {error}")
        return BAD
    differences = mismatches(found, scene.script.expect)
    told.result(found, differences)
    return MISMATCH if differences else AS_EXPECTED


def _folder(scene: Scene, business: Path | None) -> Path:
    """A path in a script starts at the script's own folder, else where we are."""
    if business is not None:
        return business
    if scene.script.business is None:
        return demo_folder()
    written = Path(scene.script.business).expanduser()
    places = (scene.file.parent / written, written)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise PermanentError(f"the business folder “{written}” does not exist")
    return found
