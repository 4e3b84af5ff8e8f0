"""What was measured, in the shape of the JSON it is printed as."""

from dataclasses import asdict, dataclass
from typing import Any

from coccinelle.bench.floor import Floor


@dataclass(frozen=True, slots=True)
class Turns:
    """Messages answered a second; ratio: to the floor's eight connections."""

    per_s: float
    ratio: float


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds, at light load: from the post of a message to the receipt of its answer."""

    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Growth:
    """What was there when it was measured again, in all businesses together; ratio: of the p50 to
    that of a nearly empty database."""

    messages: int
    conversations: int
    variants: int
    businesses: int
    latency_ms: Latency
    ratio: float


@dataclass(frozen=True, slots=True)
class AfterSales:
    """One message at a time: where a parcel is, an exchange opened, its way chosen.

    floor_per_s: exchanges a second as plain transactions with the same rows, one connection.
    """

    status_ms: Latency
    exchange_ms: Latency
    choice_ms: Latency
    floor_per_s: float


@dataclass(frozen=True, slots=True)
class Figures:
    floor: Floor
    one: Turns
    two: Turns
    latency_ms: Latency
    cpu_ms_per_message: float
    commits_per_message: float
    rss_mb: float
    startup_s: float
    growth: Growth | None = None
    after_sales: AfterSales | None = None


def as_json(figures: Figures) -> dict[str, Any]:
    found: dict[str, Any] = _rounded(asdict(figures))
    found["turns"] = {"one": found.pop("one"), "two": found.pop("two")}
    for name in ("growth", "after_sales"):
        if found[name] is None:
            del found[name]
    return found


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(inner) for name, inner in value.items()}
    return round(value, 3) if isinstance(value, float) else value
