"""Hostile text, wherever it is shown, is text."""

import json

import pytest

from coccinelle.web.pages import _ENVIRONMENT
from tests.web.conftest import Caller, Shop
from tests.web.reading import skeleton_of, text_of

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    '"><b hx-get="/logout" hx-trigger="load">',
    '<div data-hx-post="/drafts/1/send" data-hx-trigger="load">', "a hx-get=/x hx-trigger=load",
    '<hx-partial hx-target="#inbox">pwn</hx-partial>',
    '<template hx type="partial" hx-target="body">x</template>', '<i hx-on:click="alert(1)">',
    "<i hx-vals='js:{a:alert(1)}' hx-get=/>", '<i hx-sse:connect="/events">',
    '<i sse-connect="/attachments/9">', '</div></div><i hx-get="/x" hx-trigger="load">',
    "<meta name=\"htmx-config\" content='mode:cors'>", '<base href="//evil.example">',
    "{{7*7}}{% for x in y %}", "${7*7}", "</textarea><script>1</script>", "javascript:alert(1)",
    "JaVa\tScript:alert(1)", "data:text/html,<script>1</script>",
    '<a href="https://evil" target=_top>Sarah</a>',
    'a\rdata: <hx-partial hx-target="#inbox">x</hx-partial>\r\r', "a\n\nevent: close\ndata: x",
    "x\u2028y\u0085z", "</title><script>1</script>", "&lt;script&gt;&#x3C;img/src/onerror=1&gt;",
    "' onfocus=alert(1) autofocus='", "-->", "]]>",
]  # fmt: skip
PAGES = (
    "/",
    "/actions",
    "/a-valider",
    "/urgences",
    "/engagements",
    "/fiches",
    "/mises-de-cote?ref=R-1",
    "/conversations/{}",
)


class Stage:
    """Every field that a page shows, each holding the text."""

    def __init__(self, shop: Shop, owner: Caller) -> None:
        self.shop, self.owner = shop, owner
        self.conversation = shop.hears("Bonjour", "+33639980300")
        shop.drafts(self.conversation, "x")
        shop.notifies("x", lines=("x",), status_line="x", conversation_id=self.conversation)
        shop.execute(
            "insert into product (ref, name) values ('R-1', 'x');"
        )  # fmt: skip
        shop.execute(
            "insert into variant (product_id, sku, color, size, price_cents, on_hand, reserved)"
            " select id, 'R-1-x', 'x', 'x', 100, 2, 1 from product where ref = 'R-1'"
        )
        shop.execute(
            "insert into hold (variant_id, contact_id, conversation_id, quantity, until,"
            " created_at) select v.id, c.contact_id, c.id, 1, c.last_at, c.last_at"
            " from variant v, conversation c where v.sku = 'R-1-x' and c.id = %s",
            self.conversation,
        )
        shop.execute(
            "insert into commitment (kind, conversation_id, due_at, created_at, reason)"
            " select 'x', id, last_at, last_at, 'x' from conversation where id = %s",
            self.conversation,
        )

    def says(self, text: str) -> list[str]:
        write = self.shop.execute
        write("update contact set first_name = %s, last_name = %s, preferred_channel = %s",
              text, text, text)  # fmt: skip
        write("update message set text = %s, subject = %s, error = %s", text, text, text)
        write("update draft set text = %s, reason = %s, actions = jsonb_build_array("
              "jsonb_build_object('summary', %s::text))", text, text, text)  # fmt: skip
        write("update notification set text = %s, lines = array[%s::text], status_line = %s,"
              " kind = 'action'", text, text, text)  # fmt: skip
        write("update escalation set reason = %s", text)
        write("update commitment set reason = %s, ended_because = %s", text, text)
        write("update product set name = %s", text)
        write("update variant set color = %s, size = %s", text, text)
        write("update business set catalogue_version = catalogue_version + 1")
        write("update conversation set paused_by = %s, paused_at = last_at", text)
        write("update member set name = %s", text)
        self._thinks(text)
        paths = [page.format(self.conversation) for page in PAGES]
        return [self.owner.get(path).text for path in paths]

    def _thinks(self, text: str) -> None:
        wish = {"name": text, "value": text, "words": text}
        outcome = {"lane": text, "reasons": [text], "actions": [text]}
        self.shop.execute(
            "update turn set reading = %s, decision = %s, facts = %s, memory_before = %s",
            json.dumps({"requests": [{"intent": text, "confidence": 0.5, "entities": [wish]}]}),
            json.dumps({"outcomes": [outcome]}),
            json.dumps([{"kind": "text", "value": text, "source": text}]),
            json.dumps({"size": text}),
        )


@pytest.fixture(scope="module")
def stage(next_door: Shop, charlie: Caller) -> Stage:
    return Stage(next_door, charlie)


@pytest.fixture(scope="module")
def harmless(stage: Stage) -> list[list[tuple[str, tuple[str, ...]]]]:
    """The second time: what is new is marked so until it was seen."""
    stage.says("bonjour")
    return [skeleton_of(page) for page in stage.says("bonjour")]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_is_read_as_it_is(
    stage: Stage, harmless: list[list[tuple[str, tuple[str, ...]]]], text: str
) -> None:
    pages = stage.says(text)
    assert [skeleton_of(page) for page in pages] == harmless
    for page in pages:
        assert " ".join(text.split()) in text_of(page)


def test_a_name_cannot_turn_the_line_around(stage: Stage) -> None:
    for page in stage.says("\u202egnp.exe\u2066"):
        assert not {"\u202e", "\u2066"} & set(page)
        assert "gnp.exe" in page


@pytest.mark.parametrize("name", ["page.html", "page.html.j2", "page.svg", "page"])
def test_every_template_escapes_whatever_its_name(name: str) -> None:
    template = _ENVIRONMENT.from_string("{{ text }}")
    template.name = name
    assert template.render(text="<b>") == "&lt;b&gt;"
    assert _ENVIRONMENT.autoescape is True


def test_no_template_trusts_a_text_or_leaves_an_attribute_unquoted() -> None:
    assert _ENVIRONMENT.loader
    for name in _ENVIRONMENT.list_templates():
        source = _ENVIRONMENT.loader.get_source(_ENVIRONMENT, name)[0]
        assert "safe" not in source
        assert "autoescape" not in source
        assert "={{" not in source
