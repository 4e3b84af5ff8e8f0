"""The short name of a business, for addresses and commands."""

import re
import unicodedata


def slug_of(name: str) -> str:
    """'Élégance Paris' is 'elegance-paris'; empty when no Latin letter or digit is left."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe"))
    return re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")
