"""The page « Essayer »: strangers first, then what a member tries on the copy of their shop."""

import pytest

from coccinelle.engine.attend import attend
from coccinelle.main import Installation
from coccinelle.store import channels, chronicle, copies, trial_scripts
from coccinelle.store.database import Database
from coccinelle.trial.play import go_on_playing
from tests.web.conftest import Caller, Shop, open_shop
from tests.web.reading import text_of

QUESTION = "Bonjour, la robe fleurie bleue, vous l'avez en 38 ?"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database, full=True)


@pytest.fixture(scope="module")
def tried(shop: Shop, alice: Caller) -> int:
    """The number of the copy; somebody new has asked there for a dress."""
    assert alice.post("/essayer/preparer").status_code == 303
    alice.post("/essayer/ecrire", who="new", kind="whatsapp", text=QUESTION)
    number = copy_of(shop, "Alice")
    answer_all(shop.place, number)
    return number


def copy_of(shop: Shop, name: str) -> int:
    ((member_id,),) = shop.execute("select id from member where name = %s", name)
    copy = copies.of(shop.place.database, shop.id, int(str(member_id)))
    assert copy is not None
    return copy.business_id


def answer_all(place: Installation, business_id: int) -> None:
    desk = place.desk(business_id)
    with desk.transaction() as connection:
        waiting = {one.conversation_id for one in chronicle.coming(connection)}
    for conversation_id in waiting:
        attend(desk, conversation_id)


def test_a_stranger_tries_nothing(stranger: Caller, tried: int) -> None:
    assert stranger.get("/essayer").headers["location"].startswith("/login")
    assert stranger.post("/essayer/ecrire", text="Bonjour").status_code == 401


def test_the_first_visit_shows_a_phone_with_messages_to_send(charlie: Caller) -> None:
    page = charlie.get("/essayer").text
    assert 'name="text"' in page
    assert page.count('name="text" value="') == 3


def test_the_first_message_makes_the_copy(next_door: Shop, charlie: Caller) -> None:
    assert charlie.post("/essayer/ecrire", text="Bonjour").status_code == 303
    assert "Bonjour" in charlie.get("/essayer").text
    assert copy_of(next_door, "Charlie") != next_door.id


def test_the_answer_and_its_trace_are_shown_together(alice: Caller, tried: int) -> None:
    page = alice.get("/essayer?who=new&by=whatsapp").text
    assert QUESTION.replace("'", "&#39;") in page
    assert "on l&#39;a en 38" in page
    assert "disponibilité d'un article" in text_of(page)
    assert "stock" in page


def test_each_member_tries_on_a_copy_of_their_own(shop: Shop, bob: Caller, tried: int) -> None:
    assert "on l&#39;a en 38" not in bob.get("/essayer?who=new&by=whatsapp").text
    bob.post("/essayer/ecrire", text="Bonjour")
    assert copy_of(shop, "Bob") != tried


def test_another_way_of_writing_is_another_phone(alice: Caller, tried: int) -> None:
    page = alice.get("/essayer?who=new&by=email").text
    assert "on l&#39;a en 38" not in page
    assert 'name="subject"' in page


def test_the_owner_next_door_sees_none_of_it(charlie: Caller, tried: int) -> None:
    for path in ("/essayer/fil", "/essayer"):
        assert "fleurie" not in charlie.get(f"{path}?who=new&by=whatsapp").text


def test_nothing_of_it_is_in_the_shop_itself(shop: Shop, alice: Caller, tried: int) -> None:
    assert shop.execute("select count(*) from message") == [(0,)]
    assert shop.sent == []
    assert "fleurie" not in alice.get("/").text


def test_a_draft_is_judged_in_the_copy_alone(shop: Shop, alice: Caller, tried: int) -> None:
    alice.post("/essayer/ecrire", who="new", kind="sms", text="Je veux parler à votre patronne !!")
    own = shop.hears("Bonjour")
    draft = shop.drafts(own, "Bonjour Julie")
    assert alice.post("/essayer/valider", draft_id=draft).status_code == 409
    assert shop.execute("select status from draft where id = %s", draft) == [("waiting",)]
    shop.execute("delete from draft")


def test_the_clock_of_the_copy_advances_and_the_shop_s_does_not(
    shop: Shop, alice: Caller, tried: int
) -> None:
    database, query = shop.place.database, "select clock_offset_seconds from business"
    with database.transaction(tried) as connection:
        before = connection.execute(query).fetchone()
        connection.execute("update conversation set answer_at = null")
        connection.execute("delete from commitment")
    alice.post("/essayer/avancer", step="hour")
    go_on_playing(shop.place.desk, tried)
    with database.transaction(tried) as connection:
        after = connection.execute(query).fetchone()
    assert before and after and after[0] >= before[0] + 3590
    assert shop.execute(query) == [(0,)]


def test_choosing_no_time_is_refused_with_a_sentence(alice: Caller, tried: int) -> None:
    assert "jusqu'à quand" in text_of(alice.post("/essayer/avancer").text)


def test_a_try_is_kept_listed_and_taken_away(shop: Shop, alice: Caller, tried: int) -> None:
    alice.post("/essayer/enregistrer", name="La robe bleue")
    with shop.desk.transaction() as connection:
        newest = trial_scripts.all_of(connection)[0]
    assert "La robe bleue" in alice.get("/essayer").text
    file = alice.get(f"/essayer/scripts/{newest.id}")
    assert file.headers["content-disposition"].startswith("attachment")
    assert QUESTION in file.text


def test_a_script_next_door_does_not_exist(shop: Shop, charlie: Caller, alice: Caller) -> None:
    alice.post("/essayer/enregistrer", name="À nous")
    with shop.desk.transaction() as connection:
        newest = trial_scripts.all_of(connection)[0]
    for path in ("rejouer", "supprimer"):
        assert charlie.post(f"/essayer/scripts/{newest.id}/{path}").status_code == 404
    assert charlie.get(f"/essayer/scripts/{newest.id}").status_code == 404
    alice.post(f"/essayer/scripts/{newest.id}/supprimer")
    assert "À nous" not in alice.get("/essayer").text


def test_an_unknown_scenario_does_not_exist(alice: Caller, tried: int) -> None:
    assert alice.post("/essayer/scenario", number=9).status_code == 404


def test_nothing_enters_a_copy_from_outside(shop: Shop, stranger: Caller, tried: int) -> None:
    with shop.place.database.transaction(tried) as connection:
        keys = [row.key for row in channels.all_of(connection)]
        before = len(copies.spoken(connection))
    for key in keys:
        assert stranger.http.post(f"/webhooks/in_process/{key}", content=b"x").status_code >= 400
    with shop.place.database.transaction(tried) as connection:
        assert len(copies.spoken(connection)) == before


def test_the_phone_of_whoever_wrote_last_is_shown(alice: Caller, tried: int) -> None:
    alice.post("/essayer/ecrire", who="new", kind="email", subject="Bonjour", text="Vous livrez ?")
    page = alice.get("/essayer").text
    assert "Vous livrez ?" in page
    assert 'value="Re: Bonjour"' in page
