"""Tables as shops export them."""

import base64
import io
import zipfile
import zlib
from typing import Any

from openpyxl import Workbook

_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
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


def ods(*rows: tuple[str, ...], far: str = "") -> bytes:
    """An OpenDocument workbook; far: XML after the rows."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table"
        f' table:name="Stock">{cells}{far}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_OPEN}:manifest:1.0"/>',
        )
        new.writestr("content.xml", content)
    return kept.getvalue()


# ROWS of an article, as Excel 97 wrote them.
OLD_EXCEL = zlib.decompress(
    base64.b85decode(
        """
c-rk)O=uHA6#izDv`I|cq^4pklu)p0t%u^pOPl)Fo-An$C?aT*ZY3maWR0LASgkn<f+vfYLN8vbUi?7?y?GESdJq($
(NpjwsCa0zzInSTsTOHKi^_b<ym{}<n>Vxb=FR@Rm<!EM-{~mf2MoZ4iseH?jZRSURfQm^-LfQGt-
Vw%g?|b@F9ou}gNIGe8)Xb-yi3q<+x?U%@Se(1oWw}p&?9SzJv@h`kaOrKDsY1|&1mOYwK7dJUC;CuTRvhs$eJrm`^
k1*9Kl?4q-
U42iw|pE+|~@~_a66o!<s&{;hEgU7p@B1)`Q(<CYk#?8#>(q%z)xHtQ)$S%*`WA0i3}XD*}A3X6loO(yy&vfb`#%>l
;_lU(?*c1gzt{!Ha0ZSC?$@;9w!2&MqJ>gUf}^-FSJtZ0bf@UkB_fpURvtl7&p(po~o<Gr62j$8XHcoQWh7d&$dap-
j%>Lp%BcROM58WIU&zHZ!_kdgH7QF3b8R&V~TdF|;rr;+zQ5xxR4o)5`;?So9ccCitYcp9h=eEx^J>*@HSabBhN1Hh
>=Hw==!OUN<q{!8A-
ZRCmYP9A;>eZ7y?bH;uEC@hZBdhTlqj@#E<I&f<sYHsWW8OXtF~ucOoGqIDXh{_>hcujmz1*CifAtF>^>j(1Gke>z9
JTF{xh<vjFSun0f1A*Qw@S4S*KnzL56<RZznB)Lg)JD$Y~o&|gMIQD`)%XmD-
M&hOCDYkffUQ*lRfYyq;yvTz!&u2dr6ciK`6ciK`6n+iiysf+Vz0!VXZ*aaj<bRz-Di!sc<iAB6dAbVpVY(j%)h5o?
wSP9iBdWf{D*IIb7fKwW(M@EL;(282-oNxUCu;9!)g6PsFNNwIzf#XU|M2+V0hFoO$p
""".replace("\n", "")
    )
)
