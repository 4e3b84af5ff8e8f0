"""Setting a shop up and looking after it, from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coccinelle.packs import demo_folder
from tests.carriers import KEY, CarrierDouble, la_poste, laposte_server
from tests.cli.conftest import Run, environment
from tests.loopback import ACCOUNT, TOKEN, Double
from tests.mailbox import API_KEY, OURS, SECRET, SENDER

__all__ = ["la_poste", "laposte_server"]

SLUG = "elegance-paris"


@pytest.fixture(scope="module")
def imported(run: Run) -> str:
    done = run("import", str(demo_folder()))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_shop_is_imported(imported: str) -> None:
    assert "81 products, 364 variants, 4 customers, 22 orders" in imported


def test_every_fault_of_a_folder_is_told_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "business.toml").write_text('name = "Chez Bob"\nsector = "boutique"\ncolour = 1\n')
    done = run("import", str(tmp_path))
    assert done.returncode == 1
    assert "business.toml" in done.stderr
    assert "colour" in done.stderr
    assert "chez-bob" not in run("commitments", "--business", "nobody").stderr


def test_a_channel_asks_for_its_keys_and_prints_its_url(run: Run, imported: str) -> None:
    fields = [f"account_sid={ACCOUNT}", f"auth_token={TOKEN}", "number=+33939980000"]
    flags = [part for field in fields for part in ("--set", field)]
    done = run("channel", "add", "sms_twilio", *flags)
    assert done.returncode == 0, done.stderr
    assert "http://127.0.0.1:8000/webhooks/sms_twilio/" in done.stdout
    assert TOKEN not in done.stdout


def test_the_form_of_email_is_made_of_its_fields(run: Run, imported: str) -> None:
    fields = [
        f"api_key={API_KEY}", f"webhook_secret={SECRET}", f"sender={SENDER}",
        f"reply_address={OURS}",
    ]  # fmt: skip
    done = run("channel", "add", "email_resend", *(p for f in fields for p in ("--set", f)))
    assert done.returncode == 0, done.stderr
    assert "http://127.0.0.1:8000/webhooks/email_resend/" in done.stdout
    assert SECRET not in done.stdout


def test_a_bad_key_is_refused_field_by_field(run: Run, imported: str) -> None:
    done = run("channel", "add", "sms_twilio", "--set", "account_sid=nonsense")
    assert done.returncode == 2
    assert "account_sid" in done.stderr


def test_a_channel_is_listed_tried_put_in_pause_and_removed(
    run: Run, imported: str, twilio: Double
) -> None:
    number = "+33939980001"
    fields = (f"account_sid={ACCOUNT}", f"auth_token={TOKEN}", f"number={number}",
              f"base_url={twilio.base_url}")  # fmt: skip
    run("channel", "add", "sms_twilio", *(p for f in fields for p in ("--set", f)))
    assert "accepts the keys" in run("channel", "test", number).stdout
    run("channel", "pause", number)
    assert f"{number}  sms_twilio  in pause" in run("channel", "list").stdout
    run("channel", "resume", number)
    assert f"{number}  sms_twilio\n" in run("channel", "list").stdout
    assert run("channel", "remove", number).returncode == 0
    assert number not in run("channel", "list").stdout
    assert run("channel", "test", number).returncode == 1


def test_a_connector_is_kept_tried_and_removed(
    run: Run, imported: str, la_poste: CarrierDouble
) -> None:
    fields = (f"okapi_key={KEY}", f"base_url={la_poste.base_url}")
    added = run("connector", "add", "laposte", "--set", fields[0], "--set", fields[1])
    assert (added.returncode, KEY in added.stdout) == (0, False), added.stderr
    assert "✓ laposte" in run("connector", "list").stdout
    assert "accepts the keys" in run("connector", "test", "laposte").stdout
    assert run("connector", "remove", "laposte").returncode == 0
    assert "· laposte" in run("connector", "list").stdout
    assert run("connector", "test", "laposte").returncode == 1


def test_a_connector_with_a_wrong_key_is_told_when_tried(
    run: Run, imported: str, la_poste: CarrierDouble
) -> None:
    fields = ("okapi_key=another-key", f"base_url={la_poste.base_url}")
    run("connector", "add", "laposte", "--set", fields[0], "--set", fields[1])
    tried = run("connector", "test", "laposte")
    assert (tried.returncode, "clé Okapi" in tried.stderr) == (1, True)
    run("connector", "remove", "laposte")


def test_an_owner_needs_a_real_password(run: Run, imported: str) -> None:
    short = run("member", "add", "alice@example.org", "--name", "Alice", "--password", "1234")
    good = run("member", "add", "alice@example.org", "--name", "Alice", "--password", "p" * 12)
    assert short.returncode == 2
    assert good.returncode == 0, good.stderr


def test_stock_is_corrected_by_sku(run: Run, imported: str) -> None:
    assert run("stock", "set", "RF-2847-38", "5").returncode == 0
    unknown = run("stock", "set", "NOPE", "5")
    assert unknown.returncode == 1
    assert "NOPE" in unknown.stderr


def test_a_hold_that_is_not_there_is_said_so(run: Run, imported: str) -> None:
    done = run("hold", "picked-up", "999")
    assert done.returncode == 1
    assert "n'est plus active" in done.stderr


def test_the_lists_are_readable(run: Run, imported: str) -> None:
    assert "Due" in run("commitments").stdout
    assert "Hold" in run("hold", "list").stdout


def test_an_unknown_business_is_answered_with_those_there_are(run: Run, imported: str) -> None:
    done = run("commitments", "--business", "nobody")
    assert done.returncode == 2
    assert SLUG in done.stderr


def test_a_backup_is_put_back_only_when_asked_to_replace(
    run: Run, imported: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "shop.dump")
    assert run("backup", file).returncode == 0
    run("stock", "set", "RF-2847-38", "9")
    refused = run("restore", file)
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    done = run("restore", file, "--replace")
    assert done.returncode == 0, done.stderr
    assert "1 businesses" in done.stdout


def test_a_backup_lives_on_another_machine_with_its_key(
    run: Run, imported: str, var: Path, own_var: Path, tmp_path: Path
) -> None:
    file = str(tmp_path / "shop.dump")
    fields = [f"account_sid={ACCOUNT}", f"auth_token={TOKEN}", "number=+33937000001"]
    flags = [part for field in fields for part in ("--set", field)]
    assert run("channel", "add", "sms_twilio", *flags).returncode == 0
    assert run("backup", file).returncode == 0

    def there(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "coccinelle", *arguments], env=environment(own_var),
            capture_output=True, text=True, timeout=110, check=False,
        )  # fmt: skip

    done = there("restore", file)
    assert done.returncode == 0, done.stderr
    without = there("doctor")
    assert (without.returncode, "✗" in without.stdout) == (1, True)
    (own_var / "secret.key").write_bytes((var / "secret.key").read_bytes())
    assert there("doctor").returncode == 0


def test_a_sound_installation_is_declared_so(run: Run, imported: str) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("✓") == len(done.stdout.splitlines()) >= 21


def test_two_contacts_are_made_one_and_taken_apart(run: Run, imported: str) -> None:
    emma, lea = "06 39 98 00 02", "06 39 98 00 03"
    assert "One contact now" in run("contact", "merge", emma, lea).stdout
    assert '"first_name": "Léa"' in run("contact", "export", emma).stdout
    assert "Two contacts again" in run("contact", "unmerge", emma).stdout
    assert '"first_name": "Emma"' in run("contact", "export", emma).stdout
    assert run("contact", "merge", emma, "06 39 98 00 99").returncode == 1


def test_a_person_is_shown_and_then_forgotten(run: Run, imported: str) -> None:
    """As they say their own number."""
    shown = run("contact", "export", "06 39 98 00 02")
    assert shown.returncode == 0, shown.stderr
    (person,) = json.loads(shown.stdout)["contact"]
    asked = run("contact", "erase", "06 39 98 00 02", typed="n\n")
    assert asked.returncode == 1
    done = run("contact", "erase", "06 39 98 00 02", "--yes")
    assert "Erased: 0 conversations" in done.stdout
    again = run("contact", "export", "+33639980002")
    assert (again.returncode, person["first_name"] in again.stdout) == (1, False)
    assert "Personne" in again.stderr


def test_a_purge_says_what_it_did(run: Run, imported: str) -> None:
    assert "0 conversations emptied, 0 contacts forgotten" in run("purge").stdout


def test_a_skill_is_set_and_shown_with_its_level(run: Run, imported: str) -> None:
    assert run("autonomy", "set", "exchange", "draft").returncode == 0
    (line,) = (x for x in run("autonomy").stdout.splitlines() if "exchange" in x)
    assert "draft" in line
    assert run("autonomy", "set", "exchange", "auto").returncode == 0


def test_a_level_that_cannot_be_is_a_sentence(run: Run, imported: str) -> None:
    done = run("autonomy", "set", "opt_out", "off")
    assert done.returncode == 1
    assert "reste toujours automatique" in done.stderr
    assert "Aucune proposition" in run("autonomy", "accept", "advice").stderr
