"""`coccinelle understand`: a line in, a line out, and a bad line stops nothing."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from coccinelle.evaluation.understand import Shop, understand
from coccinelle.packs import demo_folder
from coccinelle.understanding.late import embedded


def line(text: str, **more: Any) -> str:
    known = {"id": 1, "channel": "sms", "sector": "boutique", "now": "2025-01-16T10:30:00+01:00"}
    return json.dumps(known | {"text": text} | more)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "coccinelle", "understand", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=110, check=False)


def read(*lines: str) -> list[dict[str, Any]]:
    return list(understand(lines, embedded(), Shop()))


def test_a_message_gives_requests_values_urgency_and_lane() -> None:
    (told,) = read(line("Bonjour, où en est ma commande 3345 ? c'est pour un mariage samedi"))
    assert told["requests"][0]["intent"] == "order_status"
    assert told["requests"][0]["entities"]["order_number"] == [{"value": "3345", "words": "3345"}]
    assert told["urgency"]["level"] == "high"
    assert told["urgency"]["deadline"].startswith("2025-01-18T")
    assert (told["lane"], told["language"]) == ("answer", "fr")


def test_bad_lines_say_why_and_the_rest_goes_on() -> None:
    bad = ["no json", "[1]", line("a", sector="florist"), line("a", now="demain"), '{"id": 7}']
    told = read(*bad, "", line("vous fermez quand ?", id="z"))
    assert [sorted(answer) for answer in told[:5]] == [["error", "id"]] * 5
    assert (told[4]["id"], told[5]["id"], told[5]["lane"]) == (7, "z", "answer")


def test_a_wish_to_be_told_is_availability_for_everybody_else() -> None:
    (told,) = read(line("prévenez-moi quand la robe fleurie bleue revient en 38"))
    assert told["requests"][0]["intent"] == "stock_availability"
    assert told["lane"] == "act"


def test_an_answer_completes_what_was_asked_before() -> None:
    history = [
        {"from": "contact", "text": "vous avez la robe fleurie bleue ?"},
        {"from": "business", "text": "Oui ! En quelle taille la souhaitez-vous ?"},
    ]
    (told,) = read(line("38", history=history))
    assert told["requests"][0]["intent"] == "stock_availability"
    assert told["requests"][0]["entities"]["size"][0]["value"] == "38"


def test_the_command_reads_with_the_catalogue_of_a_business(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(line("la robe fleurie bleue en 38 est dispo ?") + "\nnot json\n", "utf-8")
    done = run("--input", str(file), "--business", str(demo_folder()))
    told = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert told[0]["requests"][0]["entities"]["product"][0]["ref"] == "RF-2847"
    assert "error" in told[1]


def test_a_model_is_asked_for_with_a_business_that_names_one() -> None:
    done = run("--reader", "model")
    assert done.returncode == 1
    assert "--business" in done.stderr
