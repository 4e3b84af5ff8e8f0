"""A file is read once, and what it would change is shown before: stocks counted here among it."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

revision = "0026"
down_revision: str | None = "0030"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
