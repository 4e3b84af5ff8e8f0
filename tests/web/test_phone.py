"""The app on a phone: what a browser asks for to install it, and what its worker may keep."""

import io
import json
import re

import pytest
from PIL import Image

from coccinelle.web import phone, static_files
from tests.web.conftest import Caller
from tests.web.reading import text_of

FILES = re.compile(r"const FILES = (\[.*?\]);")


def kept(worker: str) -> list[str]:
    found = FILES.search(worker)
    assert found is not None
    return list(json.loads(found[1]))


def test_the_manifest_says_what_an_install_needs(stranger: Caller) -> None:
    answer = stranger.get("/manifest.webmanifest")
    said = answer.json()
    assert answer.headers["content-type"] == "application/manifest+json"
    assert (said["lang"], said["start_url"], said["scope"]) == ("fr", "/", "/")
    assert said["display"] == "standalone"
    assert len(said["short_name"]) <= 12


def test_each_icon_is_of_the_size_it_says(stranger: Caller) -> None:
    icons = stranger.get("/manifest.webmanifest").json()["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    for icon in icons:
        answer = stranger.get(icon["src"])
        assert answer.headers["content-type"] == "image/png"
        width, height = Image.open(io.BytesIO(answer.content)).size
        assert f"{width}x{height}" == icon["sizes"]


def test_the_worker_is_at_the_root_and_may_only_ask_our_own_host(stranger: Caller) -> None:
    answer = stranger.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"
    assert answer.headers["cache-control"] == "no-cache"
    assert "service-worker-allowed" not in answer.headers


def test_the_worker_keeps_public_files_alone(stranger: Caller) -> None:
    """Each of them is given to a stranger: none can hold a word of a business."""
    files = kept(stranger.get("/sw.js").text)
    assert files[0] == "/hors-ligne"
    assert all(file.startswith("/static/") for file in files[1:])
    assert [stranger.get(file).status_code for file in files] == [200] * len(files)


def test_the_worker_is_another_one_when_a_file_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = phone._worker.__wrapped__()
    changed = static_files._file(".css", b"body { color: red }")
    monkeypatch.setitem(static_files._files(), "app.css", changed)
    after = phone._worker.__wrapped__()
    version = re.compile('const VERSION = "([0-9a-f]{12})"')
    assert version.findall(before) != version.findall(after)
    assert static_files.address_of("app.css") in kept(after)


def test_the_offline_page_names_nobody(alice: Caller, stranger: Caller) -> None:
    page = alice.get("/hors-ligne").text
    nonce = re.compile('nonce="[^"]+"')
    assert nonce.sub("", page) == nonce.sub("", stranger.get("/hors-ligne").text)
    assert "Rien n'est perdu" in text_of(page)


def test_the_offline_page_speaks_the_browsers_language(stranger: Caller) -> None:
    page = stranger.get("/hors-ligne", **{"accept-language": "en-GB,en;q=0.8"}).text
    assert "You are offline" in page
    assert "Vous êtes hors ligne" in stranger.get("/hors-ligne").text
