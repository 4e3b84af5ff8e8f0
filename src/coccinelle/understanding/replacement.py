"""Whether the other size is there, asked beside an exchange, is about what is wanted instead."""

from dataclasses import replace

from coccinelle.core.reading import Entity, Request

_WANTED = ("size_to", "size", "color")


def with_replacement(requests: tuple[Request, ...]) -> tuple[Request, ...]:
    """ "le pantalon est trop grand, avez-vous un 36 ?" is one wish: an exchange for a 36."""
    exchange = next((r for r in requests if r.intent == "exchange_request"), None)
    asked = next((r for r in requests if r.intent == "stock_availability"), None)
    if exchange is None or asked is None or exchange.sub_kind or exchange.entity("size_to"):
        return requests
    known = {(e.name, e.value) for e in exchange.entities}
    new = (e for e in asked.entities if e.name in _WANTED and (e.name, e.value) not in known)
    wanted = tuple(replace(e, name=_name(e)) for e in new)
    if not wanted or _is_of_another(asked, exchange):
        return requests
    whole = replace(exchange, entities=(*exchange.entities, *wanted))
    return tuple(whole if r is exchange else r for r in requests if r is not asked)


def _name(entity: Entity) -> str:
    return "size_to" if entity.name == "size" else entity.name


def _is_of_another(asked: Request, exchange: Request) -> bool:
    """ "la robe est trop grande, et vous avez la jupe en 38 ?": two wishes."""
    said, bought = asked.entity("product"), exchange.entity("product")
    if said is None or bought is None:
        return False
    return not ({said.ref, *said.candidates} & {bought.ref, *bought.candidates})
