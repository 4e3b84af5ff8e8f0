"""The page of what the shop answers: tried, written, corrected; what nobody answered yet."""

from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder
from coccinelle.store import gaps
from coccinelle.store.importing import import_business
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

ENTRY = {
    "page": "Services",
    "question": "Vous louez des diadèmes ?",
    "answer": "Oui, 20 € par jour.",
}


def lacks(shop: Shop, conversation: int, *questions: str) -> None:
    with shop.desk.transaction() as connection:
        row = connection.execute("select min(id) from turn").fetchone()
        for one in questions:
            gaps.record(
                connection, one, conversation_id=conversation, turn_id=row[0] if row else 0,
                at=shop.desk.now(),
            )  # fmt: skip


def imported_again(shop: Shop) -> None:
    ((slug,),) = shop.execute("select slug from business")
    import_business(
        shop.place.database, read_folder(demo_folder()), shop.desk.now(), slug=str(slug)
    )


def test_a_question_is_tried_on_the_pages(alice: Caller) -> None:
    page = text_of(alice.get("/connaissances?essai=Les chiens sont-ils admis ?").text)
    assert "sûre à" in page
    unknown = text_of(alice.get("/connaissances?essai=Vous vendez des tracteurs agricoles ?").text)
    assert "Aucune page n'y répond sûrement." in unknown


def test_what_staff_write_is_answered_at_once_and_once(bob: Caller, shop: Shop) -> None:
    for _ in range(2):
        assert bob.post("/connaissances", **ENTRY).status_code == 303
    found = shop.desk.knowledge.find("Vous louez des diadèmes ?")
    assert found is not None
    assert found.answer == "Oui, 20 € par jour."
    rows = shop.execute("select by_member from knowledge where question = %s", ENTRY["question"])
    assert rows == [("Bob",)]


def test_a_question_already_answered_otherwise_is_refused_kindly(bob: Caller) -> None:
    bob.post("/connaissances", **ENTRY)
    answer = bob.post("/connaissances", **{**ENTRY, "answer": "Non"})
    assert answer.status_code == 409
    assert "modifiez plutôt sa réponse" in answer.text


def test_the_next_import_leaves_what_members_wrote_changed_and_took_out(
    bob: Caller, shop: Shop
) -> None:
    kept = shop.execute("select id, page, question from knowledge where edited_at is null limit 2")
    (changed, page, question), (taken, _, gone) = kept
    bob.post("/connaissances", **ENTRY)
    bob.post(f"/connaissances/{changed}", page=page, question="Autrement dit ?", answer="Oui.")
    bob.post(f"/connaissances/{taken}/supprimer")
    imported_again(shop)
    alive = "select count(*) from knowledge where question = %s and removed_at is null"
    assert [shop.execute(alive, one)[0][0] for one in (question, gone)] == [0, 0]
    assert [shop.execute(alive, one)[0][0] for one in ("Autrement dit ?", ENTRY["question"])] == [
        1, 1,
    ]  # fmt: skip


def test_what_was_taken_out_is_answered_no_more(bob: Caller, shop: Shop) -> None:
    bob.post("/connaissances", **ENTRY)
    ((number,),) = shop.execute("select id from knowledge where question = %s", ENTRY["question"])
    assert bob.post(f"/connaissances/{number}/supprimer").status_code == 303
    assert shop.desk.knowledge.find("Vous louez des diadèmes ?") is None


def test_a_gap_answered_here_is_closed_however_it_was_worded(
    bob: Caller, shop: Shop, julie: int
) -> None:
    lacks(shop, julie, "Vous brodez les prénoms ?", "les prénoms, vous brodez ?")
    page = bob.get("/connaissances").text
    assert "2 fois" in text_of(page)
    bob.post(
        "/connaissances", page="Services", question="Brodez-vous ?", answer="Oui.",
        closes="Vous brodez les prénoms ?",
    )  # fmt: skip
    waiting = "select count(*) from knowledge_gap where answered_at is null and question ~ 'brodez'"
    assert shop.execute(waiting) == [(0,)]


def test_an_answer_written_for_a_gap_is_tried_on_it_at_once(
    bob: Caller, shop: Shop, julie: int
) -> None:
    lacks(shop, julie, "Vous gravez les bijoux ?")
    led = bob.post(
        "/connaissances", page="Services", question="Gravez-vous les bijoux ?", answer="Oui.",
        closes="Vous gravez les bijoux ?",
    )  # fmt: skip
    page = text_of(bob.led(led).text)
    assert "À « Vous gravez les bijoux ? », Coccinelle répond maintenant :" in page
    assert "une fois" not in page


def test_an_answer_the_question_does_not_find_is_said_so(bob: Caller) -> None:
    led = bob.post(
        "/connaissances", page="Services", question="Horlogerie", answer="Oui.",
        closes="Vous changez les piles de montre ?",
    )  # fmt: skip
    assert "ne trouve pas encore cette réponse" in text_of(bob.led(led).text)


def test_nearly_the_same_questions_are_one_gap_that_shows_its_wordings(
    bob: Caller, shop: Shop, julie: int
) -> None:
    lacks(
        shop, julie, "Bonjour, recousez-vous les boutons de manteau cassés ?",
        "recousez vous les boutons cassés de manteau svp rapidement ?",
    )  # fmt: skip
    page = text_of(bob.get("/connaissances").text)
    assert "2 fois" in page
    assert "aussi : « Bonjour, recousez-vous" in page
    bob.post(
        "/connaissances/lacune",
        question="recousez vous les boutons cassés de manteau svp rapidement ?",
    )
    assert "boutons" not in bob.get("/connaissances").text.partition('id="ecartees"')[0]


def test_a_gap_nobody_will_answer_is_put_aside(bob: Caller, shop: Shop, julie: int) -> None:
    lacks(shop, julie, "Vous vendez des tracteurs ?")
    assert bob.post("/connaissances/lacune", question="Vous vendez des tracteurs ?").is_redirect
    assert "tracteurs" not in bob.get("/connaissances").text.partition('id="ecartees"')[0]


def test_put_aside_it_stays_so_when_it_is_asked_again_and_is_counted(
    bob: Caller, shop: Shop, julie: int
) -> None:
    lacks(shop, julie, "Vous livrez en montgolfière ?")
    bob.post("/connaissances/lacune", question="Vous livrez en montgolfière ?")
    lacks(shop, julie, "Livrez-vous en montgolfière ?")
    page = bob.get("/connaissances").text
    assert "Demandé, et resté sans réponse" not in text_of(page).partition("montgolfière")[0]
    assert "montgolfière" in page.partition('id="ecartees"')[2]
    assert "2 fois" in text_of(page.partition('id="ecartees"')[2])


def test_what_was_put_aside_is_taken_up_again(bob: Caller, shop: Shop, julie: int) -> None:
    lacks(shop, julie, "Vous ferrez les chevaux ?")
    for act in ("lacune", "lacune/reprendre"):
        assert bob.post(f"/connaissances/{act}", question="Vous ferrez les chevaux ?").is_redirect
    waiting, _, aside = bob.get("/connaissances").text.partition('id="ecartees"')
    assert "ferrez" in waiting
    assert "ferrez" not in aside


def test_the_owner_next_door_reads_none_of_it(charlie: Caller, shop: Shop, julie: int) -> None:
    lacks(shop, julie, "Vous vendez des montgolfières ?")
    page = charlie.get("/connaissances?essai=Les chiens sont-ils admis ?").text
    assert "montgolfières" not in page
    assert "Aucune page n'y répond sûrement." in text_of(page)
