"""What a style sheet hides, by its plain rules."""

import time

import pytest

from coccinelle.kit.style_sheet import hiding_names


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (".x{display:none}", {".x"}),
        ("p.x , #y { color: red; visibility: hidden }", {".x", "#y"}),
        ("I{font-size:0}", {"i"}),
        ("/* .z{display:none} */ .x{ display : none !important }", {".x"}),
        ("@import '//evil/a.css'; .x{opacity:0}", {".x"}),
        ("@media (max-width:600px){ .x{display:none} } .y{display:none}", {".y"}),
        (".x{display:block}", set()),
        (".a .x{display:none}", set()),
        ("*{display:none}", set()),
        ("body{display:none}", set()),
        ("}}} .x{display:none}", {".x"}),
        (".x{display:none", set()),
    ],
)
def test_hidden_names(sheet: str, names: set[str]) -> None:
    assert hiding_names(sheet) == names


@pytest.mark.parametrize("sheet", ["@" * 200_000, "{" * 200_000, "/*" * 100_000, "a," * 100_000])
def test_a_hostile_sheet_is_read_in_no_time(sheet: str) -> None:
    started = time.thread_time()
    hiding_names(sheet)
    assert time.thread_time() - started < 1
