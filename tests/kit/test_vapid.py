"""The published example of RFC 8292 (2.4); our own statements read by another library."""

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey

from coccinelle.kit.unpadded import to_bytes
from coccinelle.kit.vapid import NotVouched, authorization, new_key, vouched

EXAMPLE = (
    "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJle"
    "HAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLG"
    "kMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61"
    "m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
)
ENDPOINT = "https://push.example.net/a/b"
THEN = 1453523768.0 - 3600
CONTACT = "mailto:bonjour@example.org"


def test_the_published_example_is_vouched_for() -> None:
    assert vouched(EXAMPLE, ENDPOINT, now=THEN)[1] == "mailto:push@example.com"


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
        vouched(EXAMPLE, endpoint, now=now)


@pytest.mark.parametrize(
    "header",
    ["", "vapid", "vapid t=a.b.c", "vapid t=a.b.c, k=x", EXAMPLE.replace("vapid", "Bearer"),
     EXAMPLE.replace("i3CY", "i3CZ"), EXAMPLE.replace("oD1oA", "oD1"),
     EXAMPLE.replace("k=BA1H", "k=BA1I")],
)  # fmt: skip
def test_a_forged_statement_is_refused(header: str) -> None:
    with pytest.raises(NotVouched):
        vouched(header, ENDPOINT, now=THEN)


def test_our_own_is_read_by_others() -> None:
    key = new_key()
    header = authorization(key, ENDPOINT, contact=CONTACT, now=THEN)
    assert vouched(header, ENDPOINT, now=THEN) == (key.public, CONTACT)
    token = header.removeprefix("vapid t=").partition(",")[0]
    public = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), to_bytes(key.public))
    claims = jwt.decode(
        token, public, algorithms=["ES256"], audience="https://push.example.net",
        options={"verify_exp": False},
    )  # fmt: skip
    assert claims["sub"] == CONTACT
    assert THEN < claims["exp"] <= THEN + 24 * 3600


def test_the_private_half_is_in_no_words_of_it() -> None:
    key = new_key()
    assert repr(key.private) not in repr(key)
