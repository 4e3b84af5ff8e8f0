"""The figures as a small table."""

from rich.console import Console
from rich.table import Table

from coccinelle.bench.figures import Figures, Latency


def show(figures: Figures, console: Console) -> None:
    table = Table("", "", show_header=False)
    for name, value in _rows(figures):
        table.add_row(name, value)
    console.print(table)


def _rows(f: Figures) -> list[tuple[str, str]]:
    rows = [
        ("floor, one connection", f"{f.floor.serial_per_s:.0f} transactions/s"),
        ("floor, eight connections", f"{f.floor.eight_per_s:.0f} transactions/s"),
        ("one worker", f"{f.one.per_s:.1f} messages/s ({f.one.ratio:.3f} of the floor)"),
        ("two workers", f"{f.two.per_s:.1f} messages/s ({f.two.ratio:.3f} of the floor)"),
        ("received → provider", _milliseconds(f.latency_ms)),
        ("CPU, web and worker", f"{f.cpu_ms_per_message:.1f} ms a message"),
        ("commits", f"{f.commits_per_message:.1f} a message"),
        ("memory of a worker", f"{f.rss_mb:.0f} MB"),
        ("start", f"{f.startup_s:.1f} s"),
    ]
    if after := f.after_sales:
        rows += [
            ("where is my parcel", _milliseconds(after.status_ms)),
            ("an exchange opened", _milliseconds(after.exchange_ms)),
            ("its way chosen", _milliseconds(after.choice_ms)),
            ("floor of an exchange", f"{after.floor_per_s:.0f} transactions/s"),
        ]
    if f.growth:
        grown = f.growth.latency_ms
        size = f"{f.growth.messages} messages, {f.growth.variants} variants"
        rows.append((size, f"{grown.p50:.0f} ms (p99 {grown.p99:.0f}), × {f.growth.ratio:.2f}"))
    return rows


def _milliseconds(latency: Latency) -> str:
    return f"{latency.p50:.0f} ms (p99 {latency.p99:.0f} ms)"
