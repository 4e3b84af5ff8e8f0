"""Tables as shops export them."""

import io
import zipfile
from typing import Any

from openpyxl import Workbook

HEADER = "Référence;Désignation;Coloris;Taille;Prix TTC;Qté"
CSV = f"""{HEADER}
RF-1;Robe fleurie;bleu;38;79,90 €;2
RF-1;Robe fleurie;bleu;40;79,90 €;0
SC-4;Sac cabas;camel;;159;3
"""


def excel(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive, one part replaced or added."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
            for one in old.namelist():
                if one != name:
                    new.writestr(one, old.read(one))
            new.writestr(name, part)
    return kept.getvalue()
