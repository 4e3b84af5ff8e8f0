"""How messages end: closings, names, addresses, "Envoyé de mon iPhone", disclaimers."""

import re

from coccinelle.understanding.calendar_words import DAYS, MONTHS
from coccinelle.understanding.text import fold

# Read on folded lines: lower case, no accents.
_CLOSING = re.compile(
    r"(?:(?:ok|oui|non|parfait|super|d'accord|top),? )?"
    r"(?P<closing>(?:(?:bien|tres|sinceres?|meilleures?|mes|nos) )*"
    r"(?:cordialement|cdlt|cdt|salutations(?: distinguees| cordiales)?|sincerement|"
    r"respectueusement|amicalement)|"
    r"bien a (?:vous|toi)|(?:bonne|belle|excellente) (?:journee|soiree|semaine|reception|fin de "
    r"\w+)(?: a vous)?|a (?:tres )?bientot|merci(?: d'avance| par avance| beaucoup| bien| a vous| "
    r"infiniment)*(?: (?:pour|de) votre (?:aide|retour|reponse|comprehension))?|bises?|bisous|"
    r"best(?: regards| wishes)?|(?:kind |warm )?regards|(?:many )?thanks?(?: you)?"
    r"(?: in advance| so much)?|cheers|sincerely|yours(?: sincerely| faithfully)?|"
    r"(?:un )?saludos?|(?:muchas )?gracias|cordiali saluti|grazie(?: mille)?|"
    r"mit freundlichen gru(?:ss|b)en|viele gru(?:ss|b)e|danke(?: schon)?|atenciosamente|"
    r"obrigad[oa]|met vriendelijke groet(?:en)?|groet(?:en|jes)?|bedankt)"
    r"(?P<rest>(?:[ ,.!:;)-].*)?)"
)
_BARS = ("--", "—")
_POINTS = " ,.!:;)-"
_THANKS = ("merci", "thank", "gracias", "grazie", "danke", "obrigad", "bedankt", "many")
_DEVICE = (
    r"(?:mon|ma|my|mi|meu|meinem|mijn|l'app|outlook|mail|iphone|ipad|android|samsung|galaxy|huawei|"
    r"xiaomi|smartphone|mobile|portable|telephone|orange|sfr|free|bouygues|proton|yahoo|gmail|"
    r"blue ?mail|windows|la poste|web)"
)
_SENT_FROM = re.compile(
    r"(?:envoye|sent|enviado|inviato|gesendet|verzonden|provenance)"
    r"(?: (?:de|depuis|a partir de|avec|via|par|from|with|desde|do|da|dal|dalla|von|mit|vanaf|met)"
    rf"(?: le| la| the)?| :) ?{_DEVICE}\b[^?]{{0,50}}"
    r"|von meinem .{2,30} gesendet|(?:telecharge[rz]|obten(?:ir|ez)|get) outlook .{2,40}"
    r"|yahoo mail ?: .{2,60}|(?:garanti )?sans virus\b.{0,60}|virus-free\b.{0,40}"
    r"|(?:https?://)?www\.avast\.com.{0,80}"
)
_DISCLAIMER = re.compile(
    r"(?:(?:ce|le present|cet|this|the|este|questo|diese|dit)\b.{0,20}\b(?:messages?|mails?|"
    r"e-?mails?|courriels?|courrier|communication|mensaje|correo|messaggio|nachricht|bericht)\b"
    r".{0,300}(?:confiden|destinataire|intended|exclusi|riservat|vertraulich|vertrouwelijk|"
    r"privileged)"
    r"|(?:avis|avertissement|clause|note|notice|mention) de confidentialite|confidentiality notice"
    r"|disclaimer\b|(?:si|if) (?:vous (?:avez recu|n'etes pas)|you (?:have received|are not))"
    r".{0,40}(?:destinataire|erreur|recipient|error)"
    r"|.{0,40}(?:pensez|pensons|think|consider|preserv\w*|respect\w*|protege\w*).{0,40}environn?ement"
    r"|(?:merci de )?n'imprime[rz] .{0,40}(?:message|mail|courriel))"
)
_CONTACT_LINE = re.compile(
    r"\S+@\S+|https?://|\bwww\.|(?:\btel\b|\bmob\b|\bport\b|\bfax\b|\bphone\b)|"
    r"(?:\+|\b0)\d(?:[ .-]?\d){7,}|\b\d{5} [a-z]{3}|\bsiret\b|\brcs\b|\btva\b|\bcapital\b|"
    r"^\d{1,4}(?: bis| ter)?,? (?:rue|avenue|av|bd|boulevard|place|chemin|allee|impasse|quai|"
    r"route)\b"
)
_SAYS_SOMETHING = re.compile(
    r"\?|\bp\.? ?s\b|\bcommande|\border\b|\bref|\bfacture|\bsuivi\b|\bdossier|\bclient|\bplaque|"
    r"\bimmat|\bn°|\btaille\b|\bje\b|\bj'|\bvous\b|\bpour\b"
)
_NAME = re.compile(
    r"(?:(?:M|Mr|Mme|Mlle|Dr|Me)\.? )?[^\W\d_a-z][\w'’-]*\.?(?: (?:de |d['’]|du |le |la )?"
    r"[^\W\d_a-z][\w'’-]*\.?){0,3}"
)
_AFTER_A_SENTENCE = re.compile(r"[.?!…)] ?(?P<name>[^\W\d_][^.?!…\n]{1,50})$")
_NOT_A_NAME = frozenset(DAYS) | frozenset(MONTHS) | frozenset(
    "bonjour bonsoir salut hello hi hola ciao hallo coucou merci cordialement ok oui non noir "
    "noire blanc blanche rouge bleu bleue vert verte rose gris grise beige camel marron jaune "
    "violet marine bordeaux taille robe veste pantalon sac urgent stop svp stp paris dispo noel "
    "thanks thank please yes no bien bonne belle bisous bises madame monsieur mesdames messieurs "
    "je vous demain plutot pour envoye sent le la les un une c'est parfait super top".split()
)  # fmt: skip
_SHORT = 6  # words: a title, a firm; more is a sentence


