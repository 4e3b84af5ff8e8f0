"""Work in a process apart comes back, or is ended at its bounds; the caller goes on."""

import pytest

from coccinelle.kit.apart import ApartFailed, work_apart


def test_what_was_worked_out_comes_back() -> None:
    assert work_apart("tests.kit.endless", b"abc") == b"cba"


@pytest.mark.parametrize(
    ("given", "how"), [(b"for ever", "-9"), (b"abort", "-6"), (b"memory", "MemoryError")]
)
def test_what_goes_over_its_bounds_is_ended(given: bytes, how: str) -> None:
    with pytest.raises(ApartFailed) as failed:
        work_apart("tests.kit.endless", given, cpu_seconds=1)
    assert how in failed.value.how
