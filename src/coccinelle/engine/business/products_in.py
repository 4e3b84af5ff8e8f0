"""Products come in, once or again: who waited for one is told, and so are members of what lacks."""

from collections.abc import Collection

from coccinelle.engine.commitments import waiting
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, product_files, stock
from coccinelle.store import waiting as line
from coccinelle.store.database import Connection
from coccinelle.store.importing import import_products
from coccinelle.store.importing.catalogue import SAID
from coccinelle.store.importing.folder import ProductEntry, VariantEntry

MOST = 10  # lines of one notice


def bring_products(
    desk: Desk, products: tuple[ProductEntry, ...], variants: tuple[VariantEntry, ...], *,
    is_whole: bool, said: Collection[str] = SAID, keep_counted: bool = False,
) -> None:  # fmt: skip
    """The file that waited is put away. is_whole, said, keep_counted: `import_products`."""
    now = desk.now()
    with desk.transaction() as connection:
        lacking = stock.short(connection)
        import_products(
            connection, products, variants, now, is_whole=is_whole, said=said,
            keep_counted=keep_counted,
        )  # fmt: skip
        product_files.drop(connection)
        for sku, times in line.awaited(connection):
            for _ in range(times):
                waiting.call_next(desk, connection, sku, now)
        _tell_lacking(desk, connection, stock.short(connection), lacking)


def _tell_lacking(
    desk: Desk, connection: Connection, now_short: dict[str, int], before: dict[str, int]
) -> None:
    """What lacked before was told then."""
    newly = {sku: n for sku, n in now_short.items() if n > before.get(sku, 0)}
    if newly:
        lines = [f"{sku} : il manque {n} article(s)" for sku, n in newly.items()]
        cases.notify(
            connection, kind="stock",
            text="Stock insuffisant pour les réservations, après l'import de votre fichier",
            lines=(*lines[:MOST], *(["…"] if len(lines) > MOST else [])),
            status_line="À vous de voir", at=desk.now(),
        )  # fmt: skip
