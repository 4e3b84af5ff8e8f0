"""Any question to the pages: what is answered is right, what is not sure is handed on."""

from collections import Counter
from pathlib import Path

import pytest

from coccinelle.core.knowledge import Entry
from coccinelle.core.page_search import meaning, surely
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder

DEMO = [Entry(e.page, e.question, e.answer) for e in read_folder(demo_folder()).knowledge or ()]
FILE = Path(__file__).with_name("knowledge_questions.txt")
NO_PAGE = "-"


def asked(half: str) -> list[tuple[str, str]]:
    """The heading that answers, and the question."""
    lines = [line for line in FILE.read_text().splitlines() if line and line[0] != "#"]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [(heading, question) for of, heading, question in rows if of == half]


def outcome(heading: str, question: str) -> str:
    found = surely(DEMO, question)
    if found is None:
        return "handed on" if heading == NO_PAGE else "missed"
    return "right" if found.question == heading else "wrong"


@pytest.mark.parametrize(("half", "right"), [("dev", 22), ("held", 16)])
def test_no_answer_is_wrong_and_most_questions_are_answered(half: str, right: int) -> None:
    counts = Counter(outcome(*row) for row in asked(half))
    assert counts["wrong"] == 0
    assert counts["handed on"] == 18
    assert counts["right"] >= right


@pytest.mark.parametrize("text", ["c'est combien ?", "combien de temps ?", "et alors ?", ""])
def test_a_question_about_nothing_in_particular_is_not_answered(text: str) -> None:
    assert surely(DEMO, text) is None


def test_the_same_words_in_another_order_are_the_same_question() -> None:
    assert meaning("vous avez un parking vélo ?") == meaning("un parking pour les vélos, svp ?")
