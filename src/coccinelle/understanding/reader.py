"""The embedded reader: a turn's text becomes a Reading, by rules and a small network, all local."""

from collections import OrderedDict

from coccinelle.core.catalogue import Catalogue
from coccinelle.core.lanes import ALARMS
from coccinelle.core.reading import SPOKEN, Reading, Request, Urgency
from coccinelle.core.turn import Turn
from coccinelle.understanding.auto_reply import is_auto_reply
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.classifier.network import load_network
from coccinelle.understanding.classifier.sentences import load_encoder
from coccinelle.understanding.context import in_context
from coccinelle.understanding.either import alternatives_to, settled
from coccinelle.understanding.feasts import load_feasts
from coccinelle.understanding.flags import careful, flags_of, sentiment_of
from coccinelle.understanding.history import with_history
from coccinelle.understanding.intents import asked
from coccinelle.understanding.language import language_of, load_statistics
from coccinelle.understanding.lexicon import Lexicon, lexicon_of
from coccinelle.understanding.passage import Passage, read_passage
from coccinelle.understanding.per_product import with_ellipsis
from coccinelle.understanding.replacement import with_replacement
from coccinelle.understanding.requests import with_entities
from coccinelle.understanding.stretches import read_units
from coccinelle.understanding.urgency import urgency_of

# An answer in few words looks odd alone: what it looks like then means nothing.
_OUT_OF_CONTEXT = {"review": 0.0, "human_wanted": 0.0}
# Somebody looks at it anyway.
_SETTLED = {*ALARMS, "doubt"}
_FEW_WORDS = 5
_KEPT = 8  # catalogues indexed at once: a worker serves few businesses at a time


class EmbeddedReader:
    """Deterministic; reads no file and asks nothing outside once a sector's pack is loaded."""

    def __init__(self) -> None:
        load_network()
        load_encoder()
        load_feasts()
        load_statistics()  # a second's work: at start, not on the first message
        self._indexes: OrderedDict[tuple[str, str], CatalogueIndex] = OrderedDict()

    def read(self, turn: Turn) -> Reading:
        lexicon = lexicon_of(turn.sector)
        index = self._index(turn.catalogue, lexicon)
        passage = read_passage(with_history(turn, lexicon, index), lexicon, index)
        units = read_units(passage)
        said = settled(asked(passage, units), passage, units)
        if is_auto_reply(passage, said):
            return _sent_by_a_machine(passage)
        answer, requests = in_context(passage, with_ellipsis(passage, said), units)
        signals = units.signals if answer is None else {**units.signals, **_OUT_OF_CONTEXT}
        read = with_replacement(with_entities(passage, requests))
        likely = {"careful": careful(units.whole.labels)}
        flags = flags_of(passage, requests, {**signals, **likely})
        urgency = urgency_of(passage, flags, read, units.signals)
        flags = _trusted(flags, read, urgency)
        is_clear = answer is not None or bool(set(flags) & _SETTLED)
        return Reading(
            language=_language(passage),
            requests=read,
            answer=answer,
            urgency=urgency,
            sentiment=sentiment_of(passage, flags, requests),
            flags=flags,
            alternatives=() if is_clear else alternatives_to(requests, passage, units),
        )

    def _index(self, catalogue: Catalogue, lexicon: Lexicon) -> CatalogueIndex:
        key = (catalogue.version, lexicon.sector)
        if key not in self._indexes:
            self._indexes[key] = CatalogueIndex(catalogue, lexicon)
            while len(self._indexes) > _KEPT:
                self._indexes.popitem(last=False)
        self._indexes.move_to_end(key)
        return self._indexes[key]


def _sent_by_a_machine(passage: Passage) -> Reading:
    """It answers nothing, asks for nobody, and its "en cas d'urgence" is not ours."""
    request = Request("ack_closing", 0.95, (), "auto_reply")
    quiet = Urgency("none", "Réponse automatique", None, None)
    return Reading(
        language=_language(passage),
        requests=(request,),
        answer=None,
        urgency=quiet,
        sentiment="neutral",
        flags=(),
    )


def _language(passage: Passage) -> str:
    """A few words do not change the language of a conversation."""
    said = language_of(passage.text.original, passage.text.folded)
    known = passage.memory.language
    keeps = known in SPOKEN and said not in SPOKEN and len(passage.words) <= _FEW_WORDS
    return known if keeps else said


def _trusted(
    flags: tuple[str, ...], read: tuple[Request, ...], urgency: Urgency
) -> tuple[str, ...]:
    """A parcel awaited for an event looks unusual, but is planned for and told to a member."""
    awaited = all((r.intent, r.sub_kind) == ("order_status", None) for r in read)
    planned = awaited and urgency.event is not None and urgency.deadline is not None
    return tuple(f for f in flags if f != "doubt") if planned else flags
