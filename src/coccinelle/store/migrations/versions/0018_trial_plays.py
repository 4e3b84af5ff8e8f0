"""What is tried is played by a worker, on a copy of each member's own."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

from coccinelle.store.migrations.security import secure

revision = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("trial_play", "trial_event", "trial_sent")


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    for table in TABLES:
        secure(bind, table)
