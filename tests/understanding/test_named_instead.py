"""We asked whether to do one thing about an order, and another one is named."""

import pytest

from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn

READER = EmbeddedReader()


@pytest.mark.parametrize(
    ("wanted", "text", "intent"),
    [
        ("return_refund/request", "bon ok un échange en 38 alors", "exchange_request"),
        ("return_refund/request", "ok mais plutôt l'échanger", "exchange_request"),
        ("return_refund/request", "actually I'd rather exchange it", "exchange_request"),
        ("exchange_request", "oui mais je préfère être remboursée", "return_refund"),
        ("return_refund/request", "oui je confirme", "return_refund"),
        ("return_refund/request", "oui, remboursez-moi, pas d'échange", "return_refund"),
    ],
)
def test_the_act_that_is_named_is_the_one_that_is_meant(
    wanted: str, text: str, intent: str
) -> None:
    memory = Memory(question=OpenQuestion("proposal", wanted, about="2847"))
    reading = READER.read(turn(text, memory=memory))
    assert reading.requests[0].intent == intent
