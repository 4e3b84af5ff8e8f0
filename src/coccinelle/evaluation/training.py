"""`make train`: the packs' labelled messages become the weights of the reader's network.

Deterministic for one version of PyTorch, which only training needs. About ten minutes on two cores.
"""

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import torch
from torch import nn

from coccinelle.core.policy import Lane
from coccinelle.evaluation.stretches import stretch_of
from coccinelle.evaluation.taught import digest
from coccinelle.packs.examples import Example, examples
from coccinelle.understanding.classifier import ngrams
from coccinelle.understanding.classifier.features import Seen, see, signs_of
from coccinelle.understanding.classifier.network import WEIGHTS, network_of

SIGNALS = (
    "urgent", "person", "review", "anger", "legal_threat", "danger", "self_harm", "human_wanted",
    "fraud", "injection",
)  # fmt: skip
HIDDEN = 160
SEEDS = 2
EPOCHS = 14
BATCH = 64
_RATE = 2e-3
_DECAY = 1e-2
_DROPPED = {"meaning": 0.3, "letters": 0.3, "signs": 0.2, "hidden": 0.4}
_SMOOTHING = 0.05
_SECOND = 0.3  # of the target, shared by the requests after the main one
_SIGNAL_WEIGHT = 2.0
_LOUDNESS = {"meaning": 3.0, "letters": 2.0}
_CAREFUL: tuple[Lane, ...] = ("draft", "escalate")


@dataclass(frozen=True, slots=True)
class Lessons:
    """Features and targets of the messages; labels and names give the meaning of the columns."""

    seen: Seen
    targets: np.ndarray
    signals: np.ndarray
    labels: tuple[str, ...]
    names: tuple[str, ...]
    rarity: np.ndarray


def lessons_of(taught: Sequence[Example]) -> Lessons:
    stretches = [stretch_of(example) for example in taught]
    names = tuple(sorted({name for stretch in stretches for name in signs_of(stretch)}))
    seen = see(stretches, {name: at for at, name in enumerate(names)})
    labels = tuple(sorted({label_name(example, 0) for example in taught}))
    return Lessons(
        seen=seen,
        targets=np.stack([_target(example, labels) for example in taught]),
        signals=np.stack([_signals(example) for example in taught]),
        labels=labels,
        names=names,
        rarity=_rarity(seen),
    )


def label_name(example: Example, rank: int) -> str:
    label = example.labels[rank]
    return f"{label.intent}/{label.sub_kind}" if label.sub_kind else label.intent


def _target(example: Example, labels: tuple[str, ...]) -> np.ndarray:
    target = np.full(len(labels), _SMOOTHING / len(labels), dtype=np.float32)
    known = [rank for rank in range(len(example.labels)) if label_name(example, rank) in labels]
    for rank in known:
        share = 1.0 if len(known) == 1 else 1 - _SECOND if rank == 0 else _SECOND / (len(known) - 1)
        target[labels.index(label_name(example, rank))] += share * (1 - _SMOOTHING)
    return target


def _signals(example: Example) -> np.ndarray:
    present = set(example.flags)
    present |= {"urgent"} if example.urgency == "high" else set()
    present |= {"person"} if example.lane == "escalate" else set()
    present |= {"review"} if example.lane in _CAREFUL else set()
    return np.array([signal in present for signal in SIGNALS], dtype=np.float32)


def _rarity(seen: Seen) -> np.ndarray:
    """The logarithm of how rare each column is (inverse document frequency, smoothed)."""
    counts = np.zeros(ngrams.COLUMNS)
    for columns in seen.letters:
        counts[list(columns)] += 1
    return np.asarray(np.log((1 + len(seen.letters)) / (1 + counts)) + 1, dtype=np.float32)


class Net(nn.Module):
    def __init__(self, signs: int, outputs: int) -> None:
        super().__init__()
        self.letters = nn.EmbeddingBag(ngrams.COLUMNS, HIDDEN, mode="sum")
        nn.init.normal_(self.letters.weight, std=0.05)
        self.meaning = nn.Linear(512, HIDDEN)
        self.signs = nn.Linear(signs, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, outputs)

    def forward(
        self,
        places: torch.Tensor,
        starts: torch.Tensor,
        weights: torch.Tensor,
        meaning: torch.Tensor,
        signs: torch.Tensor,
    ) -> torch.Tensor:
        def dropped(values: torch.Tensor, part: str) -> torch.Tensor:
            return nn.functional.dropout(values, _DROPPED[part], self.training)

        hidden = self.letters(places, starts, per_sample_weights=dropped(weights, "letters"))
        hidden = hidden + self.meaning(dropped(meaning, "meaning"))
        hidden = hidden + self.signs(dropped(signs, "signs"))
        scores: torch.Tensor = self.out(dropped(torch.relu(hidden), "hidden"))
        return scores


