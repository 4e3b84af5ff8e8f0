"""The published example of RFC 8291 (appendix A), and what a browser refuses."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
    generate_private_key,
)

from coccinelle.kit.push_encryption import LONGEST, CannotDecrypt, decrypt, encrypt, is_point, point
from coccinelle.kit.unpadded import to_bytes, to_text

TEXT = b"When I grow up, I want to be a watermelon"
SECRET = to_bytes("BTBZMqHH6r4Tts7J_aSIgg")
SALT = to_bytes("DGv6ra1nlYgDCS1FRnbzlw")
BODY = to_bytes(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
    "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Q"
    "ulcy4a-fN"
)


def key(text: str) -> EllipticCurvePrivateKey:
    return derive_private_key(int.from_bytes(to_bytes(text)), SECP256R1())


RECEIVER = key("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
SENDER = key("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")


def test_the_published_example_comes_out_byte_for_byte() -> None:
    assert encrypt(TEXT, point(RECEIVER), SECRET, sender=SENDER, salt=SALT) == BODY
    assert decrypt(BODY, RECEIVER, SECRET) == TEXT


def test_two_notes_alike_do_not_look_alike() -> None:
    bodies = {encrypt(TEXT, point(RECEIVER), SECRET) for _ in range(2)}
    assert len(bodies) == 2
    assert {decrypt(body, RECEIVER, SECRET) for body in bodies} == {TEXT}


@pytest.mark.parametrize("at", [0, 20, 40, 90, -1])
def test_a_body_altered_anywhere_is_refused(at: int) -> None:
    altered = bytearray(BODY)
    altered[at] ^= 1
    with pytest.raises(CannotDecrypt):
        decrypt(bytes(altered), RECEIVER, SECRET)


def test_another_device_reads_nothing() -> None:
    with pytest.raises(CannotDecrypt):
        decrypt(BODY, generate_private_key(SECP256R1()), SECRET)
    with pytest.raises(CannotDecrypt):
        decrypt(BODY, RECEIVER, bytes(16))


@pytest.mark.parametrize("body", [b"", b"x" * 50, BODY[:86]])
def test_what_is_no_message_is_refused(body: bytes) -> None:
    with pytest.raises(CannotDecrypt):
        decrypt(body, RECEIVER, SECRET)


def test_a_text_too_long_for_a_service_is_not_sent() -> None:
    assert len(encrypt(b"x" * LONGEST, point(RECEIVER), SECRET)) <= 4096
    with pytest.raises(ValueError, match="at most"):
        encrypt(b"x" * (LONGEST + 1), point(RECEIVER), SECRET)


def test_a_point_off_the_curve_is_none() -> None:
    assert is_point(point(RECEIVER))
    assert not is_point(b"\x04" + bytes(64))
    assert not is_point(b"")


@pytest.mark.parametrize("text", ["à", "ab cd", "a", "ab+/", "ab=c"])
def test_only_base64url_is_read(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        to_bytes(text)


@pytest.mark.parametrize("content", [b"", b"a", b"ab", b"abc", bytes(range(256))])
def test_bytes_come_back_from_their_text(content: bytes) -> None:
    assert to_bytes(to_text(content)) == content
