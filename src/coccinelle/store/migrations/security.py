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


def secure(bind: Any, table: str) -> None:
    """The program sees one business at a time; only the backup role sees them all."""
    bind.exec_driver_sql(_SECURE.format(table=table))
