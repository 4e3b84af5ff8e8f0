"""Training: the weights belong to the messages beside them, and learning is repeatable."""

import numpy as np
import pytest

from coccinelle.packs.examples import examples
from coccinelle.understanding.classifier.network import load_network


def test_the_weights_know_the_messages_that_lie_beside_them() -> None:
    from coccinelle.evaluation.taught import digest

    network = load_network()
    assert network is not None
    assert network.digest == digest(), "the messages changed: make train"


def test_training_twice_on_the_same_messages_gives_the_same_weights() -> None:
    pytest.importorskip("torch", reason="training needs torch, which only `make train` installs")
    from coccinelle.evaluation import training

    few = examples("intents")[::200]
    lessons = training.lessons_of(few)
    rows = np.arange(len(few))
    first, second = (training.fit(lessons, rows, seed=3, epochs=2) for _ in range(2))
    one, other = (training.stored(lessons, [net], 1.0, "") for net in (first, second))
    assert all(np.array_equal(one[name], other[name]) for name in one)


def test_a_handful_of_messages_is_learned_by_heart() -> None:
    pytest.importorskip("torch", reason="training needs torch, which only `make train` installs")
    from coccinelle.evaluation import training
    from coccinelle.understanding.classifier.network import network_of

    few = [e for e in examples("intents")[::100] if len(e.labels) == 1]
    lessons = training.lessons_of(few)
    net = training.fit(lessons, np.arange(len(few)), seed=0, epochs=30)
    network = network_of(training.stored(lessons, [net], 1.0, ""))
    read = network.judge_seen(lessons.seen).labels.argmax(axis=1)
    assert (read == lessons.targets.argmax(axis=1)).mean() > 0.9
