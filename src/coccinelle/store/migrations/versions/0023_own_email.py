"""A member is told at their own address, once it is known to be theirs."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision = "0023"
down_revision: str | None = "0024"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
