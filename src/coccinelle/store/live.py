"""Open pages hear that rows they show have changed, when the transaction commits.

Each statement that changes such rows ends in RING: the bell costs no round trip of its own.
"""

from typing import LiteralString

# The payload is the business's number and nothing else: everybody may listen.
RING: LiteralString = "pg_notify('coccinelle_feed', current_setting('app.business_id'))"

# With a sign before it: sessions have ended, every open page is to be asked for its own.
SESSIONS_ENDED: LiteralString = (
    "select pg_notify('coccinelle_feed', '-' || current_setting('app.business_id'))"
)
