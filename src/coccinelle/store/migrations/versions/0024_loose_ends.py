"""A question put aside stays so; the currency of a variant, which nobody read, is gone."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision = "0024"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
