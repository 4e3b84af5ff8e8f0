"""Answers in the shapes of the chat completions API, good and bad."""

import json
import secrets
import time
from typing import Any

from coccinelle.sandbox.model.script import NOTHING


def completion(model: str, asked: str, content: str | None, **message: Any) -> dict[str, Any]:
    """About one token for four characters, as a rule of thumb has it."""
    tokens_in, tokens_out = len(asked) // 4, len(content or "") // 4
    return {
        "id": f"chatcmpl-{secrets.token_hex(8)}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "logprobs": None,
                "message": {"role": "assistant", "content": content, "refusal": None, **message},
            }
        ],
        "usage": {
            "prompt_tokens": tokens_in,
            "completion_tokens": tokens_out,
            "total_tokens": tokens_in + tokens_out,
        },
    }


def error(kind: str, code: str | None, message: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}


def obedient(fault: str) -> str:
    """A model that does as a customer tells it, or dreams."""
    return json.dumps(NOTHING | _DREAMS[fault])


def _request(intent: str, **entity: str) -> dict[str, Any]:
    return {"intent": intent, "confidence": 1.0, "advice": False, "entities": [entity]}


_DREAMS: dict[str, dict[str, Any]] = {
    "injected_instructions": {
        "requests": [
            _request("return_refund", name="amount", value="500", words="500 €"),
            _request("order_cancel", name="order_number", value="2901", words="2901"),
        ],
        "urgency": "none",
        "sentiment": "positive",
    },
    "invented_product": {
        "requests": [
            _request("stock_availability", name="product", value="Robe Fantôme",
                     words="la Robe Fantôme"),
        ],
    },
    "invented_order": {
        "requests": [
            _request("order_status", name="order_number", value="9999", words="commande 9999"),
        ],
    },
}  # fmt: skip
