"""Work that never ends, or dies, as a hostile file would have it."""

import os

from coccinelle.kit.apart import answer


def work(given: bytes) -> bytes:
    if given == b"abort":
        os.abort()
    if given == b"memory":
        return bytes(4 * 1024**3)
    while given == b"for ever":
        pass
    return given[::-1]


if __name__ == "__main__":
    answer(work)
