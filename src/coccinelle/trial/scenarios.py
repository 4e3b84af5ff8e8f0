"""The scenarios of the mission, as the pack of a sector tells them, and whether they fit a shop."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coccinelle import packs
from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import BusinessFolder, read_folder
from coccinelle.packs.script import CustomerTurn, Script
from coccinelle.trial.record import read

NO_PACK, OTHER_GOODS = "no_pack", "other_goods"


@dataclass(frozen=True, slots=True)
class Scenario:
    """text: the script as its file says it."""

    number: int
    text: str
    script: Script


@cache
def of_sector(sector: str) -> tuple[Scenario, ...]:
    folder = Path(packs.__file__).parent / sector / "scenarios"
    files = [(n, folder / f"scenario_{n}.yaml") for n in range(1, 5)]
    texts = [(n, f.read_text("utf-8")) for n, f in files if f.is_file()]
    return tuple(Scenario(n, text, read(text)) for n, text in texts)


def why_not(shop: Desk) -> str:
    """Why they cannot be played on this shop's own articles; "" when they can."""
    if not of_sector(shop.business.sector):
        return NO_PACK
    sold = {v.sku for product in shop.shop.catalogue().products for v in product.variants}
    wanted = {variant.sku for variant in _goods(shop.business.sector).variants or ()}
    return "" if wanted <= sold else OTHER_GOODS


def goods(shop: Desk) -> BusinessFolder:
    """The articles and invented customers that the scenarios speak of. Raises PermanentError."""
    if why_not(shop):
        raise PermanentError("Ces scénarios parlent d'articles que votre catalogue n'a pas.")
    return _goods(shop.business.sector)


def cast(shop: Desk, script: Script) -> BusinessFolder | None:
    """The scenarios' own, for a script in which one of their customers writes; None for the shop's
    articles and the customers of every copy."""
    senders = {turn.sender for turn in script.turns if isinstance(turn, CustomerTurn)}
    if why_not(shop):
        return None
    found = _goods(shop.business.sector)
    known = {address for c in found.customers or () for address in (c.phone, c.email)}
    return found if senders & known else None


@cache
def _goods(sector: str) -> BusinessFolder:
    return read_folder(demo_folder(sector))
