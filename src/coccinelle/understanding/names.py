"""Who writes or for whom: "au nom de Kerbrat", "résa Dubois", "(Bonnard)", the closing name."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from coccinelle.understanding.calendar_words import DAYS, MONTHS
from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.mail import closing_name
from coccinelle.understanding.text import Text, fold

_WORD = r"[^\W\d_][^\W\d_'-]*(?:['-][^\W\d_]+)*\.?"
_TITLES = r"(?:mme|madame|monsieur|mlle|mrs|mr|m\.|ms|miss|dr|maitre|frau|herr|familles?|fam\.)"
_SAID = rf"(?P<n>(?:{_TITLES} )?(?:{_TITLES} )?{_WORD}(?: {_WORD}){{0,3}})"
# What comes before a name whatever its letters ("au nom de kerbrat").
_INTRODUCED = re.compile(
    r"\b(?:au nom (?:de |d')|aux noms? (?:de |d')|nom de famille|noms? ?: ?|nom|je m'appelle|"
    r"m'appelle|s'appelle|mon nom (?:c'est|est)|pour le compte de|de la part d[e'] ?|"
    r"my name is|my name's|the name is|name of|under the name(?: of)?|in the name of|under|"
    r"surname|"
    r"last name|name ?:|name|a nombre de|me llamo|mi chiamo|a nome(?: di)?|auf den namen|"
    r"ich heisse|op naam van|em nome de|chamo-me) ?(?P<n>"
    rf"(?:de |la |le )?(?:{_TITLES} )?{_WORD}(?: {_WORD}){{0,3}})"
)
# What comes before a name written with a capital ("résa Dubois", "c'est Inès").
_CALLED = re.compile(
    r"\b(?:c'est|ici|moi c'est|je suis|suis|soy|sono|ich bin|i'm|i am|it's|its|this is|resas?|"
    r"reservations?|tables?|commandes?|cmd|cde|booking|mesa|tavolo|dossier|client|pour|pr|for|"
    r"annulez?|(?:table|resa|reservation|commande|booking|rdv|mesa|tavolo) (?:de|du|di|for|a)) "
    + _SAID
)
_TITLED = re.compile(rf"\b{_TITLES} (?:et {_TITLES} )?(?P<n>{_WORD}(?: {_WORD}){{0,2}})")
_GREETING = re.compile(
    r"\b(?:bonjour|bonsoir|chere?s?|hello|hi|dear|salut|coucou|merci|votre|vos|collegue|avec|"
    r"notre|vendeuse|conseillere?|bonne) (?:a )?$"
)
_BRACKETS = re.compile(rf"\((?P<n>{_WORD}(?: {_WORD}){{0,3}})(?:,[^()]{{0,30}})?\)")
# A name alone at the end, or with only a day, an hour, a number or a phone after it.
_LAST = re.compile(
    rf"(?:^|[,.;:!?)(\n…]|[/+-] |\b(?:svp|stp|merci|dsl|demain|soir|midi|thanks|pls|sorry)|"
    rf"\d ?h ?\d{{0,2}}|"
    rf"\d(?= )|[^\w\s.,;:!?'\"()-]) {{0,2}}(?P<n>(?:{_TITLES} )?{_WORD}(?: {_WORD}){{0,3}})"
    r"(?:,? (?:x+|tel|au|le|a|pour|ce|et)?[ ,:]*(?:\+?[\d .:h/-]{2,20}(?:pers\w*|personnes)?|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|ce soir|ce midi|midi|soir|x+))*"
    r"[ .!)]*$"
)
_AFTER_THANKS = re.compile(
    r"(?:\b(?:merci|thanks|thank you|gracias|grazie|danke|dank|obrigad[oa]|excuses?|remerciements|"
    r"gratitude|salutations|retour|aide|reponse|comprehension|patience|regards|saludos?|amities|"
    r"amicalement|gru(?:ss|b)en?|saluti|cordialmente|respectueusement|sincerement)"
    r"[^.!?\n]{0,25}[,.!\n] ?\n?)"
    rf"(?P<n>(?:{_TITLES} )?(?:et {_TITLES} )?{_WORD}(?: {_WORD}){{0,4}})[ .]*(?:,[^\n]{{3,50}})?$"
)
_LINE = re.compile(
    rf"\n(?:l'\w+, |la \w+, |le \w+, |m\. et |les )?"
    rf"(?P<n>(?:{_TITLES} )?{_WORD}(?: {_WORD}){{0,3}})(?:, [^\n]{{3,50}})?\s*$"
)
_TITLE = re.compile(rf"^(?:{_TITLES}|et|la famille|les|papi|mamie|tonton|tata)\s+", re.IGNORECASE)
_SMALL = frozenset("de du des la le van von d' ben el da dos et and und y e di".split())
_NO_NAME = (
    frozenset(DAYS)
    | frozenset(MONTHS)
    | frozenset(
        "pour et a en le la les l un une ce cet votre mon ma j je vous demain svp stp merci "
        "bonjour bonsoir monsieur madame for at on tomorrow and please the my de mes mis mise "
        "notre nos association societe entreprise sarl sas sci client personne quelqu mari "
        "femme fille fils soeur frere mere pere qui quoi que objet oui non ok parfait noel "
        "paques urgent cordialement bien cdlt thanks thank sorry hello hi yes no sir madam ps "
        "rue avenue place tue wed thu fri sat sun monday tuesday wednesday thursday friday "
        "saturday sunday january february march april june july august september october "
        "november december france paris lyon i we you they it instagram facebook google paypal "
        "visa whatsapp colissimo chronopost mondial internet covid gutschein gracias grazie "
        "danke obrigada obrigado pardon bisous bises bise hola ciao hallo servus adieu noir "
        "noire blanc blanche allo coucou salut hey re tr fwd fw sms tel tva siret rib iban sav "
        "cgv sur au aux ref cde best yours vient venu sono uhr trois dix deux stand s rien d "
        "rappel porte pn plutot peut passage outre nothing ni navree navre namaste n leaving km "
        "joyeux getting freundliche liebe franchement fete falsch explain est etre equipe "
        "english dites dis dessus dessous dehors curieusement sinon sans si son ses sa se "
        "rousse roughly bref bon bonne enfin encore ensuite ainsi alors apres avant avec car "
        "chez comme dans depuis des desole desolee dommage du elle ensemble hate impossible "
        "inutile jamais mais meme mieux moi ne nous or ou par parce peu plus plusieurs pourquoi "
        "puis quand quel quelle rapidement sincerement surtout tant toujours tous tout trop tu "
        "vite voila vraiment y honte scandaleux lamentable super top genial nul but also just "
        "not now only still then there this that what when where why will would could can do "
        "did have has is are was so some any all with from about regards kind warm many cheers "
        "let see hope looking waiting fax mail email disponible urgence attention important "
        "reponse retour aide photo photos bcp".split()
    )
)
_ELIDED = re.compile(r"(?:[jcnsmtlw]|qu|i|it|we|you|he|she|they|that)'|.*'(?:s|t|re|ll|ve)$")
_CODE_FOLLOWS = re.compile(r"-?\d")
_LONGEST = 4_000  # characters of a message whose closing is looked for
_END = 300  # characters at its end
Known = Callable[[str], bool]


def find_names(text: Text, written: Iterable[str], known: Known) -> list[Found]:
    """written: the messages as they were received, signatures included.

    known: whether a folded word is an everyday or a trade's one, hence no name.
    """
    found: list[Found] = []
    closing = [n for message in written if (n := _closing(message, known))]
    for one in (*_placed(closing[-1:], text), *_inside(text, known)):
        if _CODE_FOLLOWS.match(text.folded, one.end):
            continue  # "commande MG-3081" names nobody
        if not overlaps(one.start, one.end, found) and not _repeats(one, found):
            found.append(one)
    return found


def _repeats(one: Found, found: Iterable[Found]) -> bool:
    """ "table Marquis" of a message signed Olivier Marquis."""
    name = fold(str(one.value))
    return any(name in fold(str(f.value)) for f in found)


def _closing(message: str, known: Known) -> str | None:
    """Under the message: "Merci, Line", "Cordialement, J. Le Bihan", a last line of a name."""
    folded = message[-_END:].rstrip()
    name = closing_name(message[:_LONGEST])
    if name and (said := _cut(name, known, sure=True)):
        return said
    plain = _plain(folded)
    for pattern in (_AFTER_THANKS, _LINE):
        match = pattern.search(plain)
        if match and (said := _cut(folded[match.start("n") : match.end("n")], known)):
            return said
    return None


def _plain(message: str) -> str:
    """Folded letter by letter, so that spans are those of the message."""
    return "".join(f if len(f := fold(c)) == 1 else c for c in message)


def _placed(names: Iterable[str], text: Text) -> Iterator[Found]:
    """Where the name stands; at the end when a signature was taken off."""
    for name in names:
        at = text.original.rfind(name)
        if at < 0:
            end = len(text.folded)
            yield Found("name", name, end, end)
            continue
        start, end = bisect_left(text.starts, at), bisect_left(text.starts, at + len(name))
        yield Found("name", name, start, end)


def _inside(text: Text, known: Known) -> Iterator[Found]:
    for pattern, capital in (
        (_INTRODUCED, False), (_CALLED, True), (_TITLED, False), (_BRACKETS, True), (_LAST, True),
    ):  # fmt: skip
        for match in pattern.finditer(text.folded):
            start, end = match.span("n")
            if pattern is _TITLED and _GREETING.search(text.folded[:start].rsplit(" ", 2)[0] + " "):
                continue
            if pattern is _TITLED and _GREETING.search(text.folded[: match.start()]):
                continue
            name = _cut(text.words(start, end), known, capital=capital, sure=not capital)
            if name:
                yield Found("name", name, start, end)


def _cut(original: str, known: Known, *, capital: bool = True, sure: bool = False) -> str:
    """The name alone: capitals decide; in a text without capitals, the first word does.

    sure: words before it say that it is a name, even when it is an everyday word too.
    """
    words = original.split()
    while words and _TITLE.match(f"{words[0]} "):
        words = words[1:]
    if not words or _ELIDED.match(fold(words[0])):
        return ""
    kept = list(_leading(words))
    while kept and fold(kept[-1]) in _SMALL:
        kept.pop()
    plain = [fold(word).strip(".,!?'") for word in kept]
    if not kept or any(c.isdigit() for c in "".join(plain)) or plain[0] in _NO_NAME:
        return ""
    if capital and not kept[0][0].isupper():
        return ""
    if not sure and all(known(w) or w in _NO_NAME or w in _SMALL for w in plain if len(w) > 1):
        return ""
    name = " ".join(kept).strip(",!?").removesuffix("." if len(kept[-1]) > 3 else " ")
    return name if not name.islower() else name.title()


def _leading(words: list[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        plain = fold(word).strip(".")
        if at and not (word[0].isupper() or plain in _SMALL or plain.startswith("d'")):
            return
        if at and plain in _NO_NAME and plain not in _SMALL:
            return
        yield word
        if word.endswith((".", ",", "!", "?")) and len(word) > 3:
            return
