"""How prices, dates, phones and lists may be written in a cell."""

from datetime import date, datetime

import pytest
from pydantic_core import PydanticCustomError

from coccinelle.kit.phone_number import to_e164
from coccinelle.packs.folder import cells
from coccinelle.packs.folder.slug import slug_of


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("49,90", 4990),
        ("49.9", 4990),
        ("49", 4900),
        ("0", 0),
        ("49.90 €", 4990),
        ("€49,90", 4990),
        ("49,90EUR", 4990),
        ("1 234,50", 123450),
        ("1\u202f234,50\xa0€", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1'234.50", 123450),
        ("1000000", 100_000_000),
    ],
)
def test_a_price_is_read_in_cents(written: str, cents: int) -> None:
    assert cells.read_price(written) == cents


@pytest.mark.parametrize(
    "written",
    ["", "-1", "49 90", "1.234", "1,234", "49,90,10", "NaN", "1e3", "٣", "４９", "gratuit",
     "49,901", "1000001", "9" * 400, "4\n9"],
)  # fmt: skip
def test_a_doubtful_price_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        cells.read_price(written)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("", None),
        ("2025-01-16", datetime(2025, 1, 16)),  # noqa: DTZ001
        ("2025-01-16T18:30", datetime(2025, 1, 16, 18, 30)),  # noqa: DTZ001
        ("2024-02-29 08:05:59", datetime(2024, 2, 29, 8, 5, 59)),  # noqa: DTZ001
    ],
)
def test_a_moment_is_a_day_or_a_day_and_an_hour(written: str, moment: datetime | None) -> None:
    assert cells.read_moment(written) == moment


@pytest.mark.parametrize(
    "written",
    ["16/01/2025", "2025-02-30", "2025-13-01", "20250116", "2025-01-16T25:00", "2025-W03-4",
     "1999-12-31", "9999-01-01", "hier", "2025-01-16T18:30Z", "٢٠٢٥-01-16"],
)  # fmt: skip
def test_what_is_not_a_date_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        cells.read_moment(written)


@pytest.mark.parametrize(
    "written",
    ["06 39 98 00 01", "0639980001", "06.39.98.00.01", "06-39-98-00-01", "06/39/98/00/01",
     "+33 6 39 98 00 01", "+33 (0)6 39 98 00 01", "0033 6 39 98 00 01", "33639980001",
     "639980001", "06\xa039\u202f98 00 01"],
)  # fmt: skip
def test_a_phone_in_any_french_form_is_kept_as_e164(written: str) -> None:
    assert to_e164(written) == "+33639980001"


@pytest.mark.parametrize(
    "written", ["12", "06 39 98 00", "06 39 98 00 011", "alice", "0", "06 39 98 00 01 ext 5", "+"]
)
def test_what_is_not_a_phone_is_none(written: str) -> None:
    assert to_e164(written) is None


@pytest.mark.parametrize(("written", "known"), [("01 99 00 12 34", "+33199001234"), ("", None)])
def test_fiction_numbers_count_as_phones(written: str, known: str | None) -> None:
    assert to_e164(written) == known


def test_a_list_is_separated_by_bars() -> None:
    assert cells.read_list(" soirée | mariage||soirée ") == ("soirée", "mariage")
    assert cells.read_list("") == ()


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (cells.read_yes_no, "Oui", True),
        (cells.read_yes_no, "0", False),
        (cells.read_yes_no, "", False),
        (cells.read_channel, "E-mail", "email"),
        (cells.read_channel, "", ""),
        (cells.read_status, "Shipped", "shipped"),
        (cells.read_number, "#2847", "2847"),
        (cells.read_email, "Alice@Example.org", "alice@example.org"),
        (cells.read_day, "2025-12-25", date(2025, 12, 25)),
        (cells.read_stock, "0", 0),
    ],
)
def test_small_cells_are_read_kindly(read: object, written: str, value: object) -> None:
    assert callable(read)
    assert read(written) == value


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (cells.read_yes_no, "peut-être"),
        (cells.read_channel, "pigeon"),
        (cells.read_status, "perdue"),
        (cells.read_status, ""),
        (cells.read_number, "#"),
        (cells.read_email, "alice@example"),
        (cells.read_email, "a@example.org, b@example.org"),
        (cells.read_day, "25/12/2025"),
        (cells.read_day, datetime(2025, 12, 25)),  # noqa: DTZ001
        (cells.read_stock, "-1"),
        (cells.read_stock, "2.5"),
        (cells.read_stock, "1000000000"),
        (cells.read_quantity, "0"),
    ],
)
def test_what_a_cell_cannot_mean_is_refused(read: object, written: object) -> None:
    assert callable(read)
    with pytest.raises(PydanticCustomError):
        read(written)


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Élégance Paris", "elegance-paris"), ("L'Œuf & Cie", "l-oeuf-cie"), ("花屋", "")],
)
def test_a_slug_is_plain_letters(name: str, slug: str) -> None:
    assert slug_of(name) == slug
