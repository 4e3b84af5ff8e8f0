"""Code of others that stands in our folders: each file is the one that was chosen, and no other."""

import hashlib
import json
from pathlib import Path

import pytest

from coccinelle import web

LOCK = "vendor.lock.json"
SAID = {"file", "name", "version", "licence", "licence_file", "sha256"}
SERVED = Path(web.__path__[0]) / "static" / "vendor"
TESTED = Path(__file__).parents[1] / "browser" / "vendor"


@pytest.mark.parametrize("folder", [SERVED, TESTED], ids=lambda folder: folder.parent.name)
def test_every_vendored_file_is_the_one_in_the_lock(folder: Path) -> None:
    lock = json.loads((folder / LOCK).read_text())
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {one[key] for one in lock for key in ("file", "licence_file")} == there - {LOCK}
    for one in lock:
        assert set(one) >= SAID and all(one[key] for key in SAID)
        content = (folder / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"], one["file"]
