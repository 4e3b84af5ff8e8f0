"""What members do leaves a line, and the owner reads it."""

from contextlib import suppress

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business.journal import AuditLine, Deed
from coccinelle.store import audit
from coccinelle.store.audit import AuditRow
from tests.web.access.test_login import log_in
from tests.web.conftest import PASSWORD, Caller, Shop
from tests.web.reading import text_of


def newest(shop: Shop) -> AuditRow:
    with shop.desk.transaction() as connection:
        row = audit.head(connection)
    assert row is not None
    return row


def test_an_act_says_who_what_and_on_which_row(shop: Shop, bob: Caller, julie: int) -> None:
    bob.post(f"/conversations/{julie}/repondre", text="Un secret de Julie", seen=0)
    line = newest(shop)
    assert (line.member, line.what) == ("Bob", "POST /conversations/{conversation_id}/repondre")
    assert line.about == f"conversation {julie}"
    assert "secret" not in str((line.before, line.after))


def test_a_refused_act_leaves_none(shop: Shop, bob: Caller) -> None:
    bob.post("/stock", sku="RF-2847-38", on_hand=4)
    before = newest(shop)
    assert before.after == {"sku": "RF-2847-38", "on_hand": "4"}
    assert bob.post("/stock", sku="NOTHING", on_hand=3).status_code == 409
    assert bob.post("/stock", sku="RF-2847-38", on_hand="x").status_code == 422
    assert newest(shop) == before


def test_an_erasure_without_its_word_leaves_none(shop: Shop, alice: Caller, julie: int) -> None:
    ((who,),) = shop.execute("select contact_id from conversation where id = %s", julie)
    before = newest(shop)
    assert alice.post(f"/clients/{who}/effacer", word="non").status_code == 303
    assert newest(shop) == before


def test_entering_and_leaving_leave_lines(shop: Shop, stranger: Caller) -> None:
    shop.employs("Marine", "staff")
    answer = log_in(stranger, f"marine-{shop.id}@example.org", PASSWORD, "192.0.2.99")
    assert (newest(shop).member, newest(shop).what) == ("Marine", "POST /login")
    session = answer.headers.get_list("set-cookie")[0].split(";")[0].removeprefix("session=")
    Caller(stranger.http, session).post("/logout")
    assert (newest(shop).member, newest(shop).what) == ("Marine", "POST /logout")


def test_the_owner_reads_it_and_the_staff_do_not(
    shop: Shop, alice: Caller, bob: Caller, charlie: Caller, julie: int
) -> None:
    bob.post(f"/conversations/{julie}/prendre-la-main")
    bob.post(f"/conversations/{julie}/rendre")
    page = text_of(alice.get("/journal").text)
    assert f"a rendu la main conversation {julie}" in page
    assert "Bob" not in text_of(charlie.get("/journal").text)
    assert bob.get("/journal").status_code == 403


def test_the_line_is_kept_with_the_act_itself_whatever_ends_the_program_next(shop: Shop) -> None:
    deed = Deed(lambda: AuditLine("Marine", "POST /stock"))
    with deed.watch(shop.desk).transaction() as connection:
        connection.execute("update business set paused_by = paused_by")
    assert (newest(shop).member, deed.is_told) == ("Marine", True)


def test_what_was_only_read_or_undone_leaves_no_line(shop: Shop) -> None:
    before, deed = newest(shop), Deed(lambda: AuditLine("Marine", "POST /stock"))
    desk = deed.watch(shop.desk)
    with desk.transaction() as connection:
        connection.execute("select from business")
    with suppress(PermanentError), desk.transaction() as connection:
        connection.execute("update business set paused_by = paused_by")
        raise PermanentError("Ce n'est plus possible.")
    assert newest(shop) == before


def test_an_act_of_several_steps_has_one_line(shop: Shop) -> None:
    before, deed = newest(shop), Deed(lambda: AuditLine("Marine", "POST /stock"))
    desk = deed.watch(shop.desk)
    for _ in range(2):
        with desk.transaction() as connection:
            connection.execute("update business set paused_by = paused_by")
    deed.end(desk)
    assert newest(shop).id == before.id + 1
