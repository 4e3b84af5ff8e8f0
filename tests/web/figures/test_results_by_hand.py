"""Each figure of the dashboard beside one counted by hand, over a night when the clock moves."""

import csv
import io
from datetime import datetime, timedelta

import pytest

from coccinelle.engine.attend import attend
from coccinelle.engine.members import correction, drafts, member
from coccinelle.kit.clock import VirtualClock
from coccinelle.store.database import Database
from tests.web.conftest import Caller, Shop, open_shop
from tests.web.reading import text_of

PERIOD = "from=2025-03-28&to=2025-04-03"
ASKED = "vous avez la robe fleurie bleue RF-2847 en 38 ?"


def at(shop: Shop, moment: str) -> None:
    assert isinstance(shop.place.clock, VirtualClock)
    shop.place.clock.move_to(datetime.fromisoformat(moment))


def phone(n: int) -> str:
    return f"+33639982{n:03d}"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """22 answered alone, in 1 to 22 seconds; 4 drafts sent, one of them rewritten; 2 by hand; one
    waits. The night of the 29th has no 2 o'clock."""
    shop = open_shop(shared_database, full=True)
    at(shop, "2025-03-29T23:30:00+01:00")
    for n in range(10):
        shop.hears(ASKED, phone(n))
    at(shop, "2025-03-30T03:05:00+02:00")
    for n in range(10, 22):
        shop.hears(ASKED, phone(n))
    shop.execute(
        "update message m set sent_at = q.at + q.place * interval '1 second' from (select turn_id,"
        " at, row_number() over (order by id) as place from message where direction = 'inbound') q"
        " where m.turn_id = q.turn_id and m.direction = 'outbound'"
    )
    at(shop, "2025-03-30T11:00:00+02:00")
    for n in range(30, 34):
        drafted(shop, n, "Bonjour, voici une tout autre réponse." if n == 33 else None)
    for n in range(40, 43):
        conversation = shop.hears("je veux parler à quelqu'un", phone(n))
        if n < 42:
            member.reply(shop.desk, conversation, "C'est moi, Alice", by="Alice")
            attend(shop.desk, conversation)
    signs(shop)
    at(shop, "2025-04-03T12:00:00+02:00")
    return shop


def drafted(shop: Shop, n: int, rewritten: str | None) -> None:
    """Sent two minutes after the question."""
    conversation = shop.hears("vous avez la robe fleurie bleue RF-2847 en 40 ?", phone(n))
    of = "(select max(id) from turn where conversation_id = %s)"
    draft = shop.drafts(conversation, "Bonjour, nous en avons une en 40, à vous de voir.")
    shop.execute(
        f"delete from message where direction = 'outbound' and turn_id = {of}", conversation
    )
    shop.execute(f"update draft set turn_id = {of} where id = %s", conversation, draft)
    shop.execute(f"update turn set lane = 'draft' where id = {of}", conversation)
    assert isinstance(shop.place.clock, VirtualClock)
    shop.place.clock.move_to(shop.place.clock.now() + timedelta(seconds=110))
    drafts.approve(shop.desk, conversation, by="Alice", text=rewritten)
    attend(shop.desk, conversation)


def signs(shop: Shop) -> None:
    """The first two say thanks, the third asks again, a member corrects the fourth, two give a mark
    and one does not."""
    at(shop, "2025-03-30T12:00:00+02:00")
    for n in (0, 1):
        shop.hears("merci beaucoup !", phone(n))
    shop.hears(ASKED, phone(2))
    turns = [int(str(turn)) for (turn,) in shop.execute("select id from turn order by id limit 7")]
    correction.record(shop.desk, turns[3], kind="wrong_fact", by="Alice")
    for turn, score in zip(turns[4:], (5, 1, None), strict=True):
        shop.execute(
            "insert into satisfaction (contact_id, conversation_id, turn_id, asked_at, answered_at,"
            " score) select v.contact_id, v.id, t.id, %s, %s, %s from turn t join conversation v"
            " on v.id = t.conversation_id where t.id = %s",
            shop.desk.now(), shop.desk.now() if score else None, score, turn,
        )  # fmt: skip


@pytest.fixture(scope="module")
def page(alice: Caller) -> str:
    return text_of(alice.get(f"/resultats?{PERIOD}").text)


@pytest.mark.parametrize(
    "said",
    [
        "Temps de réponse automatique 11 s médiane, n = 23 95 % en 21 s au plus",
        "après validation : 2 min · à la main : 10 s",
        "Répondues par l'assistant seul 77 % 23 sur 30",
        "Justes, preuve à l'appui 3 de 23 réponses automatiques",
        "supposées justes : 17 rouvertes : 2",
        "Erreurs signalées 4,3 % 1 sur 23 entre 0,8 % et 21 %, à 95 %",
        "Satisfaction 1 sur 2 n trop petit pour un pourcentage 3 clients interrogés",
        "Temps gagné 1 h 04 estimé sur 30 demandes",
        "23 sur 30 en automatique, 4 sur 30 après validation, 3 sur 30 à la main",
        "Le plus de messages : 3h-4h (12), 23h-0h (10), 11h-12h (7).",
        "3 justes, preuve à l'appui, 17 supposées justes, 2 rouvertes, 1 corrigées",
    ],
)
def test_the_page_says_what_was_counted_by_hand(page: str, said: str) -> None:
    assert said in page


def test_the_file_has_each_day_and_its_sms(shop: Shop, alice: Caller) -> None:
    text = alice.get(f"/resultats.csv?{PERIOD}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["messages reçus"] for row in rows] == ["0", "10", "22", "0", "0", "0", "0"]
    sms = shop.execute(
        "select to_char((at + interval '1 hour') at time zone 'UTC', 'YYYY-MM-DD'),"
        " sum(segments)::text"
        " from message where direction = 'outbound' and sent_at is not null group by 1 order by 1"
    )
    assert [(row["jour"], row["segments SMS"]) for row in rows if row["segments SMS"] != "0"] == sms
    sunday = rows[2]
    assert sunday["SMS (€)"] == f"{int(str(sms[1][1])) * 0.08:.2f}".rstrip("0").replace(".", ",")
    assert sunday["minutes gagnées, estimées"] == "43,5"  # 13 answers, 3 drafts
    assert (sunday["sans réponse à ce jour"], sunday["sans réponse nécessaire"]) == ("1", "2")
