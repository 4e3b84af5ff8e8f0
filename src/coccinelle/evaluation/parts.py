"""The sets of labelled messages, by the names of the command line."""

from enum import StrEnum


class Part(StrEnum):
    HELDBACK = "heldback"
    INDEPENDENT = "independent"
    TAUGHT = "taught"
