"""What the business's language model costs today; a member is told once when it is enough."""

from datetime import datetime

from coccinelle.core.business import Business
from coccinelle.core.clock import Clock
from coccinelle.core.model import Usage
from coccinelle.store import cases, model_spend
from coccinelle.store.database import Database


class DailySpending:
    """The day is the business's own. Nothing is refused here: whoever calls asks first."""

    def __init__(self, business: Business, database: Database, clock: Clock) -> None:
        self._business = business
        self._database = database
        self._clock = clock

    def is_over(self) -> bool:
        with self._database.transaction(self._business.id) as connection:
            spent = model_spend.spent(connection, self._now().date())
        return spent >= self._business.policy.model_daily_cents

    def add(self, usage: Usage) -> None:
        if usage == Usage():
            return
        now, ceiling = self._now(), self._business.policy.model_daily_cents
        with self._database.transaction(self._business.id) as connection:
            total = model_spend.add(connection, now.date(), usage)
            if total - usage.cents < ceiling <= total:
                cases.notify(
                    connection,
                    kind="message",
                    text="Le plafond du jour est atteint pour le modèle de langage",
                    lines=(f"{total / 100:.2f} € dépensés aujourd'hui".replace(".", ","),),
                    status_line="L'assistant continue sans lui jusqu'à demain",
                    at=now,
                )

    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._business.zone)
