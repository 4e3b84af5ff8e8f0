"""The double is judged by what the RFCs published, since our own notes are judged by the double."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from coccinelle.kit.unpadded import to_bytes
from coccinelle.sandbox.push.devices import CannotDecrypt, Device
from coccinelle.sandbox.push.vouched import NotVouched, vouched

TEXT = b"When I grow up, I want to be a watermelon"
BODY = to_bytes(  # RFC 8291, appendix A
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
    "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Q"
    "ulcy4a-fN"
)
KEY = int.from_bytes(to_bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"))
DEVICE = Device(
    private=derive_private_key(KEY, SECP256R1()), secret=to_bytes("BTBZMqHH6r4Tts7J_aSIgg")
)

STATEMENT = (  # RFC 8292, 2.4
    "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJle"
    "HAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLG"
    "kMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61"
    "m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
)
ENDPOINT = "https://push.example.net/a/b"
THEN = 1453523768.0 - 3600


def test_the_published_note_is_read() -> None:
    assert DEVICE.read(BODY) == TEXT


@pytest.mark.parametrize("at", [0, 20, 40, 90, -1])
def test_a_note_altered_anywhere_is_refused(at: int) -> None:
    altered = bytearray(BODY)
    altered[at] ^= 1
    with pytest.raises(CannotDecrypt):
        DEVICE.read(bytes(altered))


@pytest.mark.parametrize("body", [b"", b"x" * 50])
def test_what_is_no_note_is_refused(body: bytes) -> None:
    with pytest.raises(CannotDecrypt):
        DEVICE.read(body)


def test_the_published_statement_is_vouched_for() -> None:
    assert vouched(STATEMENT, ENDPOINT, now=THEN)[1] == "mailto:push@example.com"


@pytest.mark.parametrize(
    ("endpoint", "now"),
    [
        ("https://push.example.org/a", THEN),
        ("http://push.example.net/a", THEN),
        ("https://push.example.net:8443/a", THEN),
        (ENDPOINT, THEN + 3601),
        (ENDPOINT, THEN - 24 * 3600),
    ],
)
def test_it_is_for_one_service_and_one_day(endpoint: str, now: float) -> None:
    with pytest.raises(NotVouched):
        vouched(STATEMENT, endpoint, now=now)


@pytest.mark.parametrize(
    "header",
    ["", "vapid", "vapid t=a.b.c", "vapid t=a.b.c, k=x", STATEMENT.replace("vapid", "Bearer"),
     STATEMENT.replace("i3CY", "i3CZ"), STATEMENT.replace("oD1oA", "oD1"),
     STATEMENT.replace("k=BA1H", "k=BA1I")],
)  # fmt: skip
def test_a_forged_statement_is_refused(header: str) -> None:
    with pytest.raises(NotVouched):
        vouched(header, ENDPOINT, now=THEN)
