"""What a script may hold, and how its faults are told."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coccinelle.packs.script import CustomerTurn
from coccinelle.simulation.script_file import BadScript, read_scenes

Write = Callable[..., Path]

GOOD = """
name: Un essai
turns:
  - {at: +1h30m, from: "06 39 98 00 01", text: no}
"""

FAULTS = [
    ("turns: [{at: +0s, from: x, text: a, form: y}]", "line 1", "unknown key “form”"),
    ("turns:\n  - {at: +0s, text: a}", "line 2, column 5", "“from” is missing"),
    ("turns:\n  - at: soon\n    from: x\n    text: a", "line 2", "“soon” is not a time"),
    ("turns:\n- {at: +0s, owner: {dance: true}}", "line 2", "known: reply, approve, edit"),
    ("turns:\n- {at: +0s, owner: {approve: no}}", "line 2", "only true"),
    ("turns:\n- {at: +0s, owner: {autonomy: draft}}", "line 2", "autonomy: {exchange: draft}"),
    ("turns:\n- {at: +0s, event: {quake: 1}}", "line 2", "unknown event “quake”; known: outage"),
    ("turns:\n- {at: +0s, event: {carrier: {}}}", "line 2", "say `down: 30m`"),
    ("turns:\n- {at: +0s, event: {stock: {A: -1}}}", "line 2", "greater than or equal to 0"),
    ("turns:\n- {at: +0s, from: x, text: a, channel: fax}", "line 2", "is not one of 'sms'"),
    ("turns:\n- {at: +0s, from: bob, text: a, channel: email}", "line 2", "not an e-mail"),
    ("turns: []\nexpect:\n  holds:\n  - {skv: A}", "line 4, column 6", "known keys: sku, product"),
    ("turns: []\nexpect:\n  held: []", "line 3", "unknown key “held”"),
    ("turns: []\nname: a\nname: b", "line 3", "written twice"),
    ('turns:\n- {at: +0s, text: "oops}\n', "line 3", "unexpected end"),
    ("bonjour", "line 1", "key: value"),
    ("", "script.yaml", "no script"),
]


def test_words_stay_words_and_phones_are_read_in_any_form(write: Write) -> None:
    (scene,) = read_scenes(write(GOOD))
    turn = scene.script.turns[0]
    assert isinstance(turn, CustomerTurn)
    assert (turn.text, turn.sender, turn.channel) == ("no", "+33639980001", "sms")
    assert turn.at == timedelta(hours=1, minutes=30)


@pytest.mark.parametrize(("text", "place", "reason"), FAULTS)
def test_a_fault_is_told_with_its_place(write: Write, text: str, place: str, reason: str) -> None:
    with pytest.raises(BadScript) as caught:
        read_scenes(write(text))
    assert place in str(caught.value)
    assert reason in str(caught.value)


def test_every_fault_of_a_file_is_told(write: Write) -> None:
    with pytest.raises(BadScript) as caught:
        read_scenes(write("foo: 1\nturns:\n- {at: x, from: a, text: b}\n- {at: +0s}\n"))
    assert [line.split(", ")[1] for line in str(caught.value).splitlines()] == [
        "line 3", "line 4", "line 4", "line 1",
    ]  # fmt: skip


def test_json_indented_with_tabs_and_escaped_emoji_is_read(write: Write) -> None:
    text = '{\n\t"turns": [{"at": "+0s", "from": "a@example.org", "text": "\\ud83d\\ude0d"}]\n}'
    (scene,) = read_scenes(write(text, "un.json"))
    turn = scene.script.turns[0]
    assert isinstance(turn, CustomerTurn)
    assert (turn.channel, turn.text, scene.script.name) == ("email", "😍", "un")


def test_a_file_holds_several_scripts(write: Write) -> None:
    documents = read_scenes(write("turns: []\n---\nname: deux\nturns: []\n"))
    items = read_scenes(write('[{"turns": []}, {"turns": []}, {"name": "c", "turns": []}]'))
    assert [scene.script.name for scene in documents] == ["script 1", "deux"]
    assert [scene.script.name for scene in items] == ["script 1", "script 2", "c"]
