"""docs/evaluation.md: what is measured, the figures, and the paragraphs a person wrote, kept."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from coccinelle.core.lanes import CAUTION
from coccinelle.evaluation.evaluate import Evaluation
from coccinelle.evaluation.judging import Figures
from coccinelle.evaluation.measures import lane_rows, main_measures, said, slices_of, speed_rows
from coccinelle.evaluation.parts import Part
from coccinelle.evaluation.plot import draw

_CONFUSIONS = 20
_SETS: dict[Part, str] = {
    Part.HELDBACK: "messages of the five packs, whole situations of which nothing was taught,"
    " written and labelled by the same hands as what was",
    Part.INDEPENDENT: "messages written and labelled apart from the packs, some in the middle of a"
    " conversation",
    Part.TAUGHT: "what the reader learned from: it says how much is remembered, not how much is"
    " understood",
}
_MEASURED = """\
`coccinelle evaluate --write docs/evaluation.md` reads every message of each set with the embedded
reader and writes this page; `--json` gives the same figures to a program.

{sets}

Beside each figure: its 95 % interval and its sample size n. Shares have Wilson's interval; means of
shares (macro-F1, balanced, gap) have one drawn from the messages themselves, 400 times. Messages of
one situation resemble each other, so the true intervals are a little wider.

- **main request**: the first label against the first request read. **Requests found** and
  **precision**: all of them, as sets. Waiting list and availability are one intent.
- **gap**: mean difference between the confidence of the main request and how often it is right,
  over ten bins. **Read at 99 % precision**: the surest messages, as many as can be kept while 99 %
  of them are right; the limit is chosen on the same messages, which flatters it a little.
- **lane**: what the default policy gives the reading when every look-up succeeds. **Balanced**: the
  mean over the lanes. **Unsafe automation**: read *answer*, *act* or *ignore* where a person should
  have seen it (*draft*, *escalate*). **Over-escalation**: the opposite.
- **values**: by name and value, whatever the case, accents and articles; a product, a service, a
  vehicle, an event, an address or the reference of a property is right when the words said and the
  value read contain one another; a colour is right when both words name one shade ("bleues",
  "blue"). Labels leave some values out, so precision is a lower bound. No catalogue is given to the
  reader."""
_BY_HAND = re.compile(r"<!-- by hand: ([a-z ]+) -->\n(.*?)<!-- end -->", re.DOTALL)


def write_page(evaluation: Evaluation, path: Path) -> None:
    """And its plot beside it; what stands between `by hand` and `end` marks stays as it is."""
    kept = dict(_BY_HAND.findall(path.read_text("utf-8"))) if path.exists() else {}
    plot = path.with_suffix(".png")
    draw({part: f.calibration for part, f in evaluation.parts.items()}, plot)
    path.write_text(page(evaluation, plot.name, kept), "utf-8")


def page(evaluation: Evaluation, plot: str, kept: dict[str, str]) -> str:
    sets = (f"- **{part}**: {_SETS[part]}." for part in evaluation.parts)
    blocks = [
        "# Evaluation of understanding", _by_hand("summary", kept),
        "## What is measured", _MEASURED.format(sets="\n".join(sets)), _by_hand("the sets", kept),
        "## Figures", _overview(evaluation),
        "## Time and memory", _time(evaluation),
        "## Learning curve", _by_hand("learning curve", kept),
        "## Calibration", f"![How often each confidence is right]({plot})",
        *(block for part, f in evaluation.parts.items() for block in _details(part, f)),
        "## What is still confused, and why", _by_hand("still confused", kept),
    ]  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def _by_hand(name: str, kept: dict[str, str]) -> str:
    return f"<!-- by hand: {name} -->\n{kept.get(name, '')}<!-- end -->"


def _overview(evaluation: Evaluation) -> str:
    measured = [main_measures(figures) for figures in evaluation.parts.values()]
    rows = (
        [measures[0][0], *(said(figure) for _, figure in measures)]
        for measures in zip(*measured, strict=True)
    )
    return _table(["", *evaluation.parts], rows)


def _time(evaluation: Evaluation) -> str:
    how = (
        f"{evaluation.speed.reads.messages} messages, one after the other, on one thread of a"
        " process of its own; start from nothing, its files on the disk (cold) or in memory (warm)."
    )
    return f"{how}\n\n{_table(['', ''], speed_rows(evaluation.speed))}"


def _details(part: str, f: Figures) -> list[str]:
    return [
        f"## {part.capitalize()}: {f.messages} messages",
        "Lanes, label by label, and the lane read:",
        _table(["", *CAUTION, "right"], lane_rows(f)),
        *(block for what, _ in slices_of(f) for block in _slices(what, f)),
        "Values by name:",
        _table(["", "found", "right when read"], (
            [f"`{name}`", said(s.found), said(s.kept)] for name, s in f.values.by_name.items()
        )),
        "Requests, the weakest first (as main request):",
        _table(["", "found", "right when read", "F1"], _by_intent(f)),
        "Most confused (said, read):",
        _table(["said", "read", "messages"], (
            [f"`{c.said}`", f"`{c.read}`", f"{c.count} of {c.of}"]
            for c in f.requests.confusions[:_CONFUSIONS]
        )),
    ]  # fmt: skip


def _slices(what: str, f: Figures) -> list[str]:
    rows = (
        [name, said(s.main), said(s.lane), said(s.unsafe), said(s.values_found)]
        for name, s in dict(slices_of(f))[what].items()
    )
    columns = ["", "main request", "lane", "unsafe automation", "values found"]
    return [f"By {what}:", _table(columns, rows)]


def _by_intent(f: Figures) -> Iterable[Sequence[str]]:
    weakest = sorted(f.requests.by_intent.items(), key=lambda pair: pair[1].f1)
    return (
        [f"`{name}`", said(s.found), said(s.kept), f"{s.f1 * 100:.0f} %"] for name, s in weakest
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
