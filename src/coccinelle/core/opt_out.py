"""Does a message ask for nothing but to stop, or to start again, our messages?

Each word becomes its sense, small words go, and what is left must be one of a few sentences.
A message that also speaks of something else is none of them: the reader takes it whole.
"""

import re
import unicodedata
from typing import Literal

MAX_CHARACTERS = 200  # a longer text says something else too

# Several words with one sense, and courtesies that change nothing to the wish; in this order.
PHRASES = {
    r"opt (me |us )?(back )?(out|in)": r"opt\3",
    r"non merci|de (votre|ta) part|(sur|a) (mon|ce) (numero|telephone|portable|mobile)": "",
    r"s il (vous|te) plait|merci( (beaucoup|d avance))?|thank you|bonne (journee|soiree)": "",
    r"(pouvez|pourriez|peux|pourrais) (vous|tu)|je (vous|te) demande|(can|could|would) you": "",
    r"c est bon|ca suffit|tout de suite|right away|a l avenir": "",
    r"don t|do not|(j en ai )?(marre|assez)": "dont",
    r"(a|de) nouveau|any ?more": "again",
    r"vous pouvez|tu peux|you (can|may)": "may",
    r"stop all": "stopall",
    r"how (do|can) i": "how",
    r"(would|d) like": "want",
    r"e (mails?)": r"\1",
    r"(laissez|laisse|fichez|foutez) (moi|nous) (tranquille|en paix|la paix)": "leavealone",
    r"leave (me|us) alone": "leavealone",
    # "la liste" may be the waiting list of the shop; "votre liste" is the one of our messages.
    r"(votre|vos|your) (mailing )?(listes?|lists?|fichiers?|base)( de \w+)?": "ourlist",
    r"liste de diffusion|mailing list": "ourlist",
}
SENSES = {
    "": "bonjour bonsoir salut coucou hello hi hey thanks thx svp stp please pls ok alors bon now"
    " maintenant immediatement desormais madame monsieur cordialement veuillez enough"
    " definitivement les vos tes ces ce cette votre ton mon mes la le l des de d aux au tous toutes"
    " aucun aucune ne n je j i il faut your my the these those this that any all to from off more",
    "stop": "stop stopp stoppe stoppez stopper arret arrete arretes arretez arreter cesse cesser"
    " cessez cease end quit revoke stopall",
    "unsubscribe": "unsubscribe unsub unsuscribe optout desabonne desabonner desabonnez"
    " desabonnement desinscris desinscrire desinscrivez desinscription",
    "start": "start unstop restart resume reprendre reprenez reprends",
    "subscribe": "optin subscribe resubscribe reabonne reabonner reabonnez reabonnement abonnez"
    " reinscris reinscrire reinscrivez reinscription",
    "message": "sms msg msgs message messages texto textos texts mail mails email emails courriel"
    " courriels pub pubs publicite publicites newsletter newsletters notification notifications"
    " spam spams whatsapp",
    # "pas de promo ?" asks for a discount: these count only beside a clear refusal.
    "offer": "promo promos promotion promotions offre offres alerte alertes relance relances envoi"
    " envois",
    "write": "ecris ecrire ecrivez contacte contactee contacted contacter contactez contact"
    " contacting relancer relancez spammer spammez harceler harcelez sollicite sollicitee"
    " solliciter sollicitez derange derangee deranger derangez text texting messaging emailing"
    " write writing spamming bother bothering",
    "send": "envoie envoyer envoyez send sending",
    "receive": "recevoir receive receiving get getting avoir",
    "want": "veux voudrais souhaite souhaiterais desire aimerais want",
    "not": "plus pas jamais no not dont never",
    "nothing": "rien nothing anything",
    "me": "me m moi nous us",
    "be": "etre be",
    "by": "par via by sur on",
    "and": "et ou ni and or",
    "it": "ca it",
    "again": "again ever",
    "how": "comment how",
    "remove": "retirer retirez enlever enlevez supprimer supprimez rayer rayez remove take",
    "list": "liste list",
    "number": "numero number",
}
SENSE_OF = {word: sense for sense, words in SENSES.items() for word in words.split()}

OURS = "(message|offer)( (and )?(message|offer))*"
REFUSED = "((want )?(not )+(want )?)"
STOP = (
    "(stop|unsubscribe)( (stop|unsubscribe))*( it)?",
    f"(how )?(want )?stop (write |receive )?{OURS}( again)?",
    f"(want )?stop (me )?(write|send)( me)?( {OURS}| by message)?( me)?( again)?",
    "(want )?stop message me( again)?",
    "(how )?(want )?(me )?unsubscribe( me| number)?( list| ourlist)?( message)?",
    "(not )+message( and message)?( again)?",
    f"{REFUSED}(receive|send me|me send) {OURS}( again)?",
    f"(want (not )+|(not )+want ){OURS}( again)?",
    f"{REFUSED}(receive nothing|nothing receive|(me )?send( me)? nothing|send me)( again)?",
    f"{REFUSED}((be |me )?write( me)?|message me)( by message)?( again)?",
    "me write( not)+( by message)?( again)?",
    f"me send( not)+ (nothing|{OURS})( again)?",
    "(want )?(me )?remove (me |number )?ourlist",
    "leavealone",
)
START = (
    "start( again)?|subscribe",
    "(want )?(me )?subscribe( me)?( again)?( message)?",
    "start (message|(me )?(write|send)( me)?( message)?)( again)?",
    "(want )?(again receive|receive again) message|(want )?receive message again",
    "may again (me )?(write|send)( me)?( message)?|may (write|send) me( message)? again",
)


def opt_wish(text: str) -> Literal["stop", "start"] | None:
    wish = _senses(text) if len(text) <= MAX_CHARACTERS else ""
    if any(re.fullmatch(sentence, wish) for sentence in START):
        return "start"
    if any(re.fullmatch(sentence, wish) for sentence in STOP):
        return "stop"
    return None


def _senses(text: str) -> str:
    """What "merci de ne plus m'envoyer vos SMS" says: "not me send message"; unknown words stay."""
    words = _words(text)
    for phrase, sense in PHRASES.items():
        words = re.sub(rf"\b(?:{phrase})\b", sense, words)
    return " ".join(filter(None, (SENSE_OF.get(word, word) for word in words.split())))


def _words(text: str) -> str:
    """Lower case, no accents, no signs; a word spelled out ("S T O P") is one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))
    words = " ".join(re.findall("[a-z0-9]+", letters))
    return words.replace(" ", "") if re.fullmatch("[a-z]( [a-z])+", words) else words
