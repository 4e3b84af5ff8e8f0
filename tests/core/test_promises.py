"""Each kind of promise, and the acts that leave its row."""

import pytest

from coccinelle.core.promises import keeps


@pytest.mark.parametrize(
    ("promise", "acts", "is_told", "is_kept"),
    [
        ("hold", ("hold.place",), False, True),
        ("hold", ("watch.start",), False, False),
        ("hold", (), True, False),
        ("cancel", ("hold.cancel",), False, True),
        ("cancel", ("hold.place",), False, False),
        ("call_back", ("call_back.promise",), False, True),
        ("call_back", ("hold.place",), True, False),
        ("answer", (), True, True),
        ("answer", ("waiting.join",), False, True),
        ("answer", ("hold.place",), False, False),
        ("send", ("label.make",), False, True),
        ("send", ("hold.place",), False, False),
        ("refund", ("hold.place", "order.cancel"), True, False),
        ("watch", ("watch.start",), False, True),
        ("reminder", ("hold.place",), False, True),
        ("something else", ("hold.place",), True, False),
    ],
)
def test_a_promise_is_kept_by_an_act_of_its_own_kind(
    promise: str, acts: tuple[str, ...], is_told: bool, is_kept: bool
) -> None:
    assert keeps(promise, acts, is_told=is_told) is is_kept
