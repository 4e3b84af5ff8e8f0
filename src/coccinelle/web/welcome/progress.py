"""How far the first run is: its five steps, each with its page."""

from dataclasses import dataclass

from coccinelle.engine.business import first_run
from coccinelle.engine.desk import Desk
from coccinelle.web.i18n import Spoken

TITLES = Spoken({
    "horaires": "Vos horaires", "articles": "Vos articles", "canal": "Un canal",
    "essai": "Un essai", "marche": "Mise en marche",
})  # fmt: skip
WHY = Spoken({
    "horaires": "L'assistant ne promet rien à une heure où c'est fermé.",
    "articles": "L'export de votre caisse ou de votre site, ou les articles de démonstration.",
    "canal": "Le numéro ou l'adresse où vos clients écrivent.",
    "essai": "Écrivez comme un client, et lisez ce que l'assistant répond.",
    "marche": "Au début, l'assistant prépare et vous envoyez ; vous lui laissez la main peu à peu.",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """is_left: for later, by a member's word."""

    key: str
    number: int
    is_done: bool
    is_left: bool

    @property
    def title(self) -> str:
        return TITLES[self.key]

    @property
    def why(self) -> str:
        return WHY[self.key]

    @property
    def address(self) -> str:
        return f"/bienvenue/{self.key}"


@dataclass(frozen=True, slots=True)
class Progress:
    """at: the step whose page is open, "" for none."""

    steps: tuple[Step, ...]
    at: str = ""

    @property
    def passed(self) -> int:
        return sum(step.is_done or step.is_left for step in self.steps)

    @property
    def is_on(self) -> bool:
        return self.steps[-1].is_done

    @property
    def coming(self) -> Step | None:
        """The first that was not passed."""
        return next((step for step in self.steps if not (step.is_done or step.is_left)), None)

    @property
    def current(self) -> Step:
        return next(step for step in self.steps if step.key == self.at)

    @property
    def former(self) -> Step | None:
        return self._beside(-1)

    @property
    def following(self) -> Step | None:
        return self._beside(1)

    def _beside(self, way: int) -> Step | None:
        number = self.current.number + way
        return next((step for step in self.steps if step.number == number), None)


def progress_of(desk: Desk, at: str = "") -> Progress:
    passed = first_run.passed(desk)
    steps = tuple(
        Step(key, number, key in passed.done, key in passed.left)
        for number, key in enumerate(first_run.STEPS, start=1)
    )
    return Progress(steps, at)


def after(step: str) -> str:
    """The page that comes after this step's: the next step, in their order."""
    place = first_run.STEPS.index(step) + 1
    return f"/bienvenue/{first_run.STEPS[place]}" if place < len(first_run.STEPS) else "/bienvenue"
