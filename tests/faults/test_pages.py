"""A page whose database goes away, an act whose server is killed in its middle."""

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest

from coccinelle.bench.house import wait_until
from coccinelle.store import members
from coccinelle.store.database import WAIT_SECONDS
from coccinelle.web.access.sessions import form_token, open_session
from coccinelle.web.edge.forms import TOKEN_FIELD
from tests.faults.conftest import Trial

pytestmark = pytest.mark.timeout(240)

SHEET = "\n".join(
    ["ref;nom;couleur;taille;prix;stock", *(f"K-{n};Robe {n};bleu;38;50;1" for n in range(300))]
)


@pytest.fixture
def sarah(trial: Trial) -> Iterator[httpx.Client]:
    """The owner, in her browser."""
    business_id, database = trial.shop.business_id, trial.place.database
    with database.transaction(business_id) as connection:
        number = members.add(
            connection, name="Sarah", email=f"sarah-{business_id}@example.org", role="owner",
            password_hash="-",
        )  # fmt: skip
    token = open_session(database, business_id, number)
    url = trial.house.settings.public_url
    with httpx.Client(base_url=url, cookies={"session": token}, timeout=30) as client:
        yield client


def post(sarah: httpx.Client, path: str, **fields: object) -> httpx.Response:
    token = form_token(sarah.cookies["session"])
    return sarah.post(path, data={TOKEN_FIELD: token, **fields})


def bring(sarah: httpx.Client) -> None:
    fields = {TOKEN_FIELD: form_token(sarah.cookies["session"])}
    file = {"file": ("articles.csv", SHEET.encode())}
    assert sarah.post("/bienvenue/articles", data=fields, files=file).status_code == 303


def test_pages_say_that_the_database_is_away_and_come_back_with_it(
    trial: Trial, sarah: httpx.Client
) -> None:
    assert sarah.get("/clients").status_code == 200
    trial.house.server.stop()
    for path in ("/clients", "/reglages"):
        away = sarah.get(path)
        assert away.elapsed.total_seconds() < WAIT_SECONDS / 2
        assert away.status_code == 503
        assert "Momentanément indisponible" in away.text
    trial.house.server.start()
    wait_until(lambda: sarah.get("/clients").status_code == 200, seconds=6)


def killed_in_the_middle(trial: Trial, table: str, act: Callable[[], object]) -> None:
    """The act waits to write to that table, late in its way, and its server dies there."""
    web = trial.house.processes[1]  # after the provider
    with psycopg.connect(trial.shop.admin_url) as other, ThreadPoolExecutor(1) as pool:
        other.execute(f"lock table {table} in share mode".encode())
        under_way = pool.submit(act)
        waiting = "select exists (select from pg_locks where not granted)"
        wait_until(lambda: bool(trial.shop.ask(waiting)[0][0]), seconds=20)
        web.send_signal(signal.SIGKILL)
        web.wait(10)
        assert isinstance(under_way.exception(10), httpx.TransportError)
    trial.house.start_web()


def counted(trial: Trial, sql: str) -> int:
    return int(trial.shop.ask(sql, trial.shop.business_id)[0][0])


def contact(trial: Trial, order: str) -> int:
    return counted(
        trial,
        f"select contact_id from orders where business_id = %s and number = '{order}'",
    )


def test_an_import_is_whole_or_nothing_and_the_file_still_waits(
    trial: Trial, sarah: httpx.Client
) -> None:
    there = "select count(*) from product where business_id = %s and ref like 'K-%%'"
    bring(sarah)
    killed_in_the_middle(trial, "product_file", lambda: post(sarah, "/bienvenue/articles/importer"))
    assert counted(trial, there) == 0
    assert "articles.csv" in sarah.get("/bienvenue/articles").text
    assert post(sarah, "/bienvenue/articles/importer").status_code == 303
    assert counted(trial, there) == 300


def test_an_erasure_is_whole_or_nothing(trial: Trial, sarah: httpx.Client) -> None:
    who = contact(trial, "2847")
    erase = f"/clients/{who}/effacer"
    killed_in_the_middle(trial, "message", lambda: post(sarah, erase, word="EFFACER"))
    assert sarah.get(f"/clients/{who}").text.count("Emma") > 0
    assert "C’est effacé" in post(sarah, erase, word="EFFACER").text
    assert "Emma" not in sarah.get(f"/clients/{who}").text


def test_two_cards_are_one_or_two(trial: Trial, sarah: httpx.Client) -> None:
    moved, kept = contact(trial, "2847"), contact(trial, "2901")
    unite = f"/clients/{kept}/reunir"
    killed_in_the_middle(trial, "satisfaction", lambda: post(sarah, unite, other_id=moved))
    assert counted(trial, "select count(*) from merge where business_id = %s") == 0
    assert sarah.get(f"/clients/{moved}").status_code == 200
    assert post(sarah, unite, other_id=moved).status_code == 303
    assert sarah.get(f"/clients/{moved}").status_code == 303


def test_settings_are_all_kept_or_none(trial: Trial, sarah: httpx.Client) -> None:
    wanted = {"matter": "regles", "policy.hold_max_quantity": "5", "policy.return_days": "21"}
    killed_in_the_middle(trial, "setting", lambda: post(sarah, "/reglages/regles", **wanted))
    assert counted(trial, "select count(*) from setting where business_id = %s") == 0
    assert "Enregistré." in post(sarah, "/reglages/regles", **wanted).text


def test_a_replay_that_was_cut_short_is_played_again(trial: Trial, sarah: httpx.Client) -> None:
    trial.house.start_worker()
    trial.until_workers_are(1)
    killed_in_the_middle(trial, "trial_play", lambda: post(sarah, "/essayer/scenario", number=1))
    assert sarah.get("/essayer").status_code == 200
    assert post(sarah, "/essayer/scenario", number=1).status_code == 303
    wait_until(lambda: "mise de côté" in sarah.get("/essayer").text, seconds=20)


def test_a_worker_killed_in_the_middle_of_a_replay_is_relieved_and_says_nothing_twice(
    trial: Trial, sarah: httpx.Client
) -> None:
    doomed = trial.house.start_worker(COCCINELLE_FAIL_AT="trial_turn_played")
    trial.until_workers_are(1)
    assert post(sarah, "/essayer/scenario", number=1).status_code == 303
    wait_until(lambda: doomed.poll() is not None, seconds=20)
    assert "Arrêter" in sarah.get("/essayer").text
    trial.house.start_worker()
    wait_until(lambda: "joué en entier" in sarah.get("/essayer").text, seconds=60)
    assert sarah.get("/essayer").text.count('class="said mine"') == 2


def test_an_act_whose_server_is_killed_before_it_answers_has_its_line(
    trial: Trial, sarah: httpx.Client
) -> None:
    lines = "select count(*) from audit where business_id = %s and what = 'POST /pause'"
    trial.house.stop(trial.house.processes[1])
    doomed = trial.house.start_web(COCCINELLE_FAIL_AT="act_done")
    with pytest.raises(httpx.TransportError):
        post(sarah, "/pause")
    assert doomed.wait(10) == -signal.SIGKILL
    trial.house.start_web()
    paused = "select count(*) from business where business_id = %s and paused_at is not null"
    assert (counted(trial, paused), counted(trial, lines)) == (1, 1)