def without_signature(text: str) -> str:
    """What follows a closing goes, unless it says something: "PS : …", an order number."""
    kept: list[str] = []
    signing, named, dropping = False, False, False
    for line in text.split("\n"):
        read = fold(line)
        if line.rstrip() in _BARS and any(kept):
            break
        dropping = bool(read) and (dropping or _DISCLAIMER.match(read) is not None)
        if dropping or _SENT_FROM.fullmatch(read):
            continue
        if signing and _signs(line, read, named):
            named = named or bool(read)
            continue
        closing = _closing(line, read)
        signing = signing or closing is not None
        kept.append(closing or line)
    return "\n".join(kept).strip()


def without_last_name(text: str) -> str:
    """A name alone under the text is a signature even with no closing above it."""
    above, _, last = text.rpartition("\n")
    return above.strip() if above and named_at_the_end(text) == last.strip(" ,.!;-") else text


def named_at_the_end(text: str) -> str | None:
    """The name under or beside the last closing, else the one alone after the last sentence."""
    lines = [line for line in text.split("\n") if line and not _SENT_FROM.fullmatch(fold(line))]
    for above, line in reversed(list(zip(["", *lines], lines, strict=False))):
        if name := _beside(line) or (_introduces(above) and _as_name(line)):
            return name
    if not lines:
        return None
    if len(lines) > 1 and lines[-2].endswith((".", "?", "!", ",")) and _as_name(lines[-1]):
        return _as_name(lines[-1])
    after = _AFTER_A_SENTENCE.search(lines[-1])
    return (_beside(after["name"]) or _as_name(after["name"])) if after else None


def _introduces(line: str) -> bool:
    return line.rstrip() in _BARS or _closing(line, fold(line)) is not None


def _closing(line: str, read: str) -> str | None:
    """The closing words of a line that is only a closing, with or without a name after it."""
    match = _CLOSING.fullmatch(read)
    if match is None:
        return None
    rest = _last_words(line, match["rest"])
    if not rest:
        return line
    return line[: line.rfind(rest)].rstrip(" ,") if _as_name(rest) else None


def _beside(line: str) -> str | None:
    """ "Cordialement, Julie"; never "merci Sarah", which calls the shop by its name."""
    match = _CLOSING.fullmatch(fold(line))
    if match is None or match["closing"].startswith(_THANKS):
        return None
    return _as_name(_last_words(line, match["rest"]))


def _last_words(line: str, rest: str) -> str:
    """As typed, the words of the line that are in this end of its folded form."""
    count = len(rest.strip(_POINTS).split())
    return " ".join(line.strip(_POINTS).split()[-count:]) if count else ""


def _signs(line: str, read: str, named: bool) -> bool:
    """A line of a signature: a name, an address; under a name, a short title."""
    if not read or _SAYS_SOMETHING.search(read):
        return not read
    title = named and len(read.split()) <= _SHORT and line[:1].isupper()
    return title or bool(_CONTACT_LINE.search(read)) or _as_name(line) is not None


def _as_name(words: str) -> str | None:
    words = words.strip(" ,.!;-")
    read = fold(words).replace(".", "").split()
    if not _NAME.fullmatch(words) or any(word in _NOT_A_NAME for word in read):
        return None
    return words if words[:1].isupper() and len(words) > 1 else None
