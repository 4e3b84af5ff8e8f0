"""The bench: how fast the whole way of a message is, beside what the disk allows."""

from coccinelle.bench.dashboard import measure_dashboard, show_dashboard
from coccinelle.bench.day import Day, run_day, show_day
from coccinelle.bench.figures import as_json
from coccinelle.bench.growth import Size
from coccinelle.bench.inbox import measure_inbox, show_inbox
from coccinelle.bench.run import run_bench
from coccinelle.bench.show import show
from coccinelle.bench.soak import Plan, soak

__all__ = [
    "Day",
    "Plan",
    "Size",
    "as_json",
    "measure_dashboard",
    "measure_inbox",
    "run_bench",
    "run_day",
    "show",
    "show_dashboard",
    "show_day",
    "show_inbox",
    "soak",
]
