"""A little shop's folder, to be spoilt by each test."""

from pathlib import Path

import pytest

BUSINESS = """\
name = "Chez Alice"
sector = "boutique"
timezone = "Europe/Paris"
phone = "06 39 98 00 10"
[hours]
monday = []
tuesday = ["10:00-12:30", "14:00-19:00"]
[policy]
hold_until = "+2d closing"
"""
PRODUCTS = """\
product_ref,sku,name,color,size,price,stock,category,tags,aliases
R-1,R-1-38,Robe bleue,bleu,38,"49,90",2,robes,soirée|été,robe azur
R-1,R-1-40,Robe bleue,bleu,40,"49,90",0,robes,,
S-2,S-2,Sac noir,noir,,1 234.50,1,sacs,,
"""
CUSTOMERS = """\
ref,first_name,last_name,phone,email,preferred_channel,vip,notes
C1,Bob,,06 39 98 00 11,Bob@Example.org,sms,oui,
C2,Charlie,,,charlie@example.org,,,
"""
ORDERS = """\
number,customer,status,ordered_at,shipped_at,delivered_at,carrier,tracking_number
2847,C1,delivered,2025-01-09T20:47,2025-01-10,2025-01-13T11:26,Colissimo,T1
"""
ORDER_LINES = "order,sku,quantity,unit_price\n2847,R-1-40,1,49.90\n"
TRACKING = """\
tracking_number,at,status,label,expected_on
T1,2025-01-13T11:26,delivered,Livré,
"""
POSTS = """\
network,ref,published_at,caption,product_ref,url
instagram,P1,2025-01-15T12:30,La robe bleue est là,R-1,
"""


class Shop:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("business.toml", BUSINESS)
        self.write("products.csv", PRODUCTS)
        self.write("customers.csv", CUSTOMERS)
        self.write("orders.csv", ORDERS)
        self.write("order_lines.csv", ORDER_LINES)
        self.write("tracking.csv", TRACKING)
        self.write("posts.csv", POSTS)
        self.write("knowledge/livraison.md", "# Livraison\n\n## Combien ?\n\n5 €.\n")

    def write(self, file: str, text: str | bytes) -> None:
        (self.path / file).parent.mkdir(exist_ok=True)
        content = text.encode() if isinstance(text, str) else text
        (self.path / file).write_bytes(content)

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.path / file).read_text()
        assert old in text
        self.write(file, text.replace(old, new))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)
