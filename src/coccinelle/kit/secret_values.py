"""Which settings are secret, and their values as JSON has them."""

from typing import Any

from pydantic import SecretStr


def is_secret(value: object) -> bool:
    if isinstance(value, dict):
        return any(is_secret(inner) for inner in value.values())
    return isinstance(value, SecretStr)


def plain(value: object) -> Any:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value
