"""How a skill earns to act alone, and how it loses it."""

from itertools import product

import pytest

from coccinelle import skills
from coccinelle.core.autonomy import (
    SKILLS,
    Record,
    has_earned,
    has_lost,
    may_answer_alone,
    why_not,
)
from coccinelle.core.policy import Policy
from coccinelle.kit.discovery import modules_of

POLICY = Policy()


def record(unedited: int, edited: int = 0, refused: int = 0, expired: int = 0) -> Record:
    return Record("exchange", unedited=unedited, edited=edited, refused=refused, expired=expired)


def turns(count: int, *wrong: int) -> list[bool]:
    return [place in wrong for place in range(count)]


def test_every_skill_has_a_name_members_read() -> None:
    names = {module.NAME for module in modules_of(skills) if hasattr(module, "INTENTS")}
    assert names <= set(SKILLS)


@pytest.mark.parametrize(
    ("drafts", "is_earned"),
    [
        (record(20), True),
        (record(19), False),
        (record(40, edited=2), True),
        (record(19, edited=1), False),
        (record(40, refused=8), False),
        (record(20, expired=30), True),
    ],
)
def test_enough_drafts_sent_as_they_were_earn_the_next_level(
    drafts: Record, is_earned: bool
) -> None:
    assert has_earned(drafts, POLICY) is is_earned


def test_after_a_refusal_as_many_new_drafts_are_needed() -> None:
    assert not has_earned(record(41), POLICY, judged_when_refused=21)
    assert has_earned(record(42), POLICY, judged_when_refused=21)


def test_two_errors_near_each_other_lose_it() -> None:
    assert has_lost(turns(100, 10, 59), POLICY)


def test_two_errors_far_from_each_other_do_not() -> None:
    assert not has_lost(turns(100, 10, 60), POLICY)
    assert not has_lost(turns(100, 10), POLICY)


def test_an_old_pair_found_late_loses_it_too() -> None:
    assert has_lost(turns(400, 100, 120), POLICY)


def test_the_law_and_the_accounts_are_never_taken_out_of_its_hands() -> None:
    assert "toujours automatique" in why_not("opt_out", "off", ("opt_out",))
    assert Policy(autonomy={"opt_out": "off"}).autonomy_of("opt_out") == "auto"


def test_what_is_always_a_draft_by_its_row_cannot_be_set_to_automatic() -> None:
    assert "passe toujours par vous" in why_not("item_problem", "auto", ("item_problem",))
    assert why_not("item_problem", "off", ("item_problem",)) == ""
    assert may_answer_alone(("exchange_request",))


def demotions_within(turns_seen: int, error_rate: float, policy: Policy) -> float:
    """The exact chance that the rule has struck after so many turns (for two corrections)."""
    alive = {None: 1.0} | dict.fromkeys(range(policy.demote_within - 1), 0.0)
    for _ in range(turns_seen):
        alive = _next(alive, error_rate, policy.demote_within)
    return 1 - sum(alive.values())


def _next(
    alive: dict[int | None, float], error_rate: float, within: int
) -> dict[int | None, float]:
    """Keyed by the right turns since the last wrong one; a second one within the window ends it."""
    after: dict[int | None, float] = dict.fromkeys(alive, 0.0)
    for since, chance in alive.items():
        later = None if since is None or since + 1 >= within - 1 else since + 1
        after[later] += chance * (1 - error_rate)
        if since is None:
            after[0] += chance * error_rate
    return after


def test_the_exact_chance_agrees_with_every_case_counted() -> None:
    policy, rate = Policy(demote_within=3), 0.2
    counted = sum(
        rate ** sum(case) * (1 - rate) ** (8 - sum(case))
        for case in product((False, True), repeat=8)
        if has_lost(case, policy)
    )
    assert demotions_within(8, rate, policy) == pytest.approx(counted)


# The error rates and the chances per thousand turns of docs/decisions/0015.
PUBLISHED = ((0.001, 0.044), (0.002, 0.154), (0.01, 0.945), (0.05, 1.0))


@pytest.mark.parametrize(("rate", "chance"), PUBLISHED)
def test_the_false_alarms_are_those_we_publish(rate: float, chance: float) -> None:
    assert demotions_within(1000, rate, POLICY) == pytest.approx(chance, abs=0.003)
