"""The demo: the product's own processes, its demo shop, and a scenario through the real door."""

from coccinelle.demo.run import run_demo

__all__ = ["run_demo"]
