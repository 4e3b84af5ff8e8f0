"""Row-level security of a table of ours, as every revision that adds one must set it."""

from typing import Any

# An unset scope is an error, not an empty answer: forgotten, it would read "no such order".
_SECURE = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy tenant on {table} for all to coccinelle_app, coccinelle_owner
    using (business_id = current_setting('app.business_id')::bigint)
    with check (business_id = current_setting('app.business_id')::bigint);
create policy backup on {table} for select to coccinelle_backup using (true);
grant select, insert, update, delete on {table} to coccinelle_app;
grant select on {table} to coccinelle_backup;
grant usage on all sequences in schema public to coccinelle_app;
grant select on all sequences in schema public to coccinelle_backup;
"""

# What belongs to no business holds no word of anybody: whoever serves a request may use it.
_OF_NOBODY = """
alter table {table} enable row level security;
alter table {table} force row level security;
create policy everybody on {table} for all to coccinelle_app, coccinelle_owner using (true);
create policy backup on {table} for select to coccinelle_backup using (true);
grant select, insert, update, delete on {table} to coccinelle_app;
grant select on {table} to coccinelle_backup;
"""


def secure(bind: Any, table: str) -> None:
    """The program sees one business at a time; only the backup role sees them all."""
    bind.exec_driver_sql(_SECURE.format(table=table))


def append_only(bind: Any, table: str) -> None:
    """After `secure`: the program adds lines, and changes none."""
    bind.exec_driver_sql(f"revoke update, delete on {table} from coccinelle_app")


def of_nobody(bind: Any, table: str) -> None:
    """In the place of `secure`."""
    bind.exec_driver_sql(_OF_NOBODY.format(table=table))
