"""A reading as one line of JSON: what `coccinelle understand` prints."""

from typing import Any

from coccinelle.core.lanes import expected
from coccinelle.core.policy import Policy
from coccinelle.core.reading import Entity, Reading, Request, in_the_table
from coccinelle.core.turn import Turn

# product words; what else the reader finds ("end of the day") is its own business
NAMES = frozenset(
    "order_number tracking_number invoice_number product size size_from size_to color quantity "
    "date time new_date new_time deadline event party_size plate vehicle mileage service "
    "property_ref budget amount name phone email address promo_code".split()
)
_OURS = frozenset(("doubt",))  # flags that only decide the lane


def as_line(id: str | int, turn: Turn, reading: Reading, policy: Policy) -> dict[str, Any]:
    """requests: the main one first; lane: what the policy gives if every look-up succeeds."""
    lane, reasons = expected(reading, policy, turn.sector, turn.now.date())
    deadline = reading.urgency.deadline
    return {
        "id": id,
        "language": reading.language,
        "requests": [_request(request) for request in reading.requests],
        "urgency": {
            "level": reading.urgency.level,
            "reason": reading.urgency.reason,
            "deadline": deadline.isoformat() if deadline else None,
        },
        "sentiment": reading.sentiment,
        "flags": [flag for flag in reading.flags if flag not in _OURS],
        "lane": lane,
        "reasons": list(dict.fromkeys(reasons)),
    }


def _request(request: Request) -> dict[str, Any]:
    intent = in_the_table(request.intent)
    entities: dict[str, list[dict[str, Any]]] = {}
    for entity in request.entities:
        if entity.name in NAMES:
            entities.setdefault(entity.name, []).append(_entity(entity))
    told = {"intent": intent, "confidence": request.confidence, "entities": entities}
    return told | ({"sub_kind": request.sub_kind} if request.sub_kind else {})


def _entity(entity: Entity) -> dict[str, Any]:
    told: dict[str, Any] = {"value": entity.value, "words": entity.words}
    return told | ({"ref": entity.ref} if entity.ref else {})
