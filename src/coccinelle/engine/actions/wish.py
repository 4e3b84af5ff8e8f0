"""An action about to be carried out, and for whom."""

from dataclasses import dataclass

from coccinelle.core.business import Contact
from coccinelle.core.errors import CoccinelleError
from coccinelle.core.proposal import PlannedAction


class FactsChanged(CoccinelleError):
    """What the plan rests on is no longer true: think again."""


@dataclass(frozen=True, slots=True)
class Wish:
    """is_validated: a member said yes to it."""

    action: PlannedAction
    action_id: int
    turn_id: int | None
    conversation_id: int
    contact: Contact
    is_validated: bool = False

    @property
    def who(self) -> str:
        return self.contact.first_name or self.contact.address
