"""Checked lines become what the store keeps."""

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from coccinelle.packs.folder.business_file import BusinessFile
from coccinelle.packs.folder.lines import (
    CustomerLine,
    OrderLine,
    OrderLineLine,
    PostLine,
    ProductLine,
    TrackingLine,
)
from coccinelle.packs.folder.slug import slug_of
from coccinelle.store.importing.folder import (
    BusinessEntry,
    CustomerEntry,
    OrderEntry,
    OrderLineEntry,
    PostEntry,
    ProductEntry,
    TrackingEntry,
    VariantEntry,
)


def business_entry(file: BusinessFile) -> BusinessEntry:
    return BusinessEntry(
        slug=slug_of(file.name),
        name=file.name,
        sector=file.sector,
        timezone=file.timezone,
        language=file.language,
        address=file.address,
        phone=file.phone,
        email=file.email,
        parking=file.parking,
        owner_name=file.owner.name,
        owner_phone=file.owner.phone,
        owner_email=file.owner.email,
        hours=file.week(),
        closures=tuple(sorted(set(file.closures))),
        policy=file.rules(),
        legal=file.legal.model_dump() if file.legal else {},
    )


def product_entries(lines: tuple[ProductLine, ...]) -> tuple[ProductEntry, ...]:
    """One product from its lines: the words of all of them, the category of the first with one."""
    grouped: dict[str, list[ProductLine]] = {}
    for line in lines:
        grouped.setdefault(line.product_ref, []).append(line)
    return tuple(_product(group) for group in grouped.values())


def _product(lines: list[ProductLine]) -> ProductEntry:
    return ProductEntry(
        ref=lines[0].product_ref,
        name=lines[0].name,
        category=next((line.category for line in lines if line.category), ""),
        tags=tuple(dict.fromkeys(tag for line in lines for tag in line.tags)),
        aliases=tuple(dict.fromkeys(alias for line in lines for alias in line.aliases)),
    )


def variant_entries(lines: tuple[ProductLine, ...]) -> tuple[VariantEntry, ...]:
    return tuple(
        VariantEntry(n.sku, n.product_ref, n.color, n.size, n.price, n.stock) for n in lines
    )


def customer_entries(lines: tuple[CustomerLine, ...]) -> tuple[CustomerEntry, ...]:
    return tuple(CustomerEntry(**line.model_dump()) for line in lines)


def order_entries(lines: tuple[OrderLine, ...], zone: ZoneInfo) -> tuple[OrderEntry, ...]:
    return tuple(_order(line, zone) for line in lines)


def _order(line: OrderLine, zone: ZoneInfo) -> OrderEntry:
    ordered_at = line.ordered_at or line.shipped_at or line.delivered_at
    assert ordered_at is not None, "an order without any date is a fault"
    return OrderEntry(
        number=line.number,
        customer_ref=line.customer,
        status=line.status,
        ordered_at=ordered_at.replace(tzinfo=zone),
        shipped_at=_in(line.shipped_at, zone),
        delivered_at=_in(line.delivered_at, zone),
        carrier=line.carrier,
        tracking_number=line.tracking_number,
    )


def order_line_entries(lines: tuple[OrderLineLine, ...]) -> tuple[OrderLineEntry, ...]:
    position: Counter[str] = Counter()
    entries = []
    for line in lines:
        position[line.order] += 1
        entry = OrderLineEntry(
            line.order, position[line.order], line.sku, line.quantity, line.unit_price
        )
        entries.append(entry)
    return tuple(entries)


def tracking_entries(lines: tuple[TrackingLine, ...], zone: ZoneInfo) -> tuple[TrackingEntry, ...]:
    return tuple(
        TrackingEntry(
            tracking_number=line.tracking_number,
            at=line.at.replace(tzinfo=zone),
            status=line.status.casefold(),
            label=line.label,
            expected_on=_in(line.expected_on, zone),
        )
        for line in lines
    )


def post_entries(lines: tuple[PostLine, ...], zone: ZoneInfo) -> tuple[PostEntry, ...]:
    return tuple(
        PostEntry(
            network=line.network.casefold(),
            ref=line.ref,
            published_at=line.published_at.replace(tzinfo=zone),
            caption=line.caption,
            product_ref=line.product_ref,
            url=line.url,
        )
        for line in lines
    )


def _in(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.replace(tzinfo=zone) if moment else None
