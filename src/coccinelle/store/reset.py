"""A demo business starts again from nothing; a real one cannot be erased this way."""

from coccinelle.core.errors import PermanentError
from coccinelle.store.database import Connection

# Children before parents: the foreign keys say so. The audit log is not among them: nobody may.
_TABLES = (
    "day_count", "post_product", "tracking_read", "parcel_back", "consent_change",
    "trial_play", "trial_event", "trial_sent", "trial_script",
    "push_note", "push_subscription", "notice_setting", "setting", "product_file",
    "presence", "saved_reply", "note",
    "satisfaction", "correction", "knowledge_gap", "autonomy_change", "autonomy", "approval",
    "wrong_code", "notification", "escalation", "draft", "commitment", "waiting", "proof", "merge",
    "incoming", "attachment", "exchange", "order_change", "withdrawal", "document", "hold",
    "message", "action", "turn", "conversation", "opt_out", "address", "order_line", "orders",
    "tracking_event", "post", "variant", "product", "knowledge", "contact", "session",
    "password_reset", "member", "channel", "connector", "kept_opt_out", "erased_address",
)  # fmt: skip


def reset_demo(connection: Connection) -> None:
    """Raises PermanentError unless the transaction's business is a demo."""
    row = connection.execute("select is_demo from business").fetchone()
    if row is None or not row[0]:
        raise PermanentError("Seule une boutique de démonstration peut être remise à zéro.")
    for table in _TABLES:
        connection.execute(f"delete from {table}")
