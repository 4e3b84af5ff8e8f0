"""The trained network: which intent and sub-kind a stretch of text says, and what signals it gives.

One hidden layer over the sum of three views (meaning, letters, signs), several seeds averaged. It
is trained ahead by `make train` from the packs' labelled messages; here it is only read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from threadpoolctl import threadpool_limits

from coccinelle.understanding.classifier.features import Seen, Stretch, see

WEIGHTS = "weights.npz"


@dataclass(frozen=True, slots=True)
class Member:
    """One seed. letters: (columns, hidden) int8, times scale; meaning, signs: (·, hidden);
    out: (hidden, labels + signals)."""

    letters: np.ndarray
    scale: np.ndarray
    meaning: np.ndarray
    signs: np.ndarray
    bias: np.ndarray
    out: np.ndarray
    out_bias: np.ndarray


@dataclass(frozen=True, slots=True)
class Verdict:
    """labels: (n, len(network.labels)) probabilities; signals: (n, len(network.signals))."""

    labels: np.ndarray
    signals: np.ndarray


@dataclass(frozen=True, slots=True)
class Network:
    """labels: `intent` or `intent/sub-kind`; digest: of the data it was trained on."""

    labels: tuple[str, ...]
    signals: tuple[str, ...]
    names: dict[str, int]
    rarity: np.ndarray
    members: tuple[Member, ...]
    temperature: float
    digest: str

    def judge(self, stretches: Sequence[Stretch]) -> Verdict:
        return self.judge_seen(see(stretches, self.names))

    def judge_seen(self, seen: Seen) -> Verdict:
        scores = np.mean([self._scores(member, seen) for member in self.members], axis=0)
        count = len(self.labels)
        return Verdict(_softmax(scores[:, :count] / self.temperature), _sigmoid(scores[:, count:]))

    def _scores(self, member: Member, seen: Seen) -> np.ndarray:
        hidden = seen.meaning @ member.meaning + seen.signs @ member.signs + member.bias
        for row, columns in enumerate(seen.letters):
            hidden[row] += self._letters(member, columns)
        return np.asarray(np.maximum(hidden, 0) @ member.out + member.out_bias)

    def _letters(self, member: Member, columns: Mapping[int, float]) -> np.ndarray:
        if not columns:
            return np.zeros(member.letters.shape[1], dtype=np.float32)
        places = np.fromiter(columns, dtype=np.int64, count=len(columns))
        weights = np.fromiter(columns.values(), dtype=np.float32, count=len(columns))
        weights *= self.rarity[places]
        weights /= float(np.linalg.norm(weights)) or 1.0
        return np.asarray((weights @ member.letters[places].astype(np.float32)) * member.scale)


@lru_cache(maxsize=1)
def load_network() -> Network | None:
    """Once a process; None when it was never trained (`make train`).

    Products this small gain nothing from threads, and idle ones spin: one, for the whole process.
    """
    threadpool_limits(limits=1, user_api="blas")
    file = files(__package__) / WEIGHTS
    if not file.is_file():
        return None
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
        return network_of({name: stored[name] for name in stored.files})


def network_of(stored: dict[str, np.ndarray]) -> Network:
    members = tuple(_member(stored, seed) for seed in range(int(stored["seeds"])))
    return Network(
        labels=tuple(map(str, stored["labels"])),
        signals=tuple(map(str, stored["signals"])),
        names={str(name): at for at, name in enumerate(stored["names"])},
        rarity=stored["rarity"].astype(np.float32),
        members=members,
        temperature=float(stored["temperature"]),
        digest=str(stored["digest"]),
    )


def _member(stored: dict[str, np.ndarray], seed: int) -> Member:
    def part(name: str) -> np.ndarray:
        return stored[f"{name}_{seed}"].astype(np.float32)

    letters = stored[f"letters_{seed}"]
    return Member(
        letters, part("scale"), part("meaning"), part("signs"), part("bias"), part("out"),
        part("out_bias"),
    )  # fmt: skip


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _sigmoid(scores: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))))
