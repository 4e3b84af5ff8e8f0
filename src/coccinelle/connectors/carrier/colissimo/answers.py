"""The JSON of an answer: was it done, which parcel, and if not, why."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, field_validator
from pydantic.alias_generators import to_camel

BAD_CREDENTIALS = "30000"
LONGEST_REASON = 200


class _Message(BaseModel, alias_generator=to_camel):
    id: str
    message_content: str = ""

    @field_validator("id", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


class _Label(BaseModel, alias_generator=to_camel):
    parcel_number: str | None = None


class _Answer(BaseModel, alias_generator=to_camel):
    messages: tuple[_Message, ...] = Field(min_length=1)
    label_v2_response: _Label | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """sentence: why it was refused, in a member's words."""

    is_done: bool
    parcel_number: str
    sentence: str


def read_json(body: bytes) -> Told:
    """The first message decides. Raises ValueError."""
    answer = _Answer.model_validate_json(body)
    first = answer.messages[0]
    number = answer.label_v2_response.parcel_number if answer.label_v2_response else None
    return Told(first.id == "0", number or "", _sentence(first))


def _sentence(message: _Message) -> str:
    if message.id == BAD_CREDENTIALS:
        return "Colissimo refuse les identifiants du contrat."
    reason = " ".join(message.message_content.split())[:LONGEST_REASON]
    return f"Colissimo refuse la demande ({message.id}) : {reason or 'sans raison donnée'}."
