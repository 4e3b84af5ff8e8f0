"""What a sector's packs teach the reader, loaded once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from coccinelle.packs import SECTORS
from coccinelle.understanding.phrases import WORD, Phrasebook
from coccinelle.understanding.text import fold

# Everything is read as text ("no" and "on" are words here); the C loader when there is one.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# Of verbs in -er: words one slip away from others ("parlait", "parfait") must be known as they are.
_ENDINGS = (
    "e es ons ez ent ai as a ais ait ions iez aient er ee ees ant erai eras era erons erez eront "
    "erais erait eriez erions eraient eur eurs"
).split()
_LONG = 7  # letters of a ware's name from which a slip in it is mended


@dataclass(frozen=True, slots=True)
class Rule:
    """points for an intent when all of `needs` are heard and none of `bars`."""

    intent: str
    points: float
    needs: frozenset[str]
    bars: frozenset[str]

    def holds(self, features: frozenset[str]) -> bool:
        return self.needs <= features and not self.bars & features

    @property
    def tells_memory(self) -> bool:
        """It needs something of the conversation, not only of the text."""
        return any(need.startswith("@memory") for need in self.needs)


@dataclass(frozen=True, slots=True)
class Ware:
    """A kind of thing sold or done. name: product, service, or either (what is asked tells).

    leads: its adjectives come before it, as in English.
    """

    name: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """shades: a colour as typed -> its proper name; families: a proper name -> its base colour.

    kinds: intent -> (sub-kind, rules that tell it), the first that holds wins.
    wares: what the trade sells or does, in the singular (ware_starts: their first words);
    vague: those that need more words;
    adjectives: words that may follow them ("soie" does not, "plissée" does).
    """

    sector: str
    phrasebook: Phrasebook
    rules: tuple[Rule, ...]
    kinds: Mapping[str, tuple[tuple[str, tuple[Rule, ...]], ...]]
    shorthand: Mapping[str, str]
    shades: Mapping[str, str]
    families: Mapping[str, str]
    nouns: Mapping[str, str]
    descriptors: Mapping[str, str]
    stop_words: frozenset[str]
    wares: Mapping[str, Ware]
    ware_starts: frozenset[str]
    vague: frozenset[str]
    adjectives: frozenset[str]
    vehicles: Mapping[str, str]
    events: Mapping[str, str]


@lru_cache(maxsize=16)
def lexicon_of(sector: str) -> Lexicon:
    """A sector without its own pack reads with what is common to all."""
    common, own = _pack("common"), _pack(sector) if sector in SECTORS else {}
    concepts = _merged(common.get("concepts", {}), own.get("concepts", {}))
    intents = _merged_intents(common.get("rules", {}), own.get("rules", {}))
    said = {f"says:{name}:{points}": tuple(phrases) for name, spec in intents.items()
            for points, phrases in spec.get("says", {}).items()}  # fmt: skip
    words = common.get("words", {})
    wares = _wares(own.get("words", {}))
    shades = _by_synonym(common.get("colors", {}).get("shades", {}))
    return Lexicon(
        sector=sector,
        phrasebook=Phrasebook(concepts | said, (*_known(words, own), *shades)),
        rules=tuple(_rules(intents)),
        kinds={name: _kinds(name, spec) for name, spec in intents.items()},
        shorthand={fold(k): fold(v) for k, v in common.get("shorthand", {}).items()},
        shades=shades,
        families=_by_synonym(common.get("colors", {}).get("families", {})),
        nouns=_by_synonym(own.get("products", {}).get("nouns", {})),
        descriptors=_by_synonym(own.get("products", {}).get("descriptors", {})),
        stop_words=frozenset(map(fold, words.get("stop", ()))),
        wares=wares,
        ware_starts=frozenset(head.split()[0] for head in wares),
        vague=frozenset(singular(w) for w in own.get("words", {}).get("vague", ())),
        adjectives=frozenset(_adjectives(words, own)),
        vehicles=_by_synonym(own.get("products", {}).get("vehicles", {})),
        events=_by_synonym(words.get("events", {})),
    )


def _pack(name: str) -> dict[str, Any]:
    """Every YAML file of a pack's folder, under its file name."""
    folder = files("coccinelle.packs") / name
    if not folder.is_dir():
        return {}
    read = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    wanted = ("concepts", "rules", "words", "shorthand", "colors", "products")
    return {
        f.name.removesuffix(".yaml"): yaml.load(f.read_text("utf-8"), Loader=_Loader) or {}
        for f in read
        if f.name.removesuffix(".yaml") in wanted
    }


