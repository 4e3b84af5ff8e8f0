"""Our public files: compressed once, kept for as long as their content stays."""

import gzip
import re

import pytest

from coccinelle.web import static_files
from tests.web.conftest import Caller


@pytest.mark.parametrize("name", ["app.css", "app.js", "htmx.js", "icons.svg"])
def test_texts_travel_compressed_to_who_can_read_it(stranger: Caller, name: str) -> None:
    address = static_files.address_of(name)
    plain = stranger.get(address, **{"accept-encoding": "identity"})
    packed = stranger.get(address, **{"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content  # opened by the client
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"


def test_the_sheet_names_the_font_by_its_content(stranger: Caller) -> None:
    sheet = stranger.get(static_files.address_of("app.css")).text
    addresses = re.findall(r"url\((.*?)\)", sheet)
    assert addresses
    for address in addresses:
        answer = stranger.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_what_every_page_loads_weighs_little(stranger: Caller) -> None:
    files = [static_files._files()[n] for n in ("app.css", "app.js", "htmx.js", "icons.svg")]
    packed = sum(len(file.packed or file.content) for file in files)
    font = len(static_files._files()["inter.woff2"].content)
    assert packed + font < 90_000


def test_the_sheet_is_made_of_files_in_order() -> None:
    sheet = static_files._files()["app.css"]
    assert sheet.packed is not None
    assert gzip.decompress(sheet.packed) == sheet.content
