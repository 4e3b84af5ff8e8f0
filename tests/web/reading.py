"""A page as a person sees it, and as a browser builds it."""

from html.parser import HTMLParser

UNSEEN = {"script", "style", "title"}
CURVED = "\N{RIGHT SINGLE QUOTATION MARK}"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not UNSEEN & set(self._inside):
            self.words.append(data)


def text_of(page: str) -> str:
    """What is written on the page, as one types it."""
    return typed(" ".join(_read(page).words))


def typed(text: str) -> str:
    """Spaces folded, apostrophes straight."""
    return " ".join(text.split()).replace(CURVED, "'")


def skeleton_of(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes: foreign text must not add one."""
    return _read(page).elements


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader
