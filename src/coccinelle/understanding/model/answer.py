"""The shape of a model's answer: nothing in it can name an act, an identity or a lane."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

Intent = Literal[
    "order_status", "order_cancel", "order_modify", "place_order", "stock_availability",
    "product_service_info", "hold_item", "exchange_request", "return_refund", "item_problem",
    "delivery_info", "booking_create", "booking_modify", "booking_cancel", "booking_status",
    "hours_location", "price_quote", "allergy_medical", "promo_loyalty", "payment_invoice",
    "account_data", "opt_out", "repair_status", "incident_assistance", "property_enquiry",
    "complaint", "human_request", "ack_closing", "business_other", "spam_phishing",
    "unclear_other",
]  # fmt: skip
EntityName = Literal[
    "order_number", "tracking_number", "invoice_number", "product", "size", "size_from", "size_to",
    "color", "quantity", "date", "time", "new_date", "new_time", "deadline", "party_size", "plate",
    "vehicle", "mileage", "service", "property_ref", "budget", "amount", "name", "phone", "email",
    "address", "promo_code",
]  # fmt: skip
# Only alarms, which make a person look: a model can add one and never take one away.
Alarm = Literal["danger", "self_harm", "allergy", "legal_threat", "anger", "human_wanted",
                "injection"]  # fmt: skip
Reason = Literal["none", "health_or_danger", "unusable", "deadline", "legal_or_fraud"]
Language = Literal["fr", "en", "es", "it", "de", "pt", "nl", "other"]

Short = Annotated[str, Field(max_length=200)]


class SaidEntity(BaseModel, frozen=True):
    name: EntityName
    value: Short
    words: Short


class SaidRequest(BaseModel, frozen=True):
    intent: Intent
    confidence: float = Field(ge=0, le=1)
    advice: bool
    entities: list[SaidEntity] = Field(max_length=20)


class SaidReading(BaseModel, frozen=True):
    language: Language
    requests: list[SaidRequest] = Field(min_length=1, max_length=8)
    urgency: Literal["none", "normal", "high"]
    urgency_reason: Reason
    sentiment: Literal["positive", "neutral", "negative"]
    flags: list[Alarm] = Field(max_length=7)
