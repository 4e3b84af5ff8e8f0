"""Which drafts may be validated from a phone whose number can be forged."""

import pytest

from coccinelle.core.by_sms import may_be_by_sms
from coccinelle.core.reading import Entity, Reading, Request


def asked(intent: str, kind: str | None = None, *entities: str) -> Reading:
    said = tuple(Entity(name, "x") for name in entities)
    return Reading("fr", (Request(intent, 1.0, said, kind),))


@pytest.mark.parametrize(
    "reading",
    [
        asked("return_refund"),
        asked("return_refund", "request"),
        asked("promo_loyalty", "goodwill"),
        asked("payment_invoice", "dispute"),
        asked("account_data"),
        asked("account_data", "change"),
        asked("order_modify", None, "address"),
        asked("item_problem"),
    ],
)
def test_money_and_contact_details_are_for_the_dashboard(reading: Reading) -> None:
    assert not may_be_by_sms(reading, (), ())


@pytest.mark.parametrize(
    "reading",
    [
        asked("product_service_info", "advice"),
        asked("hold_item", "long"),
        asked("return_refund", "policy"),
        asked("order_modify", None, "size"),
        asked("complaint"),
    ],
)
def test_advice_and_what_undoes_itself_may_be_by_sms(reading: Reading) -> None:
    assert may_be_by_sms(reading, ("hold.place", "task.add"), ("hold",))


def test_words_that_give_money_back_are_for_the_dashboard_whatever_was_asked() -> None:
    assert not may_be_by_sms(asked("complaint"), (), ("refund",))


def test_an_act_on_an_order_is_for_the_dashboard() -> None:
    assert not may_be_by_sms(asked("hold_item"), ("order.cancel",), ())


def test_one_request_among_others_is_enough() -> None:
    both = Reading("fr", (Request("hours_location", 1.0), Request("account_data", 1.0)))
    assert not may_be_by_sms(both, (), ())
