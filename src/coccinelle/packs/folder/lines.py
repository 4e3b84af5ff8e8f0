"""One line of each table of the folder: its columns and how each is read."""

from pydantic import BaseModel

from coccinelle.packs.folder.cells import (
    Channel,
    Email,
    Moment,
    OrderNumber,
    Phone,
    Price,
    Quantity,
    Required,
    RequiredMoment,
    Status,
    Stock,
    Words,
    YesNo,
)


class ProductLine(BaseModel, frozen=True):
    product_ref: Required
    sku: Required
    name: Required
    color: str
    size: str
    price: Price
    stock: Stock
    category: str
    tags: Words
    aliases: Words


class CustomerLine(BaseModel, frozen=True):
    ref: Required
    first_name: str
    last_name: str
    phone: Phone
    email: Email
    preferred_channel: Channel
    vip: YesNo
    notes: str
    postal_address: str = ""


class OrderLine(BaseModel, frozen=True):
    number: OrderNumber
    customer: Required
    status: Status
    ordered_at: Moment
    shipped_at: Moment
    delivered_at: Moment
    carrier: str
    tracking_number: str


class OrderLineLine(BaseModel, frozen=True):
    order: OrderNumber
    sku: Required
    quantity: Quantity
    unit_price: Price


class TrackingLine(BaseModel, frozen=True):
    tracking_number: Required
    at: RequiredMoment
    status: Required
    label: str
    expected_on: Moment


class PostLine(BaseModel, frozen=True):
    network: Required
    ref: Required
    published_at: RequiredMoment
    caption: str
    product_ref: str
    url: str
