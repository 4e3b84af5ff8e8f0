"""What an integrator reads when the embedded server cannot start."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from coccinelle.store.postgres import AlreadyServed, EmbeddedServer, PostgresError, remove

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="what only root meets")
# Runs in a mount namespace of its own: the small disk is seen by this process alone.
ON_A_SMALL_DISK = """
mount -t tmpfs -o mode=755,{options} tmpfs "$2" || exit 77
mkdir "$2/var" && {then} && exec "$0" -c "$1" "$3" "$2/var"
"""


def _refusal(var: Path, **options: Any) -> str:
    with pytest.raises(PostgresError) as caught:
        EmbeddedServer(var, durable=False, **options).start()
    return str(caught.value)


def _data(var: Path) -> Path:
    return var.resolve() / "postgres" / "data"


def test_data_of_another_major_version_is_left_alone(var: Path) -> None:
    with EmbeddedServer(var, durable=False):
        pass
    (_data(var) / "PG_VERSION").write_text("17\n")
    assert "was written by PostgreSQL 17, and this is PostgreSQL 18" in _refusal(var)


def test_a_folder_that_holds_something_else_is_named(var: Path) -> None:
    with EmbeddedServer(var, durable=False):
        pass
    (_data(var) / "PG_VERSION").unlink()
    assert "does not hold a PostgreSQL database" in _refusal(var)


def test_a_file_in_the_place_of_the_folder_is_named(var: Path) -> None:
    var.write_text("not a folder")
    said = _refusal(var)
    assert said.startswith(f"{var} cannot be used: a file stands where a folder is needed.")
    assert var.read_text() == "not a folder"


def test_a_port_that_is_taken_is_said(var: Path, tmp_path: Path) -> None:
    with (
        EmbeddedServer(var, durable=False),
        EmbeddedServer(tmp_path / "other", durable=False) as other,
    ):
        folder = other.address.directory
        other.stop()
        settings = folder.parent / "local.conf"
        settings.write_text(f"unix_socket_directories = '{var.resolve()}/postgres/socket'\n")
        settings.chmod(0o644)
        assert "port is taken: another program listens" in _refusal(tmp_path / "other")
    remove(tmp_path / "other")


def test_a_second_start_of_the_same_folder_says_to_attach(var: Path) -> None:
    with EmbeddedServer(var, durable=False), pytest.raises(AlreadyServed):
        EmbeddedServer(var).start()


def test_missing_programs_are_listed(var: Path, tmp_path: Path) -> None:
    said = _refusal(var, binaries=tmp_path)
    assert f"missing from {tmp_path}: postgres, initdb, pg_dump, pg_restore" in said


def test_an_address_is_known_only_once_started(var: Path) -> None:
    server = EmbeddedServer(var)
    with pytest.raises(PostgresError, match="not started"):
        _ = server.address


def test_a_bad_setting_is_quoted_from_the_server(var: Path) -> None:
    with EmbeddedServer(var, durable=False):
        pass
    local = var.resolve() / "postgres" / "local.conf"
    local.write_text("work_mem = 'plenty'\n")
    local.chmod(0o644)
    assert "work_mem" in _refusal(var)


@root_only
def test_a_user_who_does_not_exist_cannot_serve(var: Path) -> None:
    said = _refusal(var, service_user="nobody-at-all")
    assert "no ordinary user nobody-at-all" in said
    assert "COCCINELLE_SERVICE_USER" in said


@root_only
def test_root_itself_cannot_serve(var: Path) -> None:
    assert "never runs as root" in _refusal(var, service_user="root")


@root_only
def test_a_real_folder_closed_to_the_service_user_is_explained(var: Path) -> None:
    var.mkdir()
    assert "is closed to the user" in _refusal(var)


@root_only
def test_a_folder_of_an_ordinary_user_is_not_taken_over(var: Path) -> None:
    var.mkdir()
    os.chown(var, pwd.getpwnam("nobody").pw_uid, -1)
    assert "belongs to an ordinary user" in _refusal(var)


@root_only
def test_a_link_to_elsewhere_is_not_followed(var: Path, tmp_path: Path) -> None:
    var.symlink_to(tmp_path)
    assert "which Coccinelle did not make" in _refusal(var)


@root_only
def test_a_shelter_closed_to_the_service_user_is_explained(var: Path, shelter: Path) -> None:
    shelter.chmod(0o700)
    assert f"{shelter} must belong to root and be open" in _refusal(var)


def test_a_folder_without_permission_is_explained(as_nobody: Any, public: Path) -> None:
    (public / "closed").mkdir(mode=0o755)
    lines = "try: EmbeddedServer(var).start()\nexcept PostgresError as error: print(error)"
    said = as_nobody(lines, public / "closed" / "var")
    assert said.startswith(f"{public}/closed/var cannot be used: permission denied.")


def test_a_socket_folder_that_is_not_ours_is_refused(var: Path) -> None:
    with EmbeddedServer(var, durable=False) as server:
        folder = server.address.directory
    shutil.rmtree(folder)
    folder.symlink_to("/tmp")
    assert "a file stands where a folder is needed" in _refusal(var)


@root_only
@pytest.mark.parametrize(
    ("options", "then", "expected"),
    [
        ("size=8m", "true", "is full. Free some space"),
        ("size=8m", 'mount -o remount,ro "$2"', "is on a read-only disk"),
    ],
)
def test_a_disk_that_cannot_be_written_is_said(
    shelter: Path, options: str, then: str, expected: str
) -> None:
    lines = (
        "import sys\nfrom pathlib import Path\n"
        "from coccinelle.store.postgres import EmbeddedServer, PostgresError, home, remove\n"
        "home.SHELTER, var = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "try: EmbeddedServer(var).start()\nexcept PostgresError as error: print(error)"
    )
    with tempfile.TemporaryDirectory(dir="/tmp") as disk:
        Path(disk).chmod(0o755)
        script = ON_A_SMALL_DISK.format(options=options, then=then)
        command = [
            "unshare",
            "--mount",
            "sh",
            "-c",
            script,
            sys.executable,
            lines,
            disk,
            str(shelter),
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode in (1, 77) and not done.stdout:
        pytest.skip(f"no private mounts here: {done.stderr.strip()}")
    assert expected in done.stdout