def _merged(common: dict[str, list[str]], own: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: (*common.get(name, ()), *own.get(name, ())) for name in {**common, **own}}


def _merged_intents(common: dict[str, Any], own: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: _intent(common.get(name, {}), own.get(name, {})) for name in {**common, **own}}


def _intent(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    says, more = common.get("says", {}), own.get("says", {})
    return {
        "says": {p: [*says.get(p, ()), *more.get(p, ())] for p in {**says, **more}},
        "when": [*common.get("when", ()), *own.get("when", ())],
        "kinds": common.get("kinds", {}) | own.get("kinds", {}),
    }


def _rules(intents: Mapping[str, dict[str, Any]]) -> list[Rule]:
    rules = [_rule(name, line) for name, spec in intents.items() for line in spec["when"]]
    for name, spec in intents.items():
        for points in spec["says"]:
            needs = frozenset({f"says:{name}:{points}"})
            rules.append(Rule(name, float(points), needs, frozenset()))
    return rules


def _rule(intent: str, line: str) -> Rule:
    """ "3 parcel where !exchange": three points when both are heard and the last is not."""
    points, *terms = line.split()
    bars = frozenset(t[1:] for t in terms if t.startswith("!"))
    return Rule(intent, float(points), frozenset(terms) - {f"!{b}" for b in bars}, bars)


def _kinds(intent: str, spec: dict[str, Any]) -> tuple[tuple[str, tuple[Rule, ...]], ...]:
    """ "week: [week_hours !@date]": each line is a rule without its points."""
    return tuple(
        (kind, tuple(_rule(intent, f"1 {line}") for line in lines))
        for kind, lines in spec["kinds"].items()
    )


def _by_synonym(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {spaced(word): name for name, words in groups.items() for word in (name, *words)}


def spaced(word: str) -> str:
    """As the words of a text come: "t-shirt" is "t shirt"."""
    return " ".join(WORD.findall(fold(word)))


def singular(words: str) -> str:
    """As wares are looked up: each word without its plural mark."""
    return " ".join(map(without_plural, spaced(words).split()))


def without_plural(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def _wares(words: Mapping[str, list[str]]) -> dict[str, Ware]:
    kinds = {"done": "service", "sold": "product", "both": "either"}
    return {
        singular(word): Ware(name, leads=group.endswith("_en"))
        for kind, name in kinds.items()
        for group in (f"{kind}_en", f"{kind}_after", kind)
        for word in words.get(group, ())
    }


def _adjectives(words: dict[str, list[str]], own: dict[str, Any]) -> Iterator[str]:
    described = own.get("products", {}).get("descriptors", {})
    yield from (spaced(w) for name, others in described.items() for w in (name, *others))
    yield from (singular(w) for w in words.get("adjectives", ()))


def _known(words: dict[str, Any], own: dict[str, Any]) -> list[str]:
    groups = own.get("products", {}).values()
    said = [w for group in groups for name, others in group.items() for w in (name, *others)]
    verbs = [f"{verb}{ending}" for verb in words.get("verbs", ()) for ending in _ENDINGS]
    days = [w for name, others in words.get("events", {}).items() for w in (name, *others)]
    heads = [w for group in own.get("words", {}).values() for w in group if len(w) >= _LONG]
    return [*words.get("stop", ()), *words.get("known", ()), *said, *days, *heads, *verbs]
