"""What the service requires of a label's request, as its documentation says."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field, ValidationError, model_validator


class Address(BaseModel, extra="allow"):
    country_code: str = Field(alias="countryCode", pattern="^[A-Z]{2}$")
    zip_code: str = Field(alias="zipCode", min_length=1)
    city: str = Field(min_length=1, max_length=35)
    line2: str = Field(min_length=1, max_length=35)
    line3: str = Field(default="", max_length=35)
    first_name: str = Field(default="", alias="firstName", max_length=29)
    last_name: str = Field(default="", alias="lastName", max_length=35)
    company: str = Field(default="", alias="companyName", max_length=35)
    email: str = Field(default="", max_length=80)

    @model_validator(mode="after")
    def _is_of_somebody(self) -> "Address":
        if not self.company and not (self.first_name and self.last_name):
            raise ValueError("a company, or both names")
        return self


class _Sender(BaseModel, extra="allow"):
    reference: str = Field(default="", alias="senderParcelRef", max_length=17)
    address: Address


class _Addressee(BaseModel, extra="allow"):
    address: Address


class _Service(BaseModel, extra="allow"):
    product: Literal["CORE", "CORI", "DOM", "DOS"] = Field(alias="productCode")
    deposit: date = Field(alias="depositDate")
    order: str = Field(default="", alias="orderNumber", max_length=30)


class _Parcel(BaseModel, extra="allow"):
    weight: float = Field(gt=0, le=30)


class _Letter(BaseModel, extra="allow"):
    service: _Service
    parcel: _Parcel
    sender: _Sender
    addressee: _Addressee


class _Format(BaseModel, extra="allow"):
    x: int
    y: int
    kind: str = Field(alias="outputPrintingType", pattern="^(PDF|ZPL|DPL)_[A-Za-z0-9_]+$")


class LabelRequest(BaseModel, extra="allow"):
    output: _Format = Field(alias="outputFormat")
    letter: _Letter


def fault_of(error: ValidationError) -> str:
    """The first field that is wrong, as the service would name it."""
    first = error.errors(include_input=False, include_context=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
