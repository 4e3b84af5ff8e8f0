"""A table of messages over the five trades: what each asks for, and the values it holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coccinelle.core.reading import Reading
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(sector, text, requests, values) of messages.txt."""
    sector = ""
    for line in (Path(__file__).parent / "messages.txt").read_text().splitlines():
        if line.startswith("["):
            sector = line.strip("[]")
        elif line and not line.startswith("#"):
            text, requests, values = (part.strip() for part in line.split("|"))
            yield sector, text, requests, values


def asked(reading: Reading) -> list[str]:
    return [f"{r.intent}/{r.sub_kind}" for r in reading.requests]


def value(reading: Reading, name: str) -> str:
    found = [e for r in reading.requests if (e := r.entity(name))]
    return str((found[0].ref if name == "product" else found[0].value) if found else None)


@pytest.mark.parametrize(("sector", "text", "requests", "values"), list(rows()))
def test_what_people_write_is_understood(
    sector: str, text: str, requests: str, values: str
) -> None:
    reading = READER.read(turn(text, sector=sector))
    wanted = requests.split(" + ")
    understood = asked(reading)
    assert len(understood) == len(wanted)
    assert all(u.startswith(w) for u, w in zip(understood, wanted, strict=True)), understood
    pairs = (pair.split("=") for pair in values.split())
    said = {name: wanted_value.replace("_", " ") for name, wanted_value in pairs}
    assert {name: value(reading, name) for name in said} == said
