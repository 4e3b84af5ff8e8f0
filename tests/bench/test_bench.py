"""The bench says what it promises, and fills a database that the program can serve."""

from dataclasses import replace

import pytest

from coccinelle.bench import Size, as_json
from coccinelle.bench.dashboard import PERIODS, measure_dashboard
from coccinelle.bench.figures import AfterSales, Figures, Growth, Latency, Turns
from coccinelle.bench.floor import Floor
from coccinelle.bench.growth import grow
from coccinelle.bench.house import open_house
from coccinelle.bench.inbox import LOOKED_FOR, measure_inbox
from coccinelle.bench.shop import open_shop
from coccinelle.core.messages import Inbound
from coccinelle.engine.turn.answer import answer
from coccinelle.engine.turn.receive import receive
from coccinelle.main import installation
from coccinelle.settings import Settings
from coccinelle.store import channels, messages

FIGURES = Figures(
    Floor(800.0, 2400.0), Turns(96.0, 0.04), Turns(120.0, 0.05), Latency(20.12345, 120.0),
    cpu_ms_per_message=10.0, commits_per_message=25.0, rss_mb=250.0, startup_s=1.5,
)  # fmt: skip


def test_the_figures_have_their_agreed_places() -> None:
    found = as_json(FIGURES)
    assert list(found["floor"]) == ["serial_per_s", "eight_per_s"]
    assert found["turns"]["one"] == {"per_s": 96.0, "ratio": 0.04}
    assert found["turns"]["two"] == {"per_s": 120.0, "ratio": 0.05}
    assert found["latency_ms"] == {"p50": 20.123, "p99": 120.0}
    assert {"cpu_ms_per_message", "commits_per_message", "rss_mb", "startup_s"} <= set(found)
    assert "growth" not in found


def test_growth_is_shown_when_it_was_measured() -> None:
    growth = Growth(1000, 100, 500, 4, Latency(30.0, 60.0), ratio=1.5)
    assert as_json(replace(FIGURES, growth=growth))["growth"]["ratio"] == 1.5


def test_after_sales_is_shown_when_it_was_measured() -> None:
    after = AfterSales(Latency(30.0, 60.0), Latency(45.0, 80.0), Latency(35.0, 70.0), 300.0)
    found = as_json(replace(FIGURES, after_sales=after))["after_sales"]
    assert (found["exchange_ms"]["p50"], found["floor_per_s"]) == (45.0, 300.0)


@pytest.mark.timeout(240)
def test_a_grown_database_holds_what_was_asked_and_still_answers() -> None:
    with (
        open_house(Settings(), durable=False) as house,
        installation(house.settings) as place,
        open_shop(house, place) as shop,
    ):
        grow(shop, Size(messages=1000, conversations=100, variants=500, businesses=4))
        counts = "select (select count(*) from {}), (select count(distinct business_id) from {})"
        for table, rows in (
            ("message", 1000),
            ("conversation", 100),
            ("variant where sku ~ '^G-'", 500),
        ):
            assert shop.ask(counts.format(table, table)) == [(rows, 4)]
        desk = place.desk(shop.business_id)
        with desk.transaction() as connection:
            row = next(c for c in channels.all_of(connection) if c.adapter == "sms_twilio")
        said = Inbound("SM1", "+33639981000", row.address, "la jupe cuir 27, vous l'avez en 40 ?")
        conversation = receive(desk, row, said)
        assert conversation is not None
        answer(desk, conversation)
        with desk.transaction() as connection:
            told = messages.of_conversation(connection, conversation, 10)
        assert [m.direction for m in told] == ["inbound", "outbound"]


@pytest.mark.timeout(240)
def test_a_full_inbox_is_filled_and_read() -> None:
    figures = measure_inbox(Settings(), messages=600, conversations=200)
    assert 0 < figures.list_ms.p50 <= figures.list_ms.p95
    assert figures.slowest[0] in LOOKED_FOR
    assert figures.bell_ms.p50 > 0


@pytest.mark.timeout(240)
def test_a_full_year_is_filled_and_its_page_of_figures_read() -> None:
    figures = measure_dashboard(Settings(), messages=800, rounds=2)
    assert list(figures.periods) == list(PERIODS)
    assert all(0 < one.p50 <= one.p99 for one in figures.periods.values())
