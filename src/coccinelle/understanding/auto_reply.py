"""Whether a message was sent by a machine in the absence of who owns the mailbox."""

import re
from collections.abc import Sequence

from coccinelle.understanding.intents import Asked
from coccinelle.understanding.passage import Passage

# At the beginning of a line: what a mail program writes itself.
_TITLE = re.compile(
    r"^\W*(?:re ?: ?)?(?:reponse automatique|message automatique|message d'absence|absence du "
    r"bureau|auto(?:matic)?[- ]?reply|automatic response|automated (?:reply|response)|"
    r"out of (?:the )?office|abwesenheitsnotiz|respuesta automatica|risposta automatica)"
    r"\b(?!\W*\?)",
    re.M,
)
_AWAY = re.compile(
    r"\b(?:(?:je suis|nous sommes|je serai|etant)(?: \w+ment)? (?:\w+ ){0,2}?(?:absente?s?|en "
    r"(?:conges?|vacances|deplacement|conge \w+)|hors du bureau|out of office)|"
    r"actuellement (?:absente?|en (?:conges?|vacances|deplacement))|"
    r"(?:i'm|i am|i will be|i'll be|we are)(?: \w+ly)? (?:out of (?:the )?office|away|"
    r"on (?:annual |"
    r"maternity |sick |parental )?leave|on (?:holiday|vacation)))\b"
)
_MEANWHILE = re.compile(
    r"\b(?:en cas d'urgence|en mon absence|pendant mon absence|pour toute (?:urgence|question|"
    r"demande)|(?:vous (?:repondrai|recontacterai)|repondrai|traiterai|lirai|prendrai connaissance|"
    r"reviendrai vers vous)\b.{0,60}\b(?:retour|message|mail|reviens)|a mon retour|"
    r"(?:ne )?consulte pas|(?:pas|acces limite|aucun acces)(?: d'acces)? a (?:mes|ma) "
    r"(?:mails?|e-?mails?|messag\w+|boite)|ne sera (?:pas|ni) (?:lu|transfere|traite)\w*|"
    r"contacte[rz] (?:ma|mon|mes|notre|nos|le|la)\b|joindre (?:ma|mon|mes|le|la|l')|"
    r"de retour (?:le|au bureau)|(?:for|in case of) (?:any )?(?:urgent|emergency|emergencies)|"
    r"limited access|in my absence|will (?:reply|respond|get back)|upon my return|"
    r"(?:please )?contact my|when i (?:return|get back|am back))\b"
)


_SURE = 0.9


def is_auto_reply(passage: Passage, requests: Sequence[Asked]) -> bool:
    """ "je suis absente jusqu'au 6, vous pouvez livrer après ?" is somebody who asks."""
    folded = passage.text.folded
    if _TITLE.search(folded):
        return True
    if "?" in folded:
        return False
    if _AWAY.search(folded) and _MEANWHILE.search(folded):
        return True
    main = requests[0]
    looks = (main.intent, main.sub_kind) == ("ack_closing", "auto_reply")
    return looks and main.confidence >= _SURE and passage.hears("auto_reply")
