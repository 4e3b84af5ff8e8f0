"""Which trades there are is said in one place, and the database is not it."""

from collections.abc import Sequence

from alembic import op

revision = "0030"
down_revision: str | None = "0023"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql("alter table business drop constraint business_sector_check")
