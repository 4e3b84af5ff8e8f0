"""The mission's scenarios are played; an English member reads what they left in English."""

import re
from collections.abc import Iterator
from datetime import UTC
from html.parser import HTMLParser

import pytest

from coccinelle.kit.clock import VirtualClock
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.simulation.lines import HeapBells, Lines
from coccinelle.simulation.run import Run, play
from coccinelle.simulation.script_file import read_scenes
from coccinelle.simulation.stage import Stage, stage
from coccinelle.store import businesses
from coccinelle.trial.as_it_was import set_up
from tests.web.conftest import Caller, Shop, serving, web_app
from tests.web.reading import typed

SCENARIOS = demo_folder().parent / "scenarios"
SCENES = (
    "scenario_1", "scenario_2", "scenario_3", "scenario_4", "exchange_too_late", "for_a_person",
    "draft_refused", "promise_missed",
)  # fmt: skip
PAGES = ("/a-valider", "/urgences", "/actions", "/engagements", "/autonomie", "/journal")
FRENCH = re.compile(
    r"(?<![\w'])(?:le|la|les|des|du|une|est|pas|pour|avec|dans|sur|vous|votre|qui|que|il|elle|ne"
    r"|aux?|jusqu|commande|livraison|demain|hier|aujourd|client|échange|réponse|à)(?![\w])",
    re.IGNORECASE,
)
# Somebody's own words: messages, quotations, names.
THEIRS = ("text", "lines", "subject-line", "row-text", "entry-text", "heard")
EMPTY = ("area", "br", "hr", "img", "input", "link", "meta", "use", "path")


class _Ours(HTMLParser):
    """What the page says itself."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        theirs = tag in ("bdi", "textarea", "blockquote", "script", "style", "option")
        if tag not in EMPTY:
            self._inside.append(theirs or bool(set(THEIRS) & set(classes)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self._inside):
            self.words.append(typed(data))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(Settings(var=tmp_path_factory.mktemp("var"))) as opened:
        yield opened


@pytest.mark.parametrize("name", SCENES)
def test_an_english_member_reads_no_french_of_ours(built: Stage, name: str) -> None:
    shop = _played(built, name)
    with serving(web_app(shop)) as http:
        member = Caller(http, shop.employs("Alice", "owner"))
        member.post("/compte/langue", language="en")
        found = {
            line for page in _pages(shop) for line in _lines(member.get(page).text, _names(shop))
        }
    assert sorted(line for line in found if FRENCH.search(line)) == []


def _played(built: Stage, name: str) -> Shop:
    scene = read_scenes(SCENARIOS / f"{name}.yaml")[0]
    database, business_id = built.use(demo_folder())
    with database.transaction(business_id) as connection:
        zone = businesses.current(connection).zone
    start = scene.script.start
    start = (start if start.tzinfo else start.replace(tzinfo=zone)).astimezone(UTC)
    clock, bells = VirtualClock(start), HeapBells()
    lines = Lines(clock)
    place = built.installation(database, bells, clock, lines)
    run = Run(place, business_id, clock, bells, lines)
    set_up(run.desk(), scene.script)
    play(run, scene.script, start)
    return Shop(place, business_id, [])


def _pages(shop: Shop) -> list[str]:
    talks = shop.execute("select c.id, c.contact_id from conversation c")
    own = [f"/conversations/{talk}" for talk, _ in talks]
    return [*PAGES, *own, *(f"/clients/{contact}" for _, contact in talks)]


def _names(shop: Shop) -> list[str]:
    """Of products, colours and people: longest first."""
    rows = shop.execute(
        "select name from product union select color from variant union select label from"
        " tracking_event union select answer from knowledge union select question from knowledge"
    )
    return sorted((str(row[0]) for row in rows if row[0]), key=len, reverse=True)


def _lines(page: str, names: list[str]) -> Iterator[str]:
    reader = _Ours()
    reader.feed(page)
    for line in reader.words:
        bare = re.sub("«.*?»|“.*?”|\\(.*?\\)", "", line)
        for name in names:
            bare = bare.replace(typed(name), "")
        yield bare
