"""The hours most shops of a trade keep: proposed to one that has said none yet."""

from coccinelle.core.hours import WEEKDAYS

_ALL_DAY = ("10:00-19:00",)
_OF_TABLE = ("12:00-14:30", "19:00-22:30")
_OF_WORKSHOP = ("08:00-12:00", "14:00-18:00")
_OF_OFFICE = ("09:30-12:30", "14:00-18:30")

_WEEKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "boutique": (_ALL_DAY,) * 6 + ((),),
    "restaurant": ((), *(_OF_TABLE,) * 5, _OF_TABLE[:1]),
    "spa": ((), *(_ALL_DAY,) * 5, ()),
    "garage": (_OF_WORKSHOP,) * 5 + ((), ()),
    "real_estate": (_OF_OFFICE,) * 5 + (_OF_OFFICE[:1], ()),
}


def usual_hours(sector: str) -> dict[str, tuple[str, ...]]:
    """A weekday's name to its ranges."""
    return dict(zip(WEEKDAYS, _WEEKS[sector], strict=True))
