"""What members write on a card by hand; several products of a publication; what a carrier said."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

from coccinelle.store.migrations.security import secure

revision = "0019"
down_revision: str | None = "0018"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("post_product", "tracking_read")


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    for table in TABLES:
        secure(bind, table)
