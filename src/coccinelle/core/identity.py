"""Who is writing, and what they may therefore see and change: pure.

The levels are the product's (public, status, change, money). A sender can be forged, but a forger
is blind: answers go to the address on file alone. So *status* needs the address on file, *change*
a round trip (our recap was answered from there), and *money* a member, always.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["public", "status", "change", "money"]


@dataclass(frozen=True, slots=True)
class Identity:
    """contact_id: whose orders may be read and acted upon; None while nobody is proven.

    has_returned: this message answers ours by a token only the address on file was sent (the
    reply address of an e-mail, the code of an SMS). reason: in words a member reads.
    """

    contact_id: int | None
    has_returned: bool = False
    reason: str = ""

    @property
    def level(self) -> Level:
        return "public" if self.contact_id is None else "status"


NOBODY = Identity(None)
