"""Lanes: each row of the default policy that the skills can reach so far."""

import pytest

from coccinelle.core.decision import decide
from coccinelle.core.facts import Phrase
from coccinelle.core.lanes import ALARMS
from coccinelle.core.policy import Autonomy, Lane, Policy
from coccinelle.core.proposal import Alert, Concern, PlannedAction, Proposal
from coccinelle.core.reading import Reading, Request, to_serve

HOLD = Request("hold_item", 0.9)
ASK = Request("stock_availability", 0.9)
ACTION = PlannedAction("hold.place", "key", {}, "Mettre de côté")
ANSWER = Proposal("availability", phrases=(Phrase("available", {}),))
ACT = Proposal("hold", phrases=(Phrase("held_until", {}),), actions=(ACTION,))


POLICY = Policy()


def lane_of(*pairs: tuple[Request, Proposal | None], policy: Policy = POLICY) -> Lane:
    requests = tuple(request for request, _ in pairs)
    return decide(Reading("fr", requests), pairs, policy).lane


def test_information_is_answered() -> None:
    assert lane_of((ASK, ANSWER)) == "answer"


def test_an_action_with_all_it_needs_is_carried_out() -> None:
    assert lane_of((HOLD, ACT)) == "act"


def test_the_most_cautious_request_gives_the_lane_of_the_message() -> None:
    assert lane_of((ASK, ANSWER), (HOLD, ACT)) == "act"
    assert lane_of((ASK, ANSWER), (Request("complaint", 0.9), None)) == "draft"


def test_what_no_skill_can_do_goes_to_a_person() -> None:
    assert lane_of((Request("delivery_info", 0.9), None)) == "escalate"
    assert lane_of((Request("return_refund", 0.9), None)) == "draft"
    assert lane_of((Request("account_data", 0.9, sub_kind="privacy"), None)) == "escalate"


def test_nobody_is_bothered_with_spam() -> None:
    assert lane_of((Request("spam_phishing", 0.9), None)) == "ignore"


def test_a_skill_never_answers_alone_what_the_policy_keeps_for_a_member() -> None:
    assert lane_of((Request("product_service_info", 0.9, sub_kind="advice"), ANSWER)) == "draft"


def test_an_unusual_message_is_looked_at_before_the_answer_leaves() -> None:
    decision = decide(Reading("fr", (ASK,), flags=("doubt",)), ((ASK, ANSWER),), Policy())
    assert decision.lane == "draft"


def test_an_alert_stands_for_the_drafts_only_when_each_has_one() -> None:
    alert = Alert("strangers:RF-2847", "Plusieurs inconnus veulent réserver")
    worried = Proposal("hold", actions=(ACTION,), concern=Concern("draft", "Trop", alert))
    complaint = (Request("complaint", 0.9), None)
    assert decide(Reading("fr", (HOLD,)), ((HOLD, worried),), POLICY).alerts == (alert,)
    both = Reading("fr", (HOLD, complaint[0]))
    assert decide(both, ((HOLD, worried), complaint), POLICY).alerts == ()


def test_a_concern_names_its_lane_and_its_reason() -> None:
    worried = Proposal("hold", actions=(ACTION,), concern=Concern("draft", "Trop long"))
    decision = decide(Reading("fr", (HOLD,)), ((HOLD, worried),), Policy())
    assert (decision.lane, decision.reasons) == ("draft", ("Trop long",))


def test_nothing_to_say_is_ignored() -> None:
    assert lane_of((Request("ack_closing", 0.9), Proposal("courtesy", ignore=True))) == "ignore"


def test_one_kind_of_request_can_be_kept_back_alone() -> None:
    policy = Policy(autonomy={"hold_item": "draft"})
    assert lane_of((HOLD, ACT), policy=policy) == "draft"
    assert lane_of((HOLD, ACT), policy=Policy(autonomy={"order_cancel": "draft"})) == "act"


@pytest.mark.parametrize(
    ("autonomy", "lane"), [("auto", "act"), ("draft", "draft"), ("off", "escalate")]
)
def test_the_owner_decides_how_far_a_skill_goes(autonomy: Autonomy, lane: Lane) -> None:
    assert lane_of((HOLD, ACT), policy=Policy(autonomy={"hold": autonomy})) == lane


def test_a_skill_nobody_has_trusted_yet_waits_for_a_member() -> None:
    assert lane_of((HOLD, Proposal("quote", phrases=(Phrase("quote", {}),)))) == "draft"


@pytest.mark.parametrize("flag", ALARMS)
def test_an_alarm_always_brings_a_person(flag: str) -> None:
    decision = decide(Reading("fr", (ASK,), flags=(flag,)), ((ASK, ANSWER),), Policy())
    assert decision.lane == "escalate"


def test_a_reading_without_request_goes_to_a_person() -> None:
    assert decide(Reading("fr", ()), (), Policy()).lane == "escalate"


def test_a_language_we_have_no_words_in_is_answered_by_a_member() -> None:
    decision = decide(Reading("es", (ASK,)), ((ASK, ANSWER),), Policy())
    assert decision.lane == "draft"
    assert "Langue" in decision.reasons[0]
    assert decide(Reading("en", (ASK,)), ((ASK, ANSWER),), Policy()).lane == "answer"


def test_spam_in_another_language_is_still_ignored() -> None:
    spam = Request("spam_phishing", 0.9)
    assert decide(Reading("pt", (spam,)), ((spam, None),), Policy()).lane == "ignore"


def test_a_question_between_two_readings_is_served_instead_of_either() -> None:
    either = Reading("fr", (HOLD, ASK), alternatives=("hold_item", "exchange_request"))
    first, second = to_serve(either)
    assert (first.intent, first.sub_kind, second) == ("unclear_other", "either", ASK)
    assert to_serve(Reading("fr", (HOLD,))) == (HOLD,)
