"""What a scripted model says of a message."""

from typing import Any


def said(*requests: dict[str, Any], **more: Any) -> dict[str, Any]:
    usual = {"language": "fr", "urgency": "normal", "urgency_reason": "none"}
    return {**usual, "sentiment": "neutral", "flags": [], **more, "requests": list(requests)}


def request(intent: str, *entities: tuple[str, str, str], **more: Any) -> dict[str, Any]:
    """entities: name, value, words."""
    told = [dict(zip(("name", "value", "words"), entity, strict=True)) for entity in entities]
    return {"intent": intent, "confidence": 0.8, "advice": False, "entities": told, **more}
