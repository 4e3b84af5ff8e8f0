"""Each write of a member leaves a line in the audit log before its answer leaves.

One place for every route: the guard notes who came in for what. The line is kept with the first
thing that is written for them; what wrote nothing by their desk has its line from this layer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from coccinelle.engine.business.journal import AuditLine, Deed
from coccinelle.engine.desk import Desk
from coccinelle.kit.failpoints import declare
from coccinelle.store.audit import Values
from coccinelle.web.done import is_refused, leave_word

# Fields of our forms that hold no customer's word; those that end with `_id` are numbers of rows.
TELLING = {
    "on_hand",
    "sku",
    "ref",
    "skill",
    "level",
    "role",
    "until",
    "due_at",
    "minutes",
    "kind",
    "product_ref",
}
LONGEST = 80
DONE = declare("act_done", "what a member did is written, they have no answer yet")
_KEY = "act"


@dataclass(slots=True)
class Act:
    """What a member came in for. before, after: what the route tells of it before it is written."""

    desk: Desk
    member: str
    route: str
    ids: Mapping[str, object]
    fields: Mapping[str, str]
    before: Values | None = None
    after: Values | None = None
    deed: Deed = field(init=False)

    def __post_init__(self) -> None:
        self.deed = Deed(lambda: _line(self))


class Trail:
    def __init__(self, app: ASGIApp, *, is_secure: bool) -> None:
        self._app = app
        self._is_secure = is_secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = scope.setdefault("state", {})

        async def send_after_the_line(message: Message) -> None:
            act = state.get(_KEY)
            if act and message["type"] == "http.response.start" and message["status"] < 400:
                DONE.reach()
                if not is_refused(state):
                    await run_in_threadpool(act.deed.end, act.desk)
                if message["status"] == 303:
                    headers = MutableHeaders(scope=message)
                    leave_word(state, headers, act.route, is_secure=self._is_secure)
            await send(message)

        await self._app(scope, receive, send_after_the_line)


def begin(scope: Scope, act: Act) -> Desk:
    """The desk to do it at."""
    scope["state"][_KEY] = act
    return act.deed.watch(act.desk)


def tell(scope: Scope, *, before: Values, after: Values) -> None:
    """For a route that knows what it changes, before it does: numbers and words of ours, no
    customer's."""
    act: Act | None = scope["state"].get(_KEY)
    if act is not None:
        act.before, act.after = before, after


def _line(act: Act) -> AuditLine:
    about = ", ".join(f"{name.removesuffix('_id')} {value}" for name, value in act.ids.items())
    after = act.after if act.after is not None else _telling(act.fields)
    return AuditLine(act.member, act.route, about[:LONGEST], act.before or {}, after)


def _telling(fields: Mapping[str, str]) -> Values:
    return {
        name: value[:LONGEST]
        for name, value in fields.items()
        if name in TELLING or (name.endswith("_id") and value.isascii() and value.isdigit())
    }
