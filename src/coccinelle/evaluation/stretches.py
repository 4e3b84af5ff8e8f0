"""A labelled message as the network sees it: through the reader's own preparation and rules."""

from coccinelle.core.catalogue import NOTHING_SOLD
from coccinelle.core.memory import Memory
from coccinelle.core.turn import Said, Turn
from coccinelle.packs.examples import NOW, Example
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.classifier.features import Stretch
from coccinelle.understanding.lexicon import lexicon_of
from coccinelle.understanding.passage import read_passage
from coccinelle.understanding.stretches import whole_stretch


def stretch_of(example: Example) -> Stretch:
    turn = turn_of(example)
    lexicon = lexicon_of(turn.sector)
    return whole_stretch(read_passage(turn, lexicon, CatalogueIndex(NOTHING_SOLD, lexicon)))


def turn_of(example: Example) -> Turn:
    said = Said(example.text, NOW)
    return Turn((said,), NOW, example.channel, example.sector, Memory(), NOTHING_SOLD)
