"""What members say of customers, publications and pages outlives the next import; parcels that came
back."""

from collections.abc import Sequence
from pathlib import Path

from alembic import op

from coccinelle.store.migrations.security import secure

revision = "0015"
down_revision: str | None = "0014"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("consent_change", "parcel_back")


def upgrade() -> None:
    bind = op.get_bind()
    bind.exec_driver_sql(Path(__file__).with_suffix(".sql").read_text())
    for table in TABLES:
        secure(bind, table)
