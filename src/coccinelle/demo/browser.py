"""Sarah at her screen: her browser logs in and sends the forms that our pages give it."""

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import httpx

from coccinelle.core.errors import PermanentError


class Browser:
    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def log_in(self, email: str, password: str) -> None:
        self._send("/login", "/login", email=email, password=password)

    def edit_draft(self, conversation_id: int, words: str) -> None:
        page = f"/conversations/{conversation_id}"
        self._send(page, f"{page}/modifier", text=words)

    def _send(self, page: str, action: str, **typed: str) -> None:
        """With the fields that the page hid in the form, its token among them."""
        shown = self._http.get(page).raise_for_status()
        forms = _Forms(shown.text).hidden
        if action not in forms:
            raise PermanentError(f"The page {page} has no form for {action}.")
        self._http.post(action, data={**forms[action], **typed}).raise_for_status()


@contextmanager
def open_browser(base_url: str) -> Iterator[Browser]:
    with httpx.Client(base_url=base_url, follow_redirects=True, timeout=10.0) as http:
        yield Browser(http)


class _Forms(HTMLParser):
    """hidden: by the form's action, the fields that nobody types."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.hidden: dict[str, dict[str, str]] = {}
        self._action = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = told.get("action", "")
            self.hidden.setdefault(self._action, {})
        elif tag == "input" and told.get("type") == "hidden" and self._action:
            self.hidden[self._action][told.get("name", "")] = told.get("value", "")
