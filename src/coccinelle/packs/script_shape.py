"""The shape of a final state, and of what a script expects of it."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

# Each list of the state and the keys of its items, in the order they are written.
STATE: dict[str, tuple[str, ...]] = {
    "holds": (
        "sku", "product", "color", "size", "quantity", "contact", "until", "status", "purpose",
    ),
    "exchanges": (
        "order", "product", "color_from", "color_to", "size_from", "size_to", "status",
    ),
    "orders": ("number", "status", "changes"),
    "bookings": (),
    "drafts": ("reason", "text", "order", "kind", "expires"),
    "escalations": ("reason", "urgency", "order", "promised"),
    "opt_outs": ("address",),
    "notifications": ("at", "text"),
    "commitments": ("kind", "due", "status"),
}  # fmt: skip

# Logs of all that happened: a script names the lines it cares about. Elsewhere it names them all.
LOGS = ("notifications", "commitments")


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_no_list(value: object) -> object:
    return [] if value is None else value


class Written(BaseModel, frozen=True, extra="forbid", coerce_numbers_to_str=True):
    """A part of a script; a key nobody knows is an error."""


Words = Annotated[list[str], BeforeValidator(_as_list)]


class _Expectation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    say: Words = Field(default_factory=list)
    never_say: Words = Field(default_factory=list)

    def of_state(self) -> dict[str, list[dict[str, Any]]]:
        """Only the lists and keys that the script names."""
        return self.model_dump(exclude_unset=True, exclude={"say", "never_say"})


def _expected_list(name: str, keys: tuple[str, ...]) -> Any:
    config = ConfigDict(extra="forbid" if keys else "allow")
    item = create_model(f"Expected_{name}", __config__=config, **_optional(keys))
    return Annotated[list[item], BeforeValidator(_as_no_list)], None


def _optional(keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: (Any, None) for key in keys}


Expect = create_model(
    "Expect",
    __base__=_Expectation,
    **{name: _expected_list(name, keys) for name, keys in STATE.items()},
)
