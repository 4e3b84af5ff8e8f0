"""`coccinelle report`, as it is typed."""

import json

from coccinelle.packs import demo_folder
from tests.cli.conftest import Run


def test_the_figures_of_a_shop_that_heard_nobody(run: Run) -> None:
    assert run("import", str(demo_folder())).returncode == 0
    shown = run("report", "--from", "2025-01-01", "--to", "2025-01-31")
    assert shown.returncode == 0, shown.stderr
    assert "01/01/2025 - 31/01/2025" in shown.stdout
    assert "Automatisation : implication × résolution" in shown.stdout
    found = json.loads(run("report", "--json", "--to", "2025-01-31").stdout)
    assert found["lanes"]["automatic"] == {"count": 0, "of": 0, "rate": None}
    assert found["start"] == "2025-01-02T00:00:00+01:00"
    assert run("report", "--from", "2025-02-01", "--to", "2025-01-31").returncode == 2
