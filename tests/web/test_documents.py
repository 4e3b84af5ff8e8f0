"""Links to files: one thing each, for a fortnight, for whoever holds them, and nothing else."""

from datetime import datetime, timedelta

import pytest

from coccinelle.engine.actions import documents
from coccinelle.kit.link_token import new_token
from tests.web.conftest import Caller, Shop

PDF = b"%PDF-1.4 a label"


def promised(
    shop: Shop, *, content: bytes | None = PDF, at: datetime | None = None
) -> tuple[int, str]:
    token, name, at = new_token(shop.id), "étiquette E-2847-1.pdf", at or shop.desk.now()
    with shop.desk.transaction() as connection:
        number = documents.promise(
            connection, kind="return_label", name=name, contact_id=None, conversation_id=None,
            at=at, token=token,
        )  # fmt: skip
        if content is not None:
            documents.fill(connection, number, content)
    return number, token


def test_who_holds_the_link_reads_the_file(shop: Shop, stranger: Caller) -> None:
    answer = stranger.get(f"/documents/{promised(shop)[1]}")
    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == (
        "inline; filename=\"document.pdf\"; filename*=UTF-8''%C3%A9tiquette%20E-2847-1.pdf"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("x-robots-tag", "noindex, nofollow"),
        ("referrer-policy", "no-referrer"),
    ],
)
def test_nothing_keeps_it_nothing_guesses_it_nothing_leads_on_from_it(
    shop: Shop, stranger: Caller, name: str, value: str
) -> None:
    answer = stranger.get(f"/documents/{promised(shop)[1]}")
    assert answer.headers[name] == value
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_link_one_letter_off_or_of_another_business_opens_nothing(
    shop: Shop, stranger: Caller
) -> None:
    business, secret = promised(shop)[1].split(".")
    other = new_token(shop.id + 1).split(".")[0]
    off = ("A" if secret[0] != "A" else "B") + secret[1:]
    scopes = [f"{scope}.{secret}" for scope in (other, "0", "z" * 12, "")]
    for token in (f"{business}.{off}", *scopes, f"{business}.{secret}x", "x" * 3000, "%00.%00"):
        assert stranger.get(f"/documents/{token}").status_code == 404


@pytest.mark.parametrize(("age", "status"), [(timedelta(days=13), 200), (timedelta(days=14), 410)])
def test_it_lasts_a_fortnight_and_then_says_so(
    shop: Shop, stranger: Caller, age: timedelta, status: int
) -> None:
    token = promised(shop, at=shop.desk.now() - age)[1]
    answer = stranger.get(f"/documents/{token}")
    assert answer.status_code == status
    assert (PDF in answer.content) == (status == 200)


def test_a_link_called_off_opens_nothing(shop: Shop, stranger: Caller) -> None:
    number, token = promised(shop)
    with shop.desk.transaction() as connection:
        documents.revoke(connection, number, shop.desk.now())
    assert stranger.get(f"/documents/{token}").status_code == 410


def test_a_name_from_an_odd_order_number_stays_a_name(shop: Shop, stranger: Caller) -> None:
    token = new_token(shop.id)
    with shop.desk.transaction() as connection:
        at, name = shop.desk.now(), 'E-2847/../";\r\nX: y.pdf'
        number = documents.promise(
            connection, kind="return_label", name=name, contact_id=None, conversation_id=None,
            at=at, token=token,
        )  # fmt: skip
        documents.fill(connection, number, PDF)
    told = stranger.get(f"/documents/{token}").headers["content-disposition"]
    assert told.endswith("UTF-8''E-2847%2F..%2F%22%3B%0D%0AX%3A%20y.pdf")


def test_a_file_still_being_made_is_said_honestly_and_looked_for_again(
    shop: Shop, stranger: Caller
) -> None:
    answer = stranger.get(f"/documents/{promised(shop, content=None)[1]}")
    assert (answer.status_code, answer.headers["refresh"]) == (200, "20")
    assert "en préparation" in answer.text


def test_the_link_is_no_key_to_anything_else(shop: Shop, stranger: Caller) -> None:
    token = promised(shop)[1]
    as_session = stranger.get("/", cookie=f"session={token}")
    assert as_session.status_code == 303
    assert stranger.get("/fil", cookie=f"session={token}").status_code == 401


def test_the_table_keeps_no_link(shop: Shop) -> None:
    token = promised(shop)[1]
    with shop.desk.transaction() as connection:
        rows = connection.execute("select d::text from document d").fetchall()
    assert token.split(".")[1] not in repr(rows)
