"""What is wrong in a folder: every fault with its place and its reason, never only the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from coccinelle.core.errors import PermanentError
from coccinelle.packs.folder.sentences import Language, say

_TOLD = 20  # faults written out in the error's own text; the rest is in `faults`


@dataclass(frozen=True, slots=True)
class Fault:
    """file: empty when there is only one. line: None when the whole file is meant; column: a
    column's or a key's name, or empty; key, values: the reason, before it is worded."""

    file: str
    line: int | None
    column: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    language: Language = "fr"

    @property
    def reason(self) -> str:
        return say(self.language, self.key, **self.values)

    def in_language(self, language: Language) -> Self:
        return replace(self, language=language)

    def of_column(self, column: str) -> Self:
        return replace(self, column=column)

    def __str__(self) -> str:
        """Its place and its reason, on one line, in the owner's language."""
        place = [self.file] if self.file else []
        if self.line is not None:
            line = say(self.language, "line")
            place.append(f"{line if place else line.capitalize()} {self.line}")
        if self.column:
            place.append(f"{say(self.language, 'column')} {self.column}")
        mark = " : " if self.language == "fr" else ": "
        return ", ".join(place) + mark + self.reason


class FolderFaults(PermanentError):
    """The folder was not imported; `faults` holds all of them, by file and line."""

    def __init__(self, faults: Sequence[Fault], language: Language) -> None:
        self.faults = tuple(faults)
        lines = [say(language, "nothing_kept", count=len(self.faults))]
        lines += [str(fault) for fault in self.faults[:_TOLD]]
        if len(self.faults) > _TOLD:
            lines.append("…")
        super().__init__("\n".join(lines))


class FaultList:
    """The faults met so far, worded in the owner's language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._faults: list[Fault] = []

    def add(self, file: str, line: int | None, column: str, key: str, /, **values: object) -> None:
        self._faults.append(Fault(file, line, column, key, values, self._language))

    def found(self) -> list[Fault]:
        return sorted(self._faults, key=lambda fault: (fault.file, fault.line or 0))

    def settle(self) -> None:
        """Raises FolderFaults when there is any fault."""
        if self._faults:
            raise FolderFaults(self.found(), self._language)
