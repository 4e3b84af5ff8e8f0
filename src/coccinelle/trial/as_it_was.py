"""A kept script as a file that `simulate` plays: with the shop as it is now, beside its folder."""

from dataclasses import asdict
from typing import Any
from zlib import crc32

import yaml

from coccinelle.engine.business import autonomy, settings_change
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import Script
from coccinelle.packs.script_shop import AsItWas
from coccinelle.store import autonomy as levels
from coccinelle.store import copied, knowledge, posts, settings
from coccinelle.store.importing import import_folder
from coccinelle.store.importing.business import renew_catalogue
from coccinelle.store.importing.folder import BusinessFolder
from coccinelle.store.posts import SaidPost
from coccinelle.trial.copy import with_people
from coccinelle.trial.member_turn import count_stock

MOST_VARIANTS = 2000  # beyond, a file would be nothing but stock
# The owner's own, which no reply says; and what a copy does not ask.
_LEFT_OUT = {"card.owner_phone", "card.owner_email", "policy.satisfaction_share"}


def as_file(shop: Desk, script: str) -> str:
    """The script with what members set, wrote and counted; its replies are those it was kept
    with."""
    told: dict[str, Any] = next(iter(yaml.load_all(script, Loader=yaml.BaseLoader)))
    head = {name: told.pop(name) for name in ("name", "start", "customers") if name in told}
    text: str = yaml.safe_dump(
        head | {"shop": _shop(shop)} | told, allow_unicode=True, sort_keys=False, width=100
    )
    return text


def set_up(desk: Desk, script: Script) -> None:
    """A shop just made from its folder becomes as the script says. Raises PermanentError."""
    was = script.shop
    _set(desk, was)
    count_stock(desk, was.stock)
    with desk.transaction() as connection:
        for one in was.pages:
            knowledge.add(
                connection, page=one.page, question=one.question, answer=one.answer,
                by="membre", at=desk.now(),
            )  # fmt: skip
        for post in was.posts:
            posts.say_again(connection, SaidPost(**dict(post)), by="membre", at=desk.now())
        if was.posts:  # the shop is put back for each script: its next version names others' posts
            renew_catalogue(connection, by=1 + crc32(repr(was.posts).encode()) % 1_000_000_000)
        if script.customers:
            goods = copied.goods_and_card(connection)
            people = with_people(goods, desk.now())
            import_folder(
                connection,
                BusinessFolder(
                    goods.business, customers=people.customers, orders=people.orders,
                    order_lines=people.order_lines, tracking=people.tracking,
                ),
                desk.now(),
            )  # fmt: skip


def _set(desk: Desk, was: AsItWas) -> None:
    """Words of a file become the numbers and lists that the rules are made of."""
    if was.settings:
        with desk.transaction() as connection:
            after = settings_change.judged(desk, connection, was.settings)
        values = {key: settings_change.value_of(after, key) for key in was.settings}
        settings_change.change(desk, values, by="membre")
    for skill, level in was.autonomy.items():
        if desk.business.policy.autonomy_of(skill) != level:
            autonomy.set_level(desk, skill, level, by="membre")


def _shop(shop: Desk) -> dict[str, Any]:
    with shop.transaction() as connection:
        set_here = settings.all_of(connection)
        found = {
            "settings": {
                key: row.value
                for key, row in sorted(set_here.items())
                if key in settings_change.KEYS and key not in _LEFT_OUT
            },
            "autonomy": {key: row.level for key, row in sorted(levels.levels(connection).items())},
            "pages": [
                {"page": row.page, "question": row.question, "answer": row.answer}
                for row in knowledge.all_of(connection)
                if row.by_member
            ],
            "posts": [_publication(one) for one in posts.said_here(connection)],
            "stock": {v.sku: v.stock for v in copied.goods_and_card(connection).variants or ()},
        }
    if len(found["stock"]) > MOST_VARIANTS:
        found["stock"] = {}
    return {name: value for name, value in found.items() if value}


def _publication(said: SaidPost) -> dict[str, Any]:
    return asdict(said) | {
        "published_at": said.published_at.isoformat(), "shows": list(said.shows)
    }  # fmt: skip


def is_without_stock(shop: Desk) -> bool:
    """Its file tells no stock: there is too much of it."""
    return sum(len(one.variants) for one in shop.shop.catalogue().products) > MOST_VARIANTS
