"""What stands around every page: where one can go, and how much waits there."""

from dataclasses import dataclass

from coccinelle.engine.business import first_run
from coccinelle.store import businesses, inbox
from coccinelle.store.businesses import Pause
from coccinelle.store.inbox import Counts
from coccinelle.web.access.admission import Visit
from coccinelle.web.access.audience import AUDIENCES
from coccinelle.web.i18n import Spoken
from coccinelle.web.moments import moment
from coccinelle.web.welcome.progress import Progress, progress_of

# Address, name, icon; those after the first four have no room on a phone.
_TABS = (
    ("/", "inbox"), ("/a-valider", "check-check"), ("/urgences", "siren"), ("/actions", "zap"),
    ("/engagements", "handshake"), ("/mises-de-cote", "package"),
)  # fmt: skip
_MORE = (
    ("/essayer", "smartphone"),
    ("/clients", "users"), ("/commandes", "shopping-bag"), ("/publications", "image"),
    ("/connaissances", "file-text"), ("/fiches", "user-plus"), ("/reponses", "text-quote"),
    ("/autonomie", "gauge"), ("/resultats", "chart-column"), ("/equipe", "user-plus"),
    ("/journal", "clock"), ("/reglages", "pencil"),
)  # fmt: skip
NAMES = Spoken({
    "/essayer": "Essayer",
    "/": "Boîte", "/a-valider": "À valider", "/urgences": "Urgences", "/actions": "Actions",
    "/engagements": "Engagements", "/mises-de-cote": "Stock", "/clients": "Clients",
    "/commandes": "Commandes et échanges", "/publications": "Publications",
    "/connaissances": "Base de connaissances", "/fiches": "Fiches à réunir",
    "/reponses": "Réponses enregistrées", "/autonomie": "Autonomie",
    "/resultats": "Tableau de bord", "/equipe": "Équipe", "/journal": "Journal",
    "/reglages": "Réglages",
})  # fmt: skip
_COLOURS = {"/a-valider": "amber", "/urgences": "red"}
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Tab:
    """is_far: in the menu on a phone."""

    address: str
    label: str
    icon: str
    count: int = 0
    colour: str = ""
    is_far: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """Since when and by whom the assistant answers nobody."""

    since: str
    by: str


@dataclass(frozen=True, slots=True)
class Shell:
    """pause: None while the assistant answers. setup: the owner's first run, while it lasts."""

    pause: Stop | None
    tabs: tuple[Tab, ...]
    more: tuple[Tab, ...]
    setup: Progress | None = None

    @property
    def all(self) -> tuple[Tab, ...]:
        return self.tabs + tuple(tab for tab in self.more if not tab.is_far)


def shell_of(visit: Visit, counted: Counts | None = None) -> Shell:
    """counted: when the page has counted already."""
    with visit.desk.transaction() as connection:
        found = counted or inbox.counts(connection)
        stop = businesses.pause(connection)
        is_setting_up = visit.member.role == "owner" and first_run.is_under_way(connection)
    tabs = tuple(_tab(n, *tab, _counted(found)) for n, tab in enumerate(_TABS))
    far = tuple(tab for tab in tabs if tab.is_far)
    more = tuple(Tab(a, NAMES[a], icon) for a, icon in _MORE if _may_go(visit, a))
    setup = progress_of(visit.desk) if is_setting_up else None
    return Shell(_stop(visit, stop), tabs, far + more, setup)


def _stop(visit: Visit, stop: Pause | None) -> Stop | None:
    now = visit.desk.now()
    return Stop(moment(stop.at.astimezone(now.tzinfo), now), stop.by) if stop else None


def _counted(found: Counts) -> dict[str, int]:
    return {"/": found.to_handle, "/a-valider": found.to_approve, "/urgences": found.urgent}


def _tab(place: int, address: str, icon: str, counted: dict[str, int]) -> Tab:
    return Tab(
        address, NAMES[address], icon, counted.get(address, 0), _COLOURS.get(address, ""),
        is_far=place >= _NEAR,
    )  # fmt: skip


def _may_go(visit: Visit, address: str) -> bool:
    audience = AUDIENCES.get(f"GET {address}")
    return audience is not None and visit.member.role in audience.roles
