"""Whatever a file, a customer or a member wrote anywhere, every page shows as text."""

import json
import re
from collections.abc import Iterator

import pytest

from coccinelle.store.database import Database
from tests.web.conftest import Caller, Shop, open_shop, serving, web_app
from tests.web.edge.test_escaping import HOSTILE
from tests.web.reading import skeleton_of

# Columns that hold words of others, by table.
FOREIGN = {
    "business": "name address phone email parking owner_name owner_phone owner_email",
    "contact": "first_name last_name notes postal_address preferred_channel",
    "product": "name category", "variant": "color size", "post": "caption url by_member",
    "knowledge": "page question answer by_member", "knowledge_gap": "question",
    "saved_reply": "name text shortcut by_member", "member": "name",
    "orders": "carrier tracking_number", "tracking_event": "label", "merge": "reason decided_by",
    "message": "text subject error by_member", "notification": "text status_line",
    "commitment": "reason", "trial_script": "name by_member", "product_file": "name brought_by",
    "autonomy": "because set_by", "setting": "set_by", "session": "browser",
    "channel": "stopped_reason", "note": "text by_member",
    "exchange": "ended_because", "connector": "stopped_reason",
}  # fmt: skip
PAGES = (
    "/clients", "/clients?q=Julie", "/clients/{contact}", "/clients/{contact}/effacer",
    "/clients/{contact}/reunir?q=emma", "/commandes", "/commandes/{order}", "/fiches",
    "/publications", "/connaissances", "/connaissances?essai=horaires", "/reponses",
    "/autonomie", "/resultats", "/journal", "/reglages", "/reglages/etablissement", "/reglages/ton",
    "/reglages/regles", "/reglages/membres", "/reglages/connexions", "/bienvenue",
    "/bienvenue/articles", "/compte", "/compte/notifications", "/nouveau", "/essayer",
    "/conversations/{conversation}", "/mises-de-cote?ref=RF-2847",
)  # fmt: skip
SAFE = re.compile(r"(?:/(?!/)|#|https://|tel:|mailto:|data:,).*|", re.DOTALL)


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """The demo's, with something in each table that holds words."""
    opened = open_shop(shared_database, full=True)
    opened.hears("Bonjour, la robe RF-2847, vous l'avez en 38 ?")
    opened.hears("Puis-je échanger le pantalon noir 40 de la commande 2847 contre un 38 ?",
                 "+33639980002")  # fmt: skip
    for table in (
        "knowledge_gap (question, at) values ('x', now())",
        "saved_reply (name, text, shortcut, by_member, at) values ('x', 'x', 'x', 'x', now())",
        "trial_script (name, script, replies, by_member, made_at)"
        " values ('x', 'turns: []', '{}', 'x', now())",
        "product_file (name, lines, columns, found, told, brought_by, brought_at)"
        " values ('x', '[]', '{\"name\": 0, \"price\": 0, \"stock\": 0}', '{}', '{}', 'x', now())",
        "setting (key, value, set_by, set_at) values ('card.parking', '\"x\"', 'x', now())",
        "autonomy (skill, level, since, set_by, because) values ('hold', 'draft', now(), 'x', 'x')",
        "merge (from_contact_id, into_contact_id, reason, proposed_at)"
        " select min(id), max(id), 'x', now() from contact",
    ):
        opened.execute(f"insert into {table}")
    return opened


@pytest.fixture(scope="module")
def owner(shop: Shop) -> Iterator[Caller]:
    with serving(web_app(shop)) as http:
        yield Caller(http, shop.employs("Sarah", "owner"))


def pages(shop: Shop, owner: Caller, text: str) -> dict[str, str]:
    for table, columns in FOREIGN.items():
        key = (
            "id::text" if table not in ("setting", "autonomy", "business", "product_file") else "''"
        )
        values = ", ".join(f"{column} = %s || {key}" for column in columns.split())
        shop.execute(f"update {table} set {values}", *[text] * len(columns.split()))
    product = {"ref": text, "name": text, "category": text, "tags": [], "aliases": []}
    variant = {"sku": "RF-2847-38", "product_ref": text, "color": text, "size": text,
               "price_cents": 1, "stock": 1}  # fmt: skip
    told = {"header": [text], "lines": 1, "columns": ["color"], "samples": [[text]], "products": 1,
            "variants": 1, "wrong": 1, "faults": [[1, text, "bad_price", {"value": text}]],
            "first": [[text, text, text, 1, 1]]}  # fmt: skip
    found = {"products": [product], "variants": [variant]}
    shop.execute("update product_file set told = %s", json.dumps(told))
    shop.execute("update product_file set found = %s", json.dumps(found))
    shop.execute("update business set catalogue_version = catalogue_version + 1")
    ((contact, order),) = shop.execute("select contact_id, id from orders where number = '2847'")
    ((conversation,),) = shop.execute("select min(id) from conversation")
    ids = {"contact": contact, "order": order, "conversation": conversation}
    answers = {path: owner.get(path.format(**ids)) for path in PAGES}
    assert {path: a.status_code for path, a in answers.items() if a.status_code != 200} == {}
    return {path: answer.text for path, answer in answers.items()}


Shape = tuple[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def ours(shop: Shop, owner: Caller) -> set[Shape]:
    """Every element, with the names of its attributes, that our pages are made of."""
    told = [*pages(shop, owner, "bonjour").values(), *pages(shop, owner, "robe bleue").values()]
    return {shape for page in told for shape in skeleton_of(page)}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_of_any_table_add_no_element_to_any_page(
    shop: Shop, owner: Caller, ours: set[Shape], text: str
) -> None:
    for path, page in pages(shop, owner, text).items():
        assert set(skeleton_of(page)) - ours == set(), path
        places = re.findall(r'(?:href|src|action|formaction|hx-get|hx-post)="([^"]*)"', page)
        assert [place for place in places if not SAFE.fullmatch(place)] == [], path
