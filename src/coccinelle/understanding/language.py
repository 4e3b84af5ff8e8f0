"""Which language a short text is in: function words first, then statistics."""

import re
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LANGUAGES = ("fr", "en", "es", "it", "de", "pt", "nl")
_WORDS = {
    "fr": "je vous la le les une des est pas pour avec merci bonjour bonsoir svp taille robe "
    "commande "
    "avez mon ma oui non quel quelle combien demain samedi suis ai il elle nous sur plait salut "
    "du au "
    "et en c'est j'ai voudrais livraison colis annuler finalement plutot dispo disponible quoi "
    "passe",
    "en": "the you do have is are what how much where my please thanks thank can could would i'm "
    "your "
    "hello hi want need it order when does this that for with yes don't i'd will still been we any "
    "there open close size dress cancel book sorry an if at tonight tomorrow refund wrong",
    "es": "el los las tienen tiene tenéis gracias hola por favor cuando donde quiero pedido está "
    "mi para "
    "buenos buenas talla vestido puedo una muy necesito cuanto cuesta con que",
    "it": "il lo gli avete grazie ciao buongiorno quando dove vorrei ordine è mio mia per della "
    "taglia "
    "vestito posso sono una quanto costa con che di non ho",
    "de": "der das die ich sie haben ist nicht mein meine bitte danke hallo guten wann wo kleid "
    "größe "
    "bestellung und für mit ein eine wie viel kann",
    "pt": "vocês obrigado obrigada olá quando onde quero pedido meu minha vestido tamanho posso "
    "uma não "
    "para com está tem têm bom dia quanto custa",
    "nl": "het een ik jullie hebben niet mijn graag dank hallo wanneer waar jurk maat bestelling "
    "en voor "
    "met kan hoeveel is goedemorgen",
}
_VOTES = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SURE = 0.90
_ENOUGH = 3  # words: shorter texts tell nothing to statistics
_READ = 400  # characters: more changes nothing


def language_of(text: str, folded: str) -> str:
    """One of LANGUAGES; French when nothing tells otherwise ("38 ?", "ok")."""
    words = [w.lower().replace("’", "'") for w in _WORD.findall(text[:_READ])]
    meant = _WORD.findall(folded[:_READ])
    votes = {name: _votes(words, known) for name, known in _VOTES.items()}
    votes["fr"] = max(votes["fr"], _votes(meant, _VOTES["fr"]))
    ranked = sorted(votes.items(), key=lambda v: -v[1])
    (first, most), (_, second) = ranked[0], ranked[1]
    if most >= 2 and most >= 2 * second:
        return first
    return _by_statistics(text, first if most > second else "fr", len(words))


def _votes(words: list[str], known: frozenset[str]) -> int:
    return len(known.intersection(words))


def _by_statistics(text: str, likely: str, count: int) -> str:
    if count < _ENOUGH:
        return likely
    name, probability = load_statistics().classify(text[:_READ])
    return str(name) if probability >= _SURE else likely


@lru_cache(maxsize=1)
def load_statistics() -> LanguageIdentifier:
    """The tables of py3langid, kept to LANGUAGES; once a process."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
