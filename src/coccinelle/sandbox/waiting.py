"""Faults switched on and not yet struck, whatever the provider, and the routes that do so."""

from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


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


def fault_routes(faults: Waiting[Any], kind: type[BaseModel]) -> list[Route]:
    """kind: what a fault of this double is asked for by."""

    async def add(request: Request) -> Response:
        faults.add(kind.model_validate_json(await request.body()))
        return Response(status_code=204)

    async def clear(request: Request) -> Response:
        faults.clear()
        return Response(status_code=204)

    return [Route("/faults", add, methods=["POST"]), Route("/faults", clear, methods=["DELETE"])]
