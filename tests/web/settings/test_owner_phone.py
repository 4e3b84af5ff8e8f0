"""The owner's new phone counts once the code that was sent to it is written; never before."""

import re
from collections.abc import Iterator

import pytest

from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

PAGE = "/reglages/etablissement"
FORMER, NEW = "+33639980010", "+33639980042"
WAITS = "Le 06 39 98 00 42 n'est pas encore vérifié"


def give(caller: Caller, phone: str = "06 39 98 00 42") -> str:
    """What the page then says."""
    return caller.post(PAGE, **{"card.owner_phone": phone}).text


def hidden(page: str) -> dict[str, str]:
    """What the form that waits for a code carries."""
    return {name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
            for name in ("address", "at", "proof")}  # fmt: skip


def code_of(shop: Shop) -> str:
    return str(re.findall(r"[0-9]{6}", shop.sent[-1].text)[0])


@pytest.fixture
def without_sms(shop: Shop) -> Iterator[None]:
    shop.execute("update channel set stopped_reason = 'x' where kind = 'sms'")
    yield
    shop.execute("update channel set stopped_reason = null where kind = 'sms'")


@pytest.mark.parametrize("act", ["", "/code", "/oublier"])
def test_strangers_and_staff_prove_and_forget_nothing(
    stranger: Caller, bob: Caller, act: str
) -> None:
    assert stranger.post(f"{PAGE}/telephone{act}").status_code == 401
    assert bob.post(f"{PAGE}/telephone{act}").status_code == 403


def test_a_new_phone_counts_once_its_code_is_written(alice: Caller, shop: Shop) -> None:
    page = give(alice)
    assert "Un code vient de partir au 06 39 98 00 42" in text_of(page)
    assert (shop.sent[-1].recipient, shop.desk.business.owner_phone) == (NEW, FORMER)
    wrong = alice.post(f"{PAGE}/telephone/code", **hidden(page), code="000000")
    assert (wrong.status_code, shop.desk.business.owner_phone) == (422, FORMER)
    right = alice.post(f"{PAGE}/telephone/code", **hidden(page), code=code_of(shop))
    assert "06 39 98 00 10 → 06 39 98 00 42" in text_of(right.text)
    assert shop.desk.business.owner_phone == NEW
    assert WAITS not in text_of(alice.get(PAGE).text)


def test_the_page_says_what_is_not_proven_yet_and_sends_another_code(
    alice: Caller, bob: Caller, shop: Shop
) -> None:
    give(alice)
    page = text_of(alice.get(PAGE).text)
    assert WAITS in page
    assert "vont toujours au 06 39 98 00 10" in page
    assert "pas encore vérifié" in text_of(alice.get("/reglages").text)
    assert WAITS not in text_of(bob.get(PAGE).text)
    again = alice.post(f"{PAGE}/telephone").text
    alice.post(f"{PAGE}/telephone/code", **hidden(again), code=code_of(shop))
    assert shop.desk.business.owner_phone == NEW


def test_another_setting_is_kept_and_leaves_it_waiting(alice: Caller, shop: Shop) -> None:
    give(alice)
    alice.post(PAGE, **{"card.owner_phone": "06 39 98 00 10", "card.parking": "Place du marché"})
    assert WAITS in text_of(alice.get(PAGE).text)
    assert shop.desk.business.parking == "Place du marché"


def test_a_phone_that_waits_is_forgotten(alice: Caller, shop: Shop) -> None:
    form = hidden(give(alice))
    code = code_of(shop)
    assert WAITS not in text_of(alice.post(f"{PAGE}/telephone/oublier").text)
    assert alice.post(f"{PAGE}/telephone/code", **form, code=code).status_code == 409
    assert alice.post(f"{PAGE}/telephone").status_code == 409
    assert shop.desk.business.owner_phone == FORMER


def test_a_code_proves_no_other_phone_than_the_one_that_waits(alice: Caller, shop: Shop) -> None:
    first = hidden(give(alice, "06 39 98 00 43"))
    code = code_of(shop)
    give(alice)
    assert alice.post(f"{PAGE}/telephone/code", **first, code=code).status_code == 409
    assert shop.desk.business.owner_phone == FORMER


def test_without_an_sms_channel_it_waits_for_one(
    alice: Caller, shop: Shop, without_sms: None
) -> None:
    before = len(shop.sent)
    assert "ouvrez d'abord un canal SMS" in text_of(give(alice))
    assert (len(shop.sent), shop.desk.business.owner_phone) == (before, FORMER)


def test_taking_it_away_needs_no_code(alice: Caller, shop: Shop) -> None:
    give(alice, "")
    assert shop.desk.business.owner_phone == ""
    page = text_of(give(alice))
    assert "Un code vient de partir" in page
    assert shop.desk.business.owner_phone == ""
    assert "il ne reçoit rien" in text_of(alice.get(PAGE).text)


def test_a_member_s_phone_was_proven_already(alice: Caller, shop: Shop) -> None:
    shop.execute("update member set phone = %s where name = 'Bob'", NEW)
    give(alice)
    shop.execute("update member set phone = '' where name = 'Bob'")
    assert shop.desk.business.owner_phone == NEW


def test_giving_back_to_the_file_forgets_it(alice: Caller, shop: Shop) -> None:
    give(alice)
    alice.post(f"{PAGE}/fichier")
    assert WAITS not in text_of(alice.get(PAGE).text)
