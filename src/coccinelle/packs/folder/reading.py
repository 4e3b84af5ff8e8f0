"""Reads and checks a shop's folder: all of its faults, or a folder ready to be kept."""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from coccinelle.packs.folder import entries, lines
from coccinelle.packs.folder.business_file import FILE as BUSINESS_FILE
from coccinelle.packs.folder.business_file import BusinessFile, read_business_file
from coccinelle.packs.folder.faults import FaultList
from coccinelle.packs.folder.files import is_there
from coccinelle.packs.folder.knowledge import read_knowledge
from coccinelle.packs.folder.references import (
    check_known,
    check_one_product,
    check_unique,
    check_unique_values,
)
from coccinelle.packs.folder.sentences import Language
from coccinelle.packs.folder.table import Table, read_table
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.folder import BusinessFolder, KnowledgeEntry, Progress

TABLES = (
    "products.csv",
    "customers.csv",
    "orders.csv",
    "order_lines.csv",
    "tracking.csv",
    "posts.csv",
)


@dataclass(frozen=True, slots=True)
class _Tables:
    products: Table[lines.ProductLine] | None
    customers: Table[lines.CustomerLine] | None
    orders: Table[lines.OrderLine] | None
    order_lines: Table[lines.OrderLineLine] | None
    tracking: Table[lines.TrackingLine] | None
    posts: Table[lines.PostLine] | None


def read_folder(
    path: Path, *, language: Language = "fr", progress: Progress = silent
) -> BusinessFolder:
    """Raises FolderFaults with every fault, its sentences in `language`."""
    faults = FaultList(language)
    if not path.is_dir():
        faults.add(str(path), None, "", "no_folder")
        faults.settle()
    _check_names(path, faults)
    business = read_business_file(path, faults)
    tables = _read_tables(path, faults, progress)
    _check_doubles(tables, faults)
    _check_references(path, tables, faults)
    _check_order_dates(tables.orders, faults)
    knowledge = read_knowledge(path, faults)
    faults.settle()
    assert business is not None, "a business file that cannot be read is a fault"
    return _folder(business, tables, knowledge)


def _check_names(path: Path, faults: FaultList) -> None:
    """A misspelt 'customer.csv' must be told, not passed over."""
    known = (BUSINESS_FILE, *TABLES)
    for found in sorted(path.iterdir()):
        if found.suffix.lower() in (".csv", ".toml") and found.name not in known:
            if not found.name.startswith("."):
                faults.add(found.name, None, "", "unknown_file", known=", ".join(known))


def _read_tables(path: Path, faults: FaultList, progress: Progress) -> _Tables:
    return _Tables(
        products=read_table(path, "products.csv", lines.ProductLine, faults, progress),
        customers=read_table(path, "customers.csv", lines.CustomerLine, faults, progress),
        orders=read_table(path, "orders.csv", lines.OrderLine, faults, progress),
        order_lines=read_table(path, "order_lines.csv", lines.OrderLineLine, faults, progress),
        tracking=read_table(path, "tracking.csv", lines.TrackingLine, faults, progress),
        posts=read_table(path, "posts.csv", lines.PostLine, faults, progress),
    )


def _check_doubles(tables: _Tables, faults: FaultList) -> None:
    if tables.products:
        check_unique(tables.products, faults, "sku")
        check_one_product(tables.products, faults)
    if tables.customers:
        check_unique(tables.customers, faults, "ref")
        check_unique_values(tables.customers, faults, "phone", lambda line: str(line.phone))
        check_unique_values(tables.customers, faults, "email", lambda line: str(line.email))
    if tables.orders:
        check_unique(tables.orders, faults, "number")
    if tables.tracking:
        check_unique(tables.tracking, faults, "at", "tracking_number", "status")
    if tables.posts:
        check_unique(tables.posts, faults, "ref", "network")


def _check_references(path: Path, tables: _Tables, faults: FaultList) -> None:
    products, customers, orders = tables.products, tables.customers, tables.orders
    for table, column, target, target_column, target_file in (
        (orders, "customer", customers, "ref", "customers.csv"),
        (tables.order_lines, "order", orders, "number", "orders.csv"),
        (tables.order_lines, "sku", products, "sku", "products.csv"),
        (tables.tracking, "tracking_number", orders, "tracking_number", "orders.csv"),
        (tables.posts, "product_ref", products, "product_ref", "products.csv"),
    ):
        check_known(
            table,
            column,
            target,
            target_column,
            target_file=target_file,
            target_is_there=is_there(path, target_file),
            faults=faults,
        )


def _check_order_dates(orders: Table[lines.OrderLine] | None, faults: FaultList) -> None:
    """A date may be empty, not all of them: an order happened some day."""
    for number, line in orders.lines if orders else ():
        if not (line.ordered_at or line.shipped_at or line.delivered_at):
            faults.add("orders.csv", number, "ordered_at", "required")


def _folder(
    file: BusinessFile, tables: _Tables, knowledge: tuple[KnowledgeEntry, ...] | None
) -> BusinessFolder:
    zone = ZoneInfo(file.timezone)
    products, orders = tables.products, tables.orders
    return BusinessFolder(
        business=entries.business_entry(file),
        products=entries.product_entries(products.values()) if products else None,
        variants=entries.variant_entries(products.values()) if products else None,
        customers=entries.customer_entries(tables.customers.values()) if tables.customers else None,
        orders=entries.order_entries(orders.values(), zone) if orders else None,
        order_lines=(
            entries.order_line_entries(tables.order_lines.values()) if tables.order_lines else None
        ),
        tracking=entries.tracking_entries(tables.tracking.values(), zone)
        if tables.tracking
        else None,
        posts=entries.post_entries(tables.posts.values(), zone) if tables.posts else None,
        knowledge=knowledge,
    )
