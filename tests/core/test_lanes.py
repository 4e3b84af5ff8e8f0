"""The default policy, row by row: the lane of a reading when every look-up succeeds."""

from datetime import date

import pytest

from coccinelle.core.lanes import LANES, expected, row_of
from coccinelle.core.policy import Lane, Policy
from coccinelle.core.reading import Entity, Reading, Request

TODAY = date(2025, 1, 16)
POLICY = Policy()


def lane_of(
    *requests: Request, flags: tuple[str, ...] = (), sector: str = "boutique"
) -> tuple[Lane, tuple[str, ...]]:
    return expected(Reading("fr", requests, flags=flags), POLICY, sector, TODAY)


def asked(name: str, **values: str | int) -> Request:
    intent, _, kind = name.partition("/")
    said = tuple(Entity(entity, value) for entity, value in values.items())
    return Request(intent, 0.9, said, kind or None)


@pytest.mark.parametrize(
    ("lane", "names"),
    [
        (
            "answer",
            "order_status place_order stock_availability product_service_info "
            "exchange_request/policy return_refund/status return_refund/policy delivery_info "
            "booking_status booking_status/late hours_location price_quote promo_loyalty "
            "promo_loyalty/discount payment_invoice payment_invoice/means account_data/login "
            "repair_status property_enquiry human_request/robot ack_closing/greeting "
            "unclear_other",
        ),
        (
            "act",
            "order_cancel stock_availability/notify waiting_list hold_item/cancel hold_item/extend "
            "booking_cancel payment_invoice/copy opt_out",
        ),
        (
            "draft",
            "place_order/special product_service_info/advice hold_item/long "
            "exchange_request/outside return_refund return_refund/request item_problem "
            "booking_create/group price_quote/quote "
            "promo_loyalty/goodwill payment_invoice/correction account_data account_data/change "
            "complaint business_other",
        ),
        (
            "escalate",
            "order_status/dispute allergy_medical payment_invoice/dispute account_data/privacy "
            "incident_assistance property_enquiry/offer property_enquiry/tenancy complaint/strong "
            "human_request",
        ),
        (
            "ignore",
            "ack_closing ack_closing/thanks ack_closing/auto_reply business_other/prospecting "
            "spam_phishing unclear_other/wrong_number",
        ),
    ],
)
def test_each_row_of_the_policy_gives_its_lane(lane: Lane, names: str) -> None:
    wrong = {name: found for name in names.split() if (found := lane_of(asked(name))[0]) != lane}
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "said", "sector"),
    [
        ("hold_item", {"product": "robe"}, "boutique"),
        ("exchange_request", {"size_to": "38"}, "boutique"),
        ("exchange_request", {"color": "noir"}, "boutique"),
        ("order_modify", {"address": "12 rue des Lilas"}, "boutique"),
        ("booking_create", {"date": "2025-01-18", "time": "20:00", "party_size": 4}, "restaurant"),
        ("booking_create", {"date": "2025-01-18", "time": "14:00", "service": "massage"}, "spa"),
        ("booking_modify", {"new_time": "21:00"}, "restaurant"),
        ("booking_modify", {"party_size": 5}, "restaurant"),
    ],
)
def test_an_action_needs_its_details_and_asks_for_them_otherwise(
    name: str, said: dict[str, str | int], sector: str
) -> None:
    assert lane_of(asked(name, **said), sector=sector)[0] == "act"
    lane, reasons = lane_of(asked(name), sector=sector)
    assert lane == "answer"
    assert "il manque un détail" in reasons[0]


@pytest.mark.parametrize(
    "request_",
    [
        asked("booking_create", date="2025-01-18", time="20:00", party_size=9),
        asked("booking_modify", party_size=12),
        asked("hold_item", product="robe", quantity=3),
        asked("hold_item", product="robe", date="2025-01-25"),
    ],
    ids=str,
)
def test_what_passes_the_owners_limits_is_validated(request_: Request) -> None:
    assert lane_of(request_, sector="restaurant")[0] == "draft"


def test_the_most_cautious_request_gives_the_lane() -> None:
    assert lane_of(asked("hours_location"), asked("order_cancel"))[0] == "act"
    assert lane_of(asked("order_cancel"), asked("item_problem"))[0] == "draft"
    assert lane_of(asked("item_problem"), asked("allergy_medical"))[0] == "escalate"


def test_an_injection_changes_nothing_of_what_was_asked() -> None:
    assert lane_of(asked("hours_location"), flags=("injection",))[0] == "answer"


def test_reasons_are_sentences_a_shop_owner_reads() -> None:
    assert all(row.reason[0].isupper() or row.reason[0] == "«" for row in LANES.values())
    assert row_of(asked("something_new")) == LANES["unclear_other"]
