"""What the sender wrote in an e-mail: no markup, history, signature or disclaimer."""

import re
import textwrap
from collections.abc import Mapping

import quotequail  # type: ignore[import-untyped]  # the wheel has no py.typed

from coccinelle.kit.html_text import text_of
from coccinelle.understanding.signatures import (
    named_at_the_end,
    without_last_name,
    without_signature,
)

LONGEST = 20_000  # characters looked at of what stands below a message
_MARKUP_READ = 100_000  # characters of a page: most of them are tags
_MOST_LINES = 200  # quotequail compares lines two by two
_LAST_LINES = 60  # of them, from the end of what is too long: people ask there
_WIDEST = 500  # characters of one line, then it goes on in the next

_WITH_HISTORY = frozenset(("email", "e-mail", "mail"))
_MARKUP = re.compile(r"<(?:!doctype|html|body|div|p|br|table|span|style|meta)\b[^<>]{0,400}>", re.I)

# Said in a way quotequail does not know, and the same in a way it does.
_AS_KNOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r" ?a écrit ?:$", re.I), " a écrit :"),
    (re.compile(r"^((?:> ?)*)Il (?:giorno )?(.{5,200}) ha scritto ?:$"), r"\1On \2 wrote:"),
    (
        re.compile(
            r"^-{2,} ?(?:(?:Message|E-?mail|Mail|Courriel) (?:d['’]origine|original|initial)|"
            r"Messaggio originale|Mensagem original|Oorspronkelijk bericht) ?-{2,}$",
            re.I,
        ),
        "-----Original Message-----",
    ),
    (
        re.compile(
            r"^(?:-{2,} ?(?:(?:Message|Mail|Courriel) (?:transféré|transmis|réexpédié)|"
            r"Messaggio inoltrato|Mensagem encaminhada) ?-{2,}|Début du message transféré ?:)$",
            re.I,
        ),
        "---------- Forwarded message ----------",
    ),
    (re.compile(r"^\*?(?:Envoyé(?: le)?|Inviato|Enviado|Verzonden) ?:\*?"), "Sent:"),
    (re.compile(r"^\*?(?:Da|Expéditeur) ?:\*?"), "From:"),
    (re.compile(r"^\*?Oggetto ?:\*?"), "Subject:"),
    (re.compile(r"^[_=*-]{8,}$"), ""),  # a bar alone says nothing: the headers below it do
)
# "Le 12 janvier 2025 à 10:03,⏎Élégance Paris⏎<…> a écrit :": quotequail joins two lines at most.
_WRAPPED = re.compile(
    r"^(?:> ?)?(?:Le|On|Il|El|Am|Op|Em)\b[^\n]{0,60}\b(?:20\d\d|\d\d?[:h]\d\d)\b[^\n]{0,80}\n"
    r"(?:[^\n:]{1,80}\n)?[^\n:]{0,80}(?:a écrit|wrote|ha scritto|escribió|escreveu|schreef[^\n:]*|"
    r"schrieb[^\n:]*) ?:$",
    re.M,
)
_MARKER = re.compile(r"^-+ ?(?:Original|Forwarded) message ?-+$|^Begin forwarded", re.I | re.M)
# Anything quick to see that there may be a history: most messages have none.
_WORTH_IT = re.compile(
    r"^>|^\*?[\w-]{2,12} ?:|a écrit|wrote|escribi|escreveu|schr|geschreven|написал|-{3}|message",
    re.I | re.M,
)
# Where a history surely begins: what stands above it is theirs, however long.
_BELOW = re.compile(
    r"^(?:>|-{4,} ?\w|(?:De|From|Von|Da) ?: ?\S|[^\n]{0,200}\b(?:a écrit|wrote|escribió|schrieb|ha "
    r"scritto|escreveu|schreef) ?:$)",
    re.M | re.I,
)
_Found = Mapping[str, str]


def written_by_sender(text: str, channel_kind: str) -> str:
    """Empty when a reply holds only our own words; the forwarded mail when nothing was added to it.

    Other channels are returned as they are: nobody quotes or signs there as mail programs do.
    """
    if channel_kind not in _WITH_HISTORY:
        return text
    return _own_words(_plain(text))


def closing_name(text: str) -> str | None:
    """The name a message of any channel is signed with: "Cordialement, Julie Martin"."""
    found = _history(_plain(text))
    return named_at_the_end(found.get("text_top", "") if isinstance(found, Mapping) else found)


def _plain(text: str) -> str:
    """Without markup; lines trimmed; hard spaces are spaces."""
    if _MARKUP.search(text, 0, LONGEST):
        text = _without_markup(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\u00a0\u202f\u2007]", " ", text)
    return _shortened("\n".join(map(str.strip, text.split("\n")))).strip()


def _shortened(text: str) -> str:
    """Both ends of what stands above a history, then the head of that."""
    below = _BELOW.search(text) if _WORTH_IT.search(text) else None
    at = below.start() if below else len(text)
    own = [piece for line in text[:at].removesuffix("\n").split("\n") for piece in _pieces(line)]
    if len(own) > _MOST_LINES:
        own = [*own[: _MOST_LINES - _LAST_LINES], *own[-_LAST_LINES:]]
    history = text[at : at + LONGEST].split("\n", _MOST_LINES)[:_MOST_LINES] if below else []
    return "\n".join([*own, *(line[:_WIDEST] for line in history)])


def _pieces(line: str) -> list[str]:
    return textwrap.wrap(line, _WIDEST) if len(line) > _WIDEST else [line]


def _without_markup(html: str) -> str:
    """The body alone: what stands before it is style sheets."""
    body = max(0, html.lower().find("<body"))
    return text_of(html[body : body + _MARKUP_READ])


def _own_words(text: str) -> str:
    found = _history(text)
    if isinstance(found, str):
        return _unsigned(found)
    parts = (found.get("text_top", ""), _unquoted(found.get("text_bottom", "")))
    own = "\n".join(filter(None, map(_unsigned, parts)))
    if own or found["type"] != "forward":
        return own
    return _unsigned(found.get("text", ""))


def _unsigned(text: str) -> str:
    return without_last_name(without_signature(text))


def _history(text: str) -> str | _Found:
    """The text itself when nothing in it is quoted."""
    if not _WORTH_IT.search(text):
        return text
    known = _WRAPPED.sub(lambda match: match[0].replace("\n", " "), text)
    known = "\n".join(map(_as_known, known.split("\n")))
    found: _Found | None = quotequail.unwrap(known)
    if found and _is_history(found, known):
        return found
    return _unquoted(text) or text


def _as_known(line: str) -> str:
    for pattern, known in _AS_KNOWN:
        line = pattern.sub(known, line)
    return line


def _is_history(found: _Found, text: str) -> bool:
    """ "Date : 14/02" and "Pour : 2 personnes" are not a header: one says who wrote."""
    return found["type"] != "forward" or "from" in found or _MARKER.search(text) is not None


def _unquoted(below: str) -> str:
    return "\n".join(line for line in below.split("\n") if not line.startswith(">"))
