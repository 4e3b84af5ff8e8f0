"""The files of an e-mail: where they are fetched, how much, and which are kept."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from coccinelle.channels import email_resend
from coccinelle.channels.email_resend import files
from coccinelle.channels.email_resend.files import MAX_BYTES, check_public, label
from coccinelle.core.channel import Channel
from coccinelle.core.errors import PermanentError
from coccinelle.core.messages import Announced, Attachment
from tests.channels.resend_mail import settings
from tests.loopback import served
from tests.mailbox import ResendDouble

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 50
KINDS = {
    "image/jpeg": b"\xff\xd8\xff\xe0" + b"0" * 50,
    "image/png": PNG,
    "image/webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "image/heic": b"\x00\x00\x00\x18ftypheic\x00\x00",
    "application/pdf": b"%PDF-1.7\n",
}


@pytest.fixture
def mail(resend: ResendDouble) -> Iterator[Channel]:
    channel = email_resend.open(
        settings(base_url=resend.base_url), callback_url="https://shop.example.org"
    )
    yield channel
    channel.close()


def brought(mail: Channel, resend: ResendDouble, *given: Any) -> tuple[Attachment, ...]:
    attached = [
        {"filename": "x", "content": base64.b64encode(one).decode()}
        if isinstance(one, bytes)
        else one
        for one in given
    ]
    told = resend.write("Bonjour", attachments=attached)
    return mail.fetch(Announced(told["id"])).attachments


@pytest.mark.parametrize("kind", KINDS)
def test_photos_and_pdf_are_kept_under_their_own_kind(
    mail: Channel, resend: ResendDouble, kind: str
) -> None:
    (file,) = brought(mail, resend, KINDS[kind])
    assert (file.media_type, file.content, file.refused_reason) == (kind, KINDS[kind], "")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<svg onload=alert(1)>", b"<html><script>", b"GIF89a/*", b"PK\x03\x04", b"MZ\x90",
        b"II*\x00", b"RIFF\x00\x00\x00\x00AVI ", b" %PDF-1.7", b"\x00\x00\x00\x18ftypqt  ",
    ],
)  # fmt: skip
def test_anything_else_leaves_its_name_and_a_reason(
    mail: Channel, resend: ResendDouble, content: bytes
) -> None:
    (file,) = brought(mail, resend, content)
    assert (file.name, file.content, file.refused_reason) == ("x", b"", files.NOT_KEPT)


def test_ten_megabytes_are_kept_and_one_byte_more_is_not(
    mail: Channel, resend: ResendDouble
) -> None:
    most = PNG + b"0" * (MAX_BYTES - len(PNG))
    kept, refused = brought(mail, resend, most, most + b"0")
    assert len(kept.content) == MAX_BYTES
    assert (refused.content, refused.refused_reason) == (b"", files.TOO_LARGE)


def test_twenty_files_are_fetched_and_the_others_are_counted(
    mail: Channel, resend: ResendDouble
) -> None:
    found = brought(mail, resend, *[PNG] * 23)
    assert len(found) == 21
    assert (found[-1].name, found[-1].refused_reason) == ("3 autres fichiers", files.TOO_MANY)


def test_our_key_does_not_go_where_the_files_are(mail: Channel, resend: ResendDouble) -> None:
    """The double would refuse nothing: it notes what came."""
    seen: list[dict[str, str]] = []

    async def note(request: Request) -> Response:
        seen.append(dict(request.headers))
        return Response(PNG)

    for elsewhere in served(Starlette(routes=[Route("/f", note)])):
        (file,) = brought(mail, resend, {"filename": "x.png", "url": f"{elsewhere}/f"})
        assert (file.content, seen) == (b"", [])
    brought(mail, resend, PNG)
    downloads = resend.downloads()
    assert downloads and all("authorization" not in headers for headers in downloads)


def test_a_redirection_is_checked_like_the_first_address(
    mail: Channel, resend: ResendDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    async def away(request: Request) -> Response:
        seen.append(request.url.path)
        return RedirectResponse("http://127.0.0.1:5432/secret")

    app = Starlette(routes=[Route("/{path:path}", away)])
    for elsewhere in served(app):
        channel = email_resend.open(settings(base_url=elsewhere), callback_url="https://x.fr")
        taken = channel._files.take(  # type: ignore[attr-defined]
            [files.ReceivedFile(id="1", filename="x", download_url=f"{elsewhere}/f")]
        )
        channel.close()
    assert (taken[0].content, seen) == (b"", ["/f"])


@pytest.mark.parametrize(
    "url",
    [
        "http://inbound-cdn.resend.com/x", "https://127.0.0.1/", "https://2130706433/",
        "https://[::1]/", "https://localhost/", "file:///etc/passwd", "gopher://127.0.0.1:6379/_",
        "https://inbound-cdn.resend.com@evil.example/", "https://evil.example#.resend.com",
        "https://inbound-cdn.resend.com.evil.example/", "https://inbound-cdn.resend.com:22/",
        "https://evil.example\\.resend.com/", "https://①②⑦.⓪.⓪.①/", "https://evilresend.com/",
        "https://[::ffff:127.0.0.1", "https://x:99999@a.resend.com/", "",
    ],
)  # fmt: skip
def test_no_other_address_is_even_looked_up(url: str) -> None:
    with pytest.raises(PermanentError):
        check_public(url, resolve=lambda host: pytest.fail(f"{host} was looked up"))


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"], ["10.0.0.5"], ["169.254.169.254"], ["::1"], ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"], ["fec0::1"], ["224.0.0.1"], ["100.64.0.1"], ["8.8.8.8", "10.0.0.5"],
    ],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(addresses: list[str]) -> None:
    with pytest.raises(PermanentError):
        check_public("https://inbound-cdn.resend.com/x", resolve=lambda _: addresses)


def test_resends_own_host_is_where_we_go() -> None:
    check_public("https://inbound-cdn.resend.com/x?signature=1", resolve=lambda _: ["8.8.8.8"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/cron.d/x", "_.._etc_cron.d_x"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("x.png\x00.html", "x.png.html"),
        ("x\r\nSet-Cookie: a=b.png", "xSet-Cookie_ a=b.png"),
        ("a" * 300 + ".png", "a" * 116 + ".png"),
        ("", "sans nom"),
        ("CON", "CON"),
    ],
)
def test_a_name_is_a_label(name: str, shown: str) -> None:
    assert label(name) == shown