def fit(lessons: Lessons, rows: np.ndarray, seed: int, epochs: int = EPOCHS) -> Net:
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    count = len(lessons.labels)
    net = Net(len(lessons.names), count + len(SIGNALS))
    optimizer = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=_DECAY)
    steps = epochs * (-(-len(rows) // BATCH))
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, _RATE, total_steps=steps, pct_start=0.15)
    net.train()
    for _ in range(epochs):
        shuffled = order.permutation(rows)
        for batch in (shuffled[at : at + BATCH] for at in range(0, len(shuffled), BATCH)):
            optimizer.zero_grad()
            loss = _loss(net(*_inputs(lessons, batch)), lessons, batch, count)
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            pace.step()
    return net.eval()


def _loss(scores: torch.Tensor, lessons: Lessons, batch: np.ndarray, count: int) -> torch.Tensor:
    intents = nn.functional.cross_entropy(scores[:, :count], torch.tensor(lessons.targets[batch]))
    signals = nn.functional.binary_cross_entropy_with_logits(
        scores[:, count:], torch.tensor(lessons.signals[batch])
    )
    return intents + _SIGNAL_WEIGHT * signals


def _inputs(lessons: Lessons, rows: np.ndarray) -> tuple[torch.Tensor, ...]:
    places: list[int] = []
    starts: list[int] = []
    weights: list[np.ndarray] = []
    for columns in (lessons.seen.letters[row] for row in rows):
        starts.append(len(places))
        places += columns
        weight = np.fromiter(columns.values(), np.float32, len(columns))
        weight *= lessons.rarity[list(columns)]
        weights.append(weight / (float(np.linalg.norm(weight)) or 1.0) * _LOUDNESS["letters"])
    return (
        torch.tensor(places), torch.tensor(starts), torch.tensor(np.concatenate(weights)),
        torch.tensor(lessons.seen.meaning[rows] * _LOUDNESS["meaning"]),
        torch.tensor(lessons.seen.signs[rows]),
    )  # fmt: skip


def stored(
    lessons: Lessons, nets: Sequence[Net], temperature: float, known: str
) -> dict[str, np.ndarray]:
    """The arrays of the weights file; the letters' rows take one byte a number."""
    arrays: dict[str, np.ndarray] = {
        "labels": np.array(lessons.labels), "signals": np.array(SIGNALS),
        "names": np.array(lessons.names), "rarity": lessons.rarity.astype(np.float16),
        "seeds": np.array(len(nets)), "temperature": np.array(temperature),
        "digest": np.array(known),
    }  # fmt: skip
    for seed, net in enumerate(nets):
        state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
        letters = state["letters.weight"] * _LOUDNESS["letters"]
        scale = np.abs(letters).max(axis=0) / 127
        arrays |= {
            f"letters_{seed}": np.round(letters / scale).astype(np.int8),
            f"scale_{seed}": scale.astype(np.float32),
            f"meaning_{seed}": (state["meaning.weight"].T * _LOUDNESS["meaning"]).astype(
                np.float16
            ),
            f"signs_{seed}": state["signs.weight"].T.astype(np.float16),
            f"bias_{seed}": state["meaning.bias"].astype(np.float32),
            f"out_{seed}": state["out.weight"].T.astype(np.float16),
            f"out_bias_{seed}": state["out.bias"].astype(np.float32),
        }
    return arrays


def temperature_of(scores: np.ndarray, targets: np.ndarray) -> float:
    """The one that makes the probabilities of unseen messages as sure as they are right."""

    def loss(temperature: float) -> float:
        scaled = scores / temperature
        log = scaled - np.log(np.exp(scaled - scaled.max(1, keepdims=True)).sum(1, keepdims=True))
        log = log - scaled.max(1, keepdims=True)
        return float(-log[np.arange(len(targets)), targets].mean())

    return min((t / 50 for t in range(20, 151)), key=loss)


def train(taught: Sequence[Example], seeds: int = SEEDS) -> dict[str, np.ndarray]:
    """The last fifth, by situation, is set aside once to find the temperature."""
    lessons = lessons_of(taught)
    rows = np.arange(len(taught))
    aside = np.array([_is_aside(example) for example in taught])
    trial = network_of(stored(lessons, [fit(lessons, rows[~aside], 0)], 1.0, ""))
    held = Seen(
        lessons.seen.meaning[aside],
        [lessons.seen.letters[row] for row in rows[aside]],
        lessons.seen.signs[aside],
    )
    scores = np.log(trial.judge_seen(held).labels + 1e-9)
    temperature = temperature_of(scores, lessons.targets[aside].argmax(1))
    nets = [fit(lessons, rows, seed) for seed in range(seeds)]
    return stored(lessons, nets, temperature, digest())


def _is_aside(example: Example) -> bool:
    return hashlib.sha256(example.group.encode()).digest()[0] % 5 == 0


def main() -> None:
    torch.set_num_threads(2)
    arrays = train(examples("intents"))
    target = Path(str(files("coccinelle.understanding.classifier") / WEIGHTS))
    np.savez_compressed(target, **arrays)  # type: ignore[arg-type]
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
