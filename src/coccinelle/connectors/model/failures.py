"""The library's failures in our words."""

from pydantic_ai.exceptions import (
    AgentRunError,
    ContentFilterError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelContextWindowExceededError,
    ModelNotFoundError,
    ModelOverloadedError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    ModelServerError,
    ModelTimeoutError,
    ModelUnavailableError,
)

from coccinelle.core.model import (
    ModelBusy,
    ModelFailed,
    ModelOutOfCredit,
    ModelRefused,
    ModelRejected,
    ModelTooSlow,
    ModelUnreachable,
    ModelUnreadable,
    Usage,
)

# The first that fits: the narrower come first.
_SENTENCES: tuple[tuple[tuple[type[AgentRunError], ...], type[ModelFailed], str], ...] = (
    ((ContentFilterError,), ModelRefused, "Le modèle a refusé de lire ce message."),
    ((ModelQuotaExceededError,), ModelOutOfCredit, "Le crédit du modèle est épuisé."),
    ((ModelAuthenticationError,), ModelRejected, "La clé du modèle est refusée."),
    ((ModelNotFoundError,), ModelRejected, "Ce modèle est inconnu du serveur."),
    ((ModelContextWindowExceededError,), ModelRejected, "Le message est trop long pour ce modèle."),
    ((ModelRequestRejectedError,), ModelRejected, "Le serveur du modèle refuse nos demandes."),
    ((ModelTimeoutError, ModelRequestTimeout), ModelTooSlow, "Le modèle a répondu trop tard."),
    ((ModelConnectionError,), ModelUnreachable, "Le serveur du modèle ne répond pas."),
    ((ModelUnavailableError, ModelOverloadedError, ModelServerError), ModelBusy,
     "Le serveur du modèle est en panne ou débordé."),
    ((ModelRateLimitError,), ModelBusy, "Trop de demandes au modèle en peu de temps."),
    ((ModelAPIError,), ModelUnreachable, "Le serveur du modèle a mal répondu."),
)  # fmt: skip
UNREADABLE = "La réponse du modèle n'a pas la forme demandée."


def ours(error: AgentRunError, usage: Usage) -> ModelFailed:
    for theirs, kind, sentence in _SENTENCES:
        if isinstance(error, theirs):
            return _made(kind, sentence, usage, error)
    return ModelUnreadable(UNREADABLE, usage)


def _made(
    kind: type[ModelFailed], sentence: str, usage: Usage, error: AgentRunError
) -> ModelFailed:
    if kind is ModelBusy:
        after = error.retry_after if isinstance(error, ModelAPIError) else None
        return ModelBusy(sentence, usage, retry_after_seconds=after)
    return kind(sentence, usage)
