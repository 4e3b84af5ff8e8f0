"""Faults switched on and not yet struck, whatever the provider."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Repeated(Protocol):
    """times: how many calls or messages it strikes."""

    @property
    def times(self) -> int: ...


F = TypeVar("F", bound=Repeated)


class Waiting(Generic[F]):
    """Each strikes as often as it was asked to, in the order they came, then goes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[F] = []

    def add(self, fault: F) -> None:
        with self._lock:
            self._waiting += [fault] * fault.times

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def take(self, strikes: Callable[[F], bool] = lambda _: True) -> F | None:
        with self._lock:
            fault = next(filter(strikes, self._waiting), None)
            if fault is not None:
                self._waiting.remove(fault)
            return fault
