"""What a device shows of a piece of news: short, and without a word of any customer's."""

from datetime import datetime

from coccinelle.core.member_words import moment
from coccinelle.core.notices import DIGEST, DRAFT, MESSAGE, SEVERAL, TRIAL, URGENT
from coccinelle.core.push import PushNote

_WORDS = {
    "fr": {
        URGENT: ("Urgence", "Un client attend votre réponse sans tarder."),
        DRAFT: ("À valider", "Une réponse est prête : il ne manque que votre accord."),
        MESSAGE: ("À vous de répondre", "Un client attend votre réponse."),
        DIGEST: ("Bonjour !", "Voici ce qui vous attend depuis la fermeture."),
        SEVERAL: ("Plusieurs nouvelles", "{count} nouvelles vous attendent."),
        TRIAL: ("Essai réussi", "Cet appareil reçoit bien vos notifications."),
    },
    "en": {
        URGENT: ("Urgent", "A customer needs your answer right away."),
        DRAFT: ("To approve", "An answer is ready: all it needs is your agreement."),
        MESSAGE: ("Your answer is needed", "A customer is waiting for your answer."),
        DIGEST: ("Good morning!", "Here is what has been waiting since closing time."),
        SEVERAL: ("Several things", "{count} things are waiting for you."),
        TRIAL: ("It works", "This device does receive your notifications."),
    },
}
_PATHS = {TRIAL: "/compte/notifications"}


def note_of(
    kind: str, *, once: str, count: int = 1, conversation_id: int | None = None, who: str = "",
    deadline: datetime | None = None, now: datetime | None = None, language: str = "fr",
) -> PushNote:  # fmt: skip
    """who: the customer's name, only for a member who asked for it."""
    if kind == SEVERAL:
        conversation_id, who, deadline = None, "", None
    title, body = _WORDS.get(language, _WORDS["fr"])[kind]
    body = body.format(count=count)
    if deadline is not None and now is not None and language == "fr":
        local = deadline.astimezone(now.tzinfo)
        body += f" Échéance : {moment(local, now).removesuffix(' 0h')}."
    if count > 1 and kind != SEVERAL:
        title += f" (+{count - 1})"
    return PushNote(
        title=f"{title} · {who}" if who else title,
        body=body,
        path=f"/conversations/{conversation_id}" if conversation_id else _PATHS.get(kind, "/"),
        tag=f"conversation-{conversation_id}" if conversation_id else kind,
        once=once,
        urgency="high" if kind == URGENT else "normal",
    )
