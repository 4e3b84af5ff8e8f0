"""Which carrier is asked for a parcel, and who makes a label: the brand's own system, else ours."""

from collections.abc import Callable, Sequence

import structlog

from coccinelle.core.carrier import Carrier, LabelMaker, Tracker, Tracking
from coccinelle.core.errors import PermanentError, TemporaryError

log = structlog.get_logger()


class ChosenTracker:
    """The first connector that speaks for the order's carrier; what it does not know, and every
    other parcel, is looked up in the shop's own file."""

    def __init__(
        self, carriers: Sequence[Carrier], file: Tracker,
        keep: Callable[[Tracking], None] = lambda told: None,
    ) -> None:  # fmt: skip
        """keep: what a carrier said, for whoever asks when it was read last."""
        self._carriers = carriers
        self._file = file
        self._keep = keep

    def track(self, number: str, carrier: str = "", *, fresh: bool = False) -> Tracking:
        """Raises TemporaryError, also for a refused key: our own file may know as much."""
        found, refusal = self._asked(number, carrier, fresh)
        if found is not None and found.events:
            self._keep(found)
            return found
        known = self._file.track(number, carrier, fresh=fresh)
        if refusal and not known.events:
            raise TemporaryError(refusal)
        return known if found is None or known.events else found

    def _asked(self, number: str, carrier: str, fresh: bool) -> tuple[Tracking | None, str]:
        tracker = self._tracker_for(carrier)
        try:
            return tracker.track(number, carrier, fresh=fresh) if tracker else None, ""
        except PermanentError as error:
            log.warning("carrier refused", reason=str(error))
            return None, str(error)

    def _tracker_for(self, carrier: str) -> Tracker | None:
        """An order that names no carrier may be anybody's: the first is asked."""
        name = carrier.strip().casefold()
        return next(
            (c.tracker for c in self._carriers if c.tracker and (not name or name in c.names)),
            None,
        )


def chosen_labels(carriers: Sequence[Carrier], slip: LabelMaker) -> LabelMaker:
    return next((c.labels for c in carriers if c.labels), slip)
