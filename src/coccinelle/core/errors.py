"""One family of errors; each is permanent (tell a member) or temporary (try again later)."""


class CoccinelleError(Exception):
    """Its text is a sentence an owner can read."""


class PermanentError(CoccinelleError):
    """Trying again would fail the same way."""


class TemporaryError(CoccinelleError):
    """Trying again later may work."""

    def __init__(self, sentence: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(sentence)
        self.retry_after_seconds = retry_after_seconds


class OutcomeUnknown(CoccinelleError):
    """The call may have had its effect: look before trying again."""
