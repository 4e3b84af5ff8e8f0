"""Files of customers: listed beside their message, downloaded by members, never shown."""

import itertools

import pytest

from coccinelle.core.messages import Attachment
from coccinelle.store import attachments
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

PNG = b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"
_phones = itertools.count(700)


@pytest.fixture
def sent(shop: Shop) -> int:
    """A conversation whose message brought a photo and a file we refused."""
    conversation = shop.hears("Voici la photo", f"+336399{next(_phones):05d}")
    (message,) = shop.execute(
        "select min(id) from message where conversation_id = %s", conversation
    )[0]
    with shop.desk.transaction() as connection:
        for file in (
            Attachment('ro"be\r\nx.html', "image/png", PNG),
            Attachment("virus<b>.exe", "", b"", "Ce type de fichier n'est pas gardé."),
        ):
            attachments.add(connection, int(str(message)), file)
    return conversation


def piece(shop: Shop, conversation: int) -> int:
    (row,) = shop.execute(
        "select min(a.id) from attachment a join message m on m.id = a.message_id"
        " where m.conversation_id = %s", conversation
    )  # fmt: skip
    return int(str(row[0]))


def test_files_stand_below_their_message(alice: Caller, sent: int) -> None:
    page = text_of(alice.get(f"/conversations/{sent}").text)
    assert 'ro"be' in page and "1 ko" in page
    assert "virus<b>.exe" in page and "pas gardé" in page


def test_a_member_saves_a_file_and_no_browser_opens_it(
    shop: Shop, alice: Caller, bob: Caller, sent: int
) -> None:
    for member in (alice, bob):
        answer = member.get(f"/pieces/{piece(shop, sent)}")
        assert (answer.status_code, answer.content) == (200, PNG)
        assert answer.headers["content-type"] == "image/png"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
        disposition = answer.headers["content-disposition"]
        assert disposition == "attachment; filename*=UTF-8''ro%22be%0D%0Ax.html.png"


def test_a_stranger_is_sent_to_the_login(shop: Shop, stranger: Caller, sent: int) -> None:
    assert stranger.get(f"/pieces/{piece(shop, sent)}").status_code == 303


def test_the_shop_next_door_has_no_such_file(shop: Shop, charlie: Caller, sent: int) -> None:
    assert charlie.get(f"/pieces/{piece(shop, sent)}").status_code == 404


def test_a_refused_file_cannot_be_had(shop: Shop, alice: Caller, sent: int) -> None:
    assert alice.get(f"/pieces/{piece(shop, sent) + 1}").status_code == 404
