"""The two ways an article comes back, in the customer's words: at the shop, or by post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Handover
from coccinelle.core.skill import Situation
from coccinelle.kit.link_token import new_token

RULE = "règle de la boutique"
SHEET = "fiche de la boutique"
HELD = "mise de côté"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept for the customer in place of what they bought. color: only when it changes.
    link: of the label, "" while there is none."""

    product: str
    size_from: str
    size: str
    color: str
    until: datetime
    link: str = ""

    def facts(self, situation: Situation) -> dict[str, Fact]:
        facts = {
            "product": situation.fact("product", self.product, "commande"),
            "until": situation.fact("moment", self.until, HELD),
        }
        if self.size:
            facts["size"] = situation.fact("size", self.size, HELD)
        if self.size_from:
            facts["size_from"] = situation.fact("size", self.size_from, "commande")
        if self.color:
            facts["color"] = situation.fact("color", self.color, HELD)
        return facts

    @property
    def flags(self) -> tuple[str, ...]:
        return ("numbered",) if self.size[:1].isdigit() and not self.color else ()


def ways(situation: Situation) -> tuple[str, ...]:
    """In the order they are told. Both need an address: to come to, or to send to."""
    return ("shop", "post") if situation.business.address else ()


def new_link(situation: Situation) -> str:
    """Where the label of this exchange will be; "" when nothing can be sent back."""
    if "post" not in ways(situation):
        return ""
    return f"{situation.public_url}/documents/{new_token(situation.business.id)}"


def phrases(
    kept: Kept, situation: Situation, *, is_one_of_several: bool = False
) -> tuple[Phrase, ...]:
    """Each way, then which of them is preferred. is_one_of_several: the ways are of all of them,
    and name none."""
    offered = ways(situation)
    if not offered:
        return (Phrase("exchange_kept", kept.facts(situation), kept.flags, tells_act=True),)
    flags = _channel(situation)
    count = {"options": situation.fact("count", len(offered), RULE)}
    told = () if flags else (Phrase("exchange_options", count),)
    if is_one_of_several:
        return (_one(kept, situation), *told, *_ways_of_all(flags, situation))
    return (
        *told,
        _shop(kept, flags, situation),
        _post(kept, flags, situation),
        Phrase("exchange_which", {}),
    )


def question(number: str, situation: Situation) -> OpenQuestion | None:
    offered = ways(situation)
    return OpenQuestion("which_way", "exchange_request", offered, about=number) if offered else None


def handover(order: str, situation: Situation) -> Handover | None:
    """Without an address, a member must say how the article comes back."""
    if ways(situation):
        return None
    reason = "Échange : dire au client comment rapporter l'article (pas d'adresse enregistrée)"
    return Handover(reason=reason, order=order, status_line="À vous de le préciser")


def by_post(kept: Kept, situation: Situation) -> Phrase:
    """Said once it is chosen."""
    return _with_label("exchange_by_post", kept, kept.flags, situation)


def all_by_post(kept: Sequence[Kept], situation: Situation) -> tuple[Phrase, ...]:
    """Of several, what they share is said once; each has its label."""
    if len(kept) == 1:
        return (by_post(kept[0], situation),)
    labels = (_linked(Phrase("exchange_label_of", k.facts(situation)), k, situation) for k in kept)
    shared = Phrase("exchange_all_by_post", {"fee": fee(situation)}, tells_act=True)
    return (shared, *labels)


def place(situation: Situation) -> dict[str, Fact]:
    business = situation.business
    return {
        "place": situation.fact("place", business.address, SHEET),
        "week": situation.fact("hours", business.hours.week, "horaires"),
    }


def fee(situation: Situation) -> Fact:
    return situation.fact("price", round(situation.policy.exchange_post_fee * 100), RULE)


def _channel(situation: Situation) -> tuple[str, ...]:
    return () if situation.kind == "email" else ("short",)


def _shop(kept: Kept, flags: tuple[str, ...], situation: Situation) -> Phrase:
    facts = {
        **kept.facts(situation),
        **place(situation),
        "rank": situation.fact("number", 1, RULE),
        "free": situation.fact("price", 0, RULE),
    }
    return Phrase("exchange_shop", facts, (*kept.flags, *flags), tells_act=True)


def _post(kept: Kept, flags: tuple[str, ...], situation: Situation) -> Phrase:
    return _with_label("exchange_post", kept, (*kept.flags, *flags), situation)


def _one(kept: Kept, situation: Situation) -> Phrase:
    return _linked(Phrase("exchange_one", kept.facts(situation)), kept, situation)


def _linked(phrase: Phrase, kept: Kept, situation: Situation) -> Phrase:
    """With the label's link, if it can be had."""
    without = replace(phrase, tells_act=True)
    if not kept.link:
        return without
    link = situation.fact("url", kept.link, "étiquette de retour")
    return replace(without, facts={**phrase.facts, "link": link}, otherwise=without)


def _ways_of_all(flags: tuple[str, ...], situation: Situation) -> tuple[Phrase, ...]:
    ranks = [situation.fact("number", n, RULE) for n in (1, 2)]
    free = situation.fact("price", 0, RULE)
    facts = {**place(situation), "rank": ranks[0], "free": free}
    return (
        Phrase("exchange_shop", facts, ("several", *flags), tells_act=True),
        Phrase("exchange_post", {"rank": ranks[1], "fee": fee(situation)}, ("several", *flags)),
        Phrase("exchange_which", {}),
    )


def _with_label(name: str, kept: Kept, flags: tuple[str, ...], situation: Situation) -> Phrase:
    facts = {
        **kept.facts(situation),
        "rank": situation.fact("number", 2, RULE),
        "fee": fee(situation),
    }
    without = Phrase(name, facts, (*flags, "no_label"), tells_act=True)
    if not kept.link:
        return without
    linked = {**facts, "link": situation.fact("url", kept.link, "étiquette de retour")}
    return Phrase(name, linked, flags, tells_act=True, otherwise=without)
