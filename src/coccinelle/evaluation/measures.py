"""The figures by the names a person reads, the same in a terminal and on the page."""

from coccinelle.core.lanes import CAUTION
from coccinelle.evaluation.judging import Figures, Slice
from coccinelle.evaluation.share import Mean, Share
from coccinelle.evaluation.speed import Speed

Measure = tuple[str, Share | Mean]


def main_measures(f: Figures) -> list[Measure]:
    return [
        ("main request right", f.requests.main),
        ("macro-F1 of the main request", f.requests.macro_f1),
        ("requests found (recall)", f.requests.found),
        ("requests read that were said (precision)", f.requests.kept),
        ("gap between confidence and truth", f.calibration.error),
        ("read at 99 % precision", f.calibration.coverage.covered),
        ("read at 95 % precision", f.calibration.coverage_95.covered),
        ("lane right", f.lanes.right),
        ("lane right, balanced", f.lanes.balanced),
        ("unsafe automation, of all", f.lanes.unsafe),
        ("unsafe automation, of what needs a person", f.lanes.unsafe_of_person),
        ("left without answer, of what needs a person", f.lanes.ignored_of_person),
        ("over-escalation, of all", f.lanes.over),
        ("over-escalation, of what needs nobody", f.lanes.over_of_others),
        ("urgency right", f.urgency.right),
        ("high urgency found (recall)", f.urgency.high_found),
        ("high urgency read that was (precision)", f.urgency.high_kept),
        ("values found (recall)", f.values.found),
        ("values read that were said (precision)", f.values.kept),
        ("values read by another name", f.values.misnamed),
        ("language right", f.language),
    ]


def slices_of(f: Figures) -> list[tuple[str, dict[str, Slice]]]:
    """Place: first message of its conversation or not, when there are both."""
    slices = [("trade", f.by_trade), ("channel", f.by_channel), ("language", f.by_language)]
    return [*slices, ("place", f.by_place)] if len(f.by_place) > 1 else slices


def lane_rows(f: Figures) -> list[list[str]]:
    """Label by label: the counts of the lanes read, then the share that is right."""
    return [
        [lane, *(str(f.lanes.matrix[lane][read]) for read in CAUTION), said(f.lanes.by_lane[lane])]
        for lane in CAUTION
    ]


def speed_rows(speed: Speed) -> list[tuple[str, str]]:
    reads = speed.reads
    peak = f"{reads.peak_mb:.0f} MB" if reads.peak_mb else "unknown here"
    return [
        ("a message, p50", f"{reads.p50_ms:.1f} ms"),
        ("a message, p99", f"{reads.p99_ms:.1f} ms"),
        ("messages a second, one thread", f"{reads.per_s:.0f}"),
        ("ready, cold", f"{speed.cold_s:.1f} s"),
        ("ready, warm", f"{speed.warm_s:.1f} s"),
        ("memory at most", peak),
    ]


def brief(figure: Share | Mean) -> str:
    """Without the sample size, for a narrow column."""
    if figure.value is None:
        return "none"
    return f"{figure.value * 100:.0f} % ({figure.low * 100:.0f}–{figure.high * 100:.0f})"


def said(figure: Share | Mean) -> str:
    """A percentage with its interval and its sample size."""
    if figure.value is None or not figure.of:
        return "none"
    interval = f"{figure.low * 100:.1f}–{figure.high * 100:.1f}"
    return f"{figure.value * 100:.1f} % ({interval}, n {figure.of})"
