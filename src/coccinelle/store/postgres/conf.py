"""The settings files, written anew at each start: they always fit the running version."""

import os
from pathlib import Path

from coccinelle.store.postgres.account import Account, caller, is_root
from coccinelle.store.postgres.home import SUPERUSER, Home

PORT = 5432
ROLES = (SUPERUSER, "coccinelle_owner", "coccinelle_app", "coccinelle_backup")
MAP = "coccinelle"

# Nothing a customer wrote reaches the log: no statements, no values, no details of an error.
SETTINGS = """\
# Written at each start. Put your own settings in local.conf, beside this file.
listen_addresses = ''
port = {port}
unix_socket_directories = {socket_directory}
unix_socket_permissions = 0700
hba_file = {hba}
ident_file = {ident}
password_encryption = 'scram-sha-256'
shared_buffers = '128MB'
max_connections = 100
max_wal_size = '512MB'
min_wal_size = '32MB'
fsync = on
synchronous_commit = on
full_page_writes = on
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
logging_collector = off
log_destination = 'stderr'
log_line_prefix = '%m [%p] '
log_min_messages = warning
log_min_error_statement = panic
log_error_verbosity = terse
log_statement = 'none'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_checkpoints = off
include_if_exists = {local}
"""


def write_conf(home: Home, account: Account, socket_directory: Path) -> None:
    hba, ident = home.path / "pg_hba.conf", home.path / "pg_ident.conf"
    text = SETTINGS.format(
        port=PORT,
        socket_directory=_quoted(f'"{str(socket_directory).replace(chr(34), chr(34) * 2)}"'),
        hba=_quoted(str(hba)),
        ident=_quoted(str(ident)),
        local=_quoted(str(home.path / "local.conf")),
    )
    _write(hba, f"local all {','.join(ROLES)} peer map={MAP}\n", account)
    _write(ident, _ident(account), account)
    _write(home.settings, text, account)


def _ident(account: Account) -> str:
    """The caller and the account that runs the server may take each of our roles."""
    names = sorted({account.name, caller().name})
    return "".join(f'{MAP} "{name}" {role}\n' for name in names for role in ROLES)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _write(path: Path, text: str, account: Account) -> None:
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    if is_root():
        os.chown(fresh, 0, account.gid)
    fresh.chmod(0o640 if is_root() else 0o600)
    fresh.replace(path)
