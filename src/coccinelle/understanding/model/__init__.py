"""A language model as a reader: it proposes, the text and our own rules decide what is kept."""

from coccinelle.understanding.model.reader import ModelReader

__all__ = ["ModelReader"]
