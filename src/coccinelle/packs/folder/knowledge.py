"""knowledge/*.md: a heading is a question, the text under it is the answer."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from coccinelle.packs.folder.faults import FaultList
from coccinelle.packs.folder.files import is_there, read_text
from coccinelle.store.importing.folder import KnowledgeEntry

FOLDER = "knowledge"
PAGE_CAP = 500
ANSWER_CAP = 20_000  # characters
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")


@dataclass(slots=True)
class _Section:
    line: int
    level: int
    question: str
    lines: list[str] = field(default_factory=list)

    @property
    def answer(self) -> str:
        return "\n".join(self.lines).strip()


def read_knowledge(folder: Path, faults: FaultList) -> tuple[KnowledgeEntry, ...] | None:
    """None when the folder has no knowledge."""
    if not is_there(folder, FOLDER):
        return None
    if (folder / FOLDER).is_symlink() or not (folder / FOLDER).is_dir():
        faults.add(FOLDER, None, "", "link" if (folder / FOLDER).is_symlink() else "not_a_file")
        return None
    pages = sorted(path.name for path in (folder / FOLDER).glob("*.md") if path.name[0] != ".")
    if len(pages) > PAGE_CAP:
        faults.add(FOLDER, None, "", "too_many_pages", limit=PAGE_CAP)
    return tuple(entry for page in pages[:PAGE_CAP] for entry in _page(folder, page, faults))


def _page(folder: Path, page: str, faults: FaultList) -> Iterator[KnowledgeEntry]:
    file = f"{FOLDER}/{page}"
    text = read_text(folder, file, faults)
    if text is None:
        return
    if "\0" in text:
        faults.add(file, text[: text.index("\0")].count("\n") + 1, "", "odd_character")
        return
    sections = _sections(unicodedata.normalize("NFC", text))
    known: dict[str, int] = {}
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        if _is_sound(file, section, following, known, faults):
            known[section.question] = section.line
            yield KnowledgeEntry(page.removesuffix(".md"), section.question, section.answer)


def _sections(text: str) -> list[_Section]:
    sections = [_Section(1, 0, "")]
    fenced = False
    for number, line in enumerate(text.splitlines(), start=1):
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line)
        if heading and heading[2]:
            sections.append(_Section(number, len(heading[1]), heading[2]))
        else:
            sections[-1].lines.append(line)
    return sections


def _is_sound(
    file: str,
    section: _Section,
    following: _Section | None,
    known: dict[str, int],
    faults: FaultList,
) -> bool:
    """A heading over smaller headings is a title, not a question."""
    question, fault = section.question, ""
    if not section.level:
        fault = "no_question" if section.answer else ""
    elif not section.answer:
        fault = "" if following and following.level > section.level else "no_answer"
    elif question in known:
        fault = "double"
    elif len(section.answer) > ANSWER_CAP:
        fault = "too_long"
    if fault:
        values = {"value": question, "line": known.get(question), "limit": ANSWER_CAP}
        faults.add(file, section.line, "", fault, **values)
    return not fault and bool(section.level and section.answer)
