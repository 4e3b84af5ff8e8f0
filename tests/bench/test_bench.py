"""The bench says what it promises, and fills a database that the program can serve."""

from coccinelle.bench import Size, as_json
from coccinelle.bench.figures import Figures, Growth, Latency, Turns
from coccinelle.bench.floor import Floor
from coccinelle.bench.growth import grow
from coccinelle.bench.house import open_house
from coccinelle.bench.shop import open_shop
from coccinelle.engine.receive import receive
from coccinelle.main import installation
from coccinelle.settings import Settings
from coccinelle.store import channels
from tests.channels.conftest import inbound

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
