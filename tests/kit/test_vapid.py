"""Our statements are the installation's own: its key of before signs on, and nobody else's does."""

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from coccinelle.kit.unpadded import to_bytes, to_text
from coccinelle.kit.vapid import VapidKey, authorization, new_key

ENDPOINT = "https://push.example.net/a/b"
NOW = 1453523768.0
CONTACT = "mailto:bonjour@example.org"
KEPT = VapidKey(
    "BD7fBV6klyKJcppzSt0ep0JcO8smraGI3LxnBoJwAoW4bF5K0-olOdY7KtQg3X3CNNRXq3SUtFrytcyze9Pd0-c",
    bytes.fromhex("593897057037837577e6842b1be8a3ea53ddf5eceb6f61fba143df02fdfd0132"),
)


@pytest.mark.parametrize("key", [KEPT, new_key()], ids=["of the first version", "new"])
@pytest.mark.parametrize("contact", [CONTACT, "https://boutique.example.org:8443"])
def test_a_service_reads_who_we_are(key: VapidKey, contact: str) -> None:
    header = authorization(key, ENDPOINT, contact=contact, now=NOW)
    token, _, public = header.removeprefix("vapid t=").partition(",k=")
    assert public == key.public
    point = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), to_bytes(public))
    claims = jwt.decode(
        token, point, algorithms=["ES256"], audience="https://push.example.net",
        options={"verify_exp": False},
    )  # fmt: skip
    assert claims["sub"] == contact
    assert NOW < claims["exp"] <= NOW + 24 * 3600


def test_a_service_without_a_name_is_told_nothing() -> None:
    with pytest.raises(ValueError, match="name"):
        authorization(KEPT, "https://[2001:db8::1]/a", contact=CONTACT, now=NOW)


def test_the_private_half_is_in_no_words_of_it() -> None:
    assert repr(KEPT.private) not in repr(KEPT)


@pytest.mark.parametrize("text", ["à", "ab cd", "a", "ab+/", "ab=c"])
def test_only_base64url_is_read(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        to_bytes(text)


@pytest.mark.parametrize("content", [b"", b"a", b"ab", b"abc", bytes(range(256))])
def test_bytes_come_back_from_their_text(content: bytes) -> None:
    assert to_bytes(to_text(content)) == content
