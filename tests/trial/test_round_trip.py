"""What was tried on the screen, taken away as a file, plays the same under `simulate`."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from coccinelle.engine.business import autonomy, settings_change
from coccinelle.engine.members import posts as publications
from coccinelle.engine.members.counter import correct_stock
from coccinelle.packs import demo_folder
from coccinelle.packs.script import Event
from coccinelle.settings import Settings
from coccinelle.simulation.expect import mismatches
from coccinelle.simulation.outcome import Outcome
from coccinelle.simulation.script_file import read_scenes
from coccinelle.simulation.simulate import perform
from coccinelle.simulation.stage import Stage, stage
from coccinelle.store import knowledge, posts
from coccinelle.store.importing.business import renew_catalogue
from coccinelle.trial.as_it_was import as_file, is_without_stock
from coccinelle.trial.copy import renew
from coccinelle.trial.happen import happen
from coccinelle.trial.people import LATE, LOYAL, NEW
from coccinelle.trial.record import record
from coccinelle.trial.told import replies, varying
from tests.trial.conftest import ALICE, Trial

MORNING = "{start: 2025-01-16T10:15, turns: []}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with stage(Settings(var=tmp_path_factory.mktemp("var"))) as opened:
        yield opened


def taken_away(trial: Trial, built: Stage, tmp_path: Path) -> Outcome:
    """As its file is played on the shop's own folder."""
    file = tmp_path / "essai.yaml"
    file.write_text(as_file(trial.shop, record(trial.copy(), "Essai")), encoding="utf-8")
    (scene,) = read_scenes(file)
    found = perform(built, scene, demo_folder())
    assert mismatches(found, scene.script.expect) == []
    return found


def said(found: Outcome) -> list[str]:
    return [varying(one.text) for one in found.outbound]


def test_invented_customers_are_known_there_with_their_orders(
    trial: Trial, built: Stage, tmp_path: Path
) -> None:
    trial.plays(MORNING)
    for who, text in (
        (LOYAL, "Bonjour, l'article de ma commande 9001 est trop grand, puis-je l'échanger ?"),
        (LATE, "Où en est ma commande 9003 ?"),
    ):
        trial.says(text, who.phone)
        trial.goes_on(timedelta(minutes=2))
    assert said(taken_away(trial, built, tmp_path)) == replies(trial.copy())


def test_what_members_set_wrote_and_counted_counts_there(
    trial: Trial, built: Stage, tmp_path: Path
) -> None:
    settings_change.change(trial.shop, {"policy.hold_until": "next_day 12:00"}, by="Alice")
    correct_stock(trial.shop, "RF-2847-38", 1)
    with trial.shop.transaction() as connection:
        knowledge.add(
            connection, page="x", question="Vous faites les retouches ?",
            answer="Oui, les ourlets sont faits en deux jours.", by="Alice", at=trial.shop.now(),
        )  # fmt: skip
    renew(trial.shop, by=ALICE)
    trial.plays(MORNING)
    for who, text in (
        (NEW, "Bonjour, la robe fleurie bleue, vous l'avez en 38 ?"), (NEW, "Oui merci !"),
        (LOYAL, "Vous faites les retouches ?"),
    ):  # fmt: skip
        trial.says(text, who.phone)
        trial.goes_on(timedelta(minutes=2))
    found = said(taken_away(trial, built, tmp_path))
    assert found == replies(trial.copy())
    assert "12h" in found[0]
    assert "ourlets" in found[-1]


def test_what_members_said_of_publications_counts_there(
    trial: Trial, built: Stage, tmp_path: Path
) -> None:
    with trial.shop.transaction() as connection:
        post = next(
            one for one in posts.newest(connection, lacking_only=False, limit=50)
            if [shown.ref for shown in one.shown] == ["RF-2847"]
        )  # fmt: skip
    publications.show(trial.shop, post.id, "PF-229", by="Alice")
    publications.hide(trial.shop, post.id, "RF-2847", by="Alice")
    publications.add(
        trial.shop, url="https://www.instagram.com/p/neuf", published_at=trial.shop.now(),
        caption="", product_ref="RF-2847", by="Alice",
    )  # fmt: skip
    renew(trial.shop, by=ALICE)
    trial.plays(MORNING)
    trial.says("Bonjour, combien coûte ce que vous avez posté hier ?", NEW.phone)
    trial.goes_on(timedelta(minutes=2))
    found = said(taken_away(trial, built, tmp_path))
    assert found == replies(trial.copy()) != []
    assert "erfecto" in found[0]


def test_the_file_of_a_great_catalogue_is_said_to_tell_no_stock(trial: Trial) -> None:
    assert not is_without_stock(trial.shop)
    with trial.shop.transaction() as connection:
        connection.execute(
            "insert into variant (product_id, sku, color, size, price_cents) select"
            " (select min(id) from product), 'X-' || n, '', n::text, 100"
            " from generate_series(1, 2000) n"
        )
        renew_catalogue(connection)
    assert is_without_stock(trial.shop)
    assert "stock" not in yaml.safe_load(as_file(trial.shop, MORNING))["shop"]


def test_a_skill_that_is_validated_here_is_validated_there(
    trial: Trial, built: Stage, tmp_path: Path
) -> None:
    autonomy.set_level(trial.shop, "hold", "draft", by="Alice")
    renew(trial.shop, by=ALICE)
    trial.plays(MORNING)
    trial.says("Bonjour, mettez-moi de côté la robe fleurie bleue en 38 svp", NEW.phone)
    trial.goes_on(timedelta(minutes=2))
    assert len(taken_away(trial, built, tmp_path).state["drafts"]) == 1


def test_an_outage_and_a_parcel_s_news_happen_there_too(
    trial: Trial, built: Stage, tmp_path: Path
) -> None:
    trial.plays(MORNING)
    for n, told in enumerate((
        {"carrier": {"order": "9002", "status": "delivered"}},
        {"outage": {"channel": "sms", "for": "30m"}},
    )):  # fmt: skip
        happen(trial.copy(), Event.model_validate(told), once=str(n))
    trial.says("Où en est ma commande 9002 ?", LOYAL.phone)
    trial.goes_on(timedelta(hours=1))
    found = taken_away(trial, built, tmp_path)
    assert said(found) == replies(trial.copy()) != []
    assert found.outbound[0].at >= found.turns[0].played.at + timedelta(minutes=30)
