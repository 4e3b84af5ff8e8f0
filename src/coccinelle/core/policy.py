"""The business's rules: every value of the product's policy table, with its default."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, field_validator

from coccinelle.core.moments import (
    check_moment,
    parse_clock,
    parse_clock_range,
    parse_duration,
)

Autonomy = Literal["off", "draft", "auto"]
ReaderMode = Literal["embedded", "hybrid", "model"]
Lane = Literal["ignore", "answer", "act", "draft", "escalate"]

# product table: auto for what is read or undoes itself, draft for the rest
DEFAULT_AUTONOMY: dict[str, Autonomy] = {
    "availability": "auto",
    "hold": "auto",
    "hours": "auto",
    "order_status": "auto",
    "order_change": "auto",  # recapped, and only while nothing has left
    "shop_info": "auto",
    "pages": "auto",
    "account": "auto",
    "invoice": "auto",
    "proof": "auto",
    "exchange": "auto",
    "return_refund": "auto",  # what is known of one; money out is a draft by its row, always
    "opt_out": "auto",
    "courtesy": "auto",
    "clarify": "auto",
    "product_facts": "auto",
    "waiting_list": "auto",
}
# The law and the safety of accounts: no setting takes these out of the assistant's hands.
ALWAYS_AUTO = frozenset({"opt_out", "proof"})

# Minutes that a person takes for one request, reading and looking up included. The mission's shop:
# two to three hours a day for thirty to fifty messages, so 3.6 to 4 minutes on average; what must
# be looked up or decided takes longer than what is known by heart. Asking back saves no minute.
DEFAULT_MINUTES: dict[str, float] = {
    "stock_availability": 3, "waiting_list": 3, "hold_item": 3, "product_service_info": 3,
    "product_service_info/advice": 7, "order_status": 3, "order_cancel": 5, "order_modify": 5,
    "place_order": 3, "exchange_request": 7, "exchange_request/policy": 2, "return_refund": 6,
    "return_refund/policy": 2, "item_problem": 7, "delivery_info": 2, "booking_create": 4,
    "booking_modify": 4, "booking_cancel": 3, "booking_status": 2, "hours_location": 2,
    "price_quote": 3, "price_quote/quote": 7, "promo_loyalty": 2, "payment_invoice": 4,
    "account_data": 3, "opt_out": 1, "repair_status": 3, "property_enquiry": 4, "complaint": 6,
    "business_other": 2,
}  # fmt: skip


class ModelRules(BaseModel, frozen=True, extra="forbid"):
    """`[model]` of business.toml: the language model this business pays for.

    key_env: the name of the environment variable that holds the key, never the key itself; empty
    for a server that asks for none. price_in, price_out: per million tokens, in the business's
    currency. threshold: below this confidence the mode `hybrid` asks the model.
    answers: `schema` when the server can hold a model to a JSON schema, else `prompt`.
    """

    base_url: str = Field(pattern="^https?://", max_length=300)
    model: str = Field(min_length=1, max_length=200)
    key_env: str = Field(default="", pattern="^([A-Z][A-Z0-9_]*_API_KEY)?$", max_length=80)
    price_in: float = Field(default=0, ge=0, le=10_000)
    price_out: float = Field(default=0, ge=0, le=10_000)
    threshold: float = Field(default=0.7, ge=0, le=1)
    answers: Literal["schema", "prompt"] = "schema"


class Policy(BaseModel, frozen=True, extra="forbid"):
    """`[policy]` of business.toml; durations and moments are checked when they are written."""

    hold_until: str = "next_day 18:00"
    hold_max: str = "+2d closing"
    hold_max_quantity: int = Field(default=2, ge=1, le=20)
    holds_per_contact: int = Field(default=3, ge=1, le=50)
    holds_per_contact_daily: int = Field(default=6, ge=0, le=100)
    exchanges_per_contact_daily: int = Field(default=4, ge=0, le=100)
    exchanges_per_contact_monthly: int = Field(default=8, ge=0, le=1000)
    labels_daily: int = Field(default=20, ge=0, le=10_000)
    stranger_hold_share: float = Field(default=0.5, ge=0, le=1)
    reminder_before: str = "1h"
    exchange_days: int = Field(default=30, ge=0, le=365)
    exchange_hold_days: int = Field(default=7, ge=1, le=60)
    exchange_post_fee: float = Field(default=4.90, ge=0, le=10_000)
    return_days: int = Field(default=14, ge=0, le=365)
    party_auto_max: int = Field(default=8, ge=1)
    vip_orders: int = Field(default=10, ge=1)
    express_free: Literal["never", "urgent"] = "never"
    loan_free: Literal["never", "urgent"] = "never"
    delivery_alert_hour: str = "12:00"
    notify_by: tuple[Literal["sms", "email"], ...] = ("sms", "email")
    push_wait: str = "2m"
    chase_after: str = "30m"
    answer_within: str = "2h"
    answer_within_urgent: str = "30m"
    answer_after_opening: str = "30m"
    draft_expires: str = "24h"
    resume_after: str = "24h"  # of a member's silence in a conversation she took over
    autonomy: dict[str, Autonomy] = Field(default_factory=dict)
    promote_after: int = Field(default=20, ge=5, le=1000)
    promote_share: float = Field(default=0.8, ge=0.5, lt=1)
    demote_after: int = Field(default=2, ge=1, le=50)
    demote_within: int = Field(default=50, ge=1, le=1000)
    sms_max_segments: int = Field(default=3, ge=1, le=10)
    sms_daily_cents: float = Field(default=2000, ge=0, le=100_000)
    sms_monthly_cents: float = Field(default=30_000, ge=0, le=10_000_000)
    # Our estimate for a French mobile, to be replaced by the operator's price; 0 counts nothing.
    sms_segment_cents: float = Field(default=8.0, ge=0, le=1000)
    tone: Literal["vous", "tu"] = "vous"
    emoji: Literal["none", "some"] = "some"
    signature: str = ""
    quiet_hours: str = "21:00-08:00"
    burst_wait_seconds: dict[str, float] = Field(default_factory=lambda: {"sms": 1.5})
    messages_per_hour: int = Field(default=20, ge=2)
    messages_per_day: int = Field(default=80, ge=2, le=1000)
    reader: ReaderMode = "embedded"
    model: ModelRules | None = None
    model_daily_cents: float = Field(default=100, ge=0, le=100_000)
    wording: Literal["plain", "model"] = "plain"
    minutes_saved: dict[str, Annotated[float, Field(ge=0, le=120)]] = Field(default_factory=dict)
    satisfaction_share: float = Field(default=0.2, ge=0, le=1)
    retention_conversations_months: int = Field(default=12, ge=1, le=120)
    retention_contacts_months: int = Field(default=36, ge=1, le=120)

    @field_validator("hold_until", "hold_max")
    @classmethod
    def _is_a_moment(cls, value: str) -> str:
        return check_moment(value)

    @field_validator(
        "reminder_before", "push_wait", "chase_after", "answer_within", "answer_within_urgent",
        "answer_after_opening", "draft_expires", "resume_after",
    )  # fmt: skip
    @classmethod
    def _is_a_duration(cls, value: str) -> str:
        parse_duration(value)
        return value

    @field_validator("delivery_alert_hour")
    @classmethod
    def _is_an_hour(cls, value: str) -> str:
        parse_clock(value)
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _is_a_range(cls, value: str) -> str:
        parse_clock_range(value)
        return value

    def autonomy_of(self, skill: str, intent: str = "") -> Autonomy:
        """Set by the skill's name, else by the kind of request it serves, else as the product."""
        if skill in ALWAYS_AUTO:
            return "auto"
        by_intent = self.autonomy.get(intent, DEFAULT_AUTONOMY.get(skill, "draft"))
        return self.autonomy.get(skill, by_intent)

    def burst_wait(self, kind: str) -> float:
        """Seconds to wait for the rest of a burst on this kind of channel."""
        return self.burst_wait_seconds.get(kind, 0.0)

    def minutes_of(self, intent: str) -> float:
        """What one request of this kind, "intent" or "intent/sub_kind", would have taken a person;
        0 for a kind that nobody has timed."""
        minutes = self._minutes()
        kind = intent.partition("/")[0]
        return minutes.get(intent, minutes.get(kind, 0.0))

    def minutes_between(self) -> tuple[float, float]:
        """What the shortest and the longest kind of request would have taken."""
        minutes = self._minutes().values()
        return min(minutes), max(minutes)

    def _minutes(self) -> dict[str, float]:
        return {**DEFAULT_MINUTES, **self.minutes_saved}
