"""The JSON of an answer: was it done, which parcel, and if not, why."""

from dataclasses import dataclass

from pydantic import BaseModel, Field, field_validator

BAD_CREDENTIALS = "30000"
LONGEST_REASON = 200


class _Message(BaseModel):
    id: str
    messageContent: str = ""

    @field_validator("id", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


class _Label(BaseModel):
    parcelNumber: str | None = None


class _Answer(BaseModel):
    messages: tuple[_Message, ...] = Field(min_length=1)
    labelV2Response: _Label | None = None


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
    number = answer.labelV2Response.parcelNumber if answer.labelV2Response else None
    return Told(first.id == "0", number or "", _sentence(first))


def _sentence(message: _Message) -> str:
    if message.id == BAD_CREDENTIALS:
        return "Colissimo refuse les identifiants du contrat."
    reason = " ".join(message.messageContent.split())[:LONGEST_REASON]
    return f"Colissimo refuse la demande ({message.id}) : {reason or 'sans raison donnée'}."
