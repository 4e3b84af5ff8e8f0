"""What language models cost a business, day by day."""

from datetime import date

from coccinelle.core.model import Usage
from coccinelle.store.database import Connection


def spent(connection: Connection, day: date) -> float:
    """Cents."""
    row = connection.execute("select cents from model_spend where day = %s", (day,)).fetchone()
    return float(row[0]) if row else 0.0


def add(connection: Connection, day: date, usage: Usage) -> float:
    """The day's cents with this call. Two calls at once are both counted, one after the other."""
    row = connection.execute(
        "insert into model_spend (day, calls, tokens_in, tokens_out, cents)"
        " values (%s, 1, %s, %s, %s) on conflict (business_id, day) do update set"
        " calls = model_spend.calls + 1,"
        " tokens_in = model_spend.tokens_in + excluded.tokens_in,"
        " tokens_out = model_spend.tokens_out + excluded.tokens_out,"
        " cents = model_spend.cents + excluded.cents returning cents",
        (day, usage.tokens_in, usage.tokens_out, usage.cents),
    ).fetchone()
    assert row is not None
    return float(row[0])
