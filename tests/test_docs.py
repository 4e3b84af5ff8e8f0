"""What is written stays true: settings, policy keys, folders of the map."""

import re
from pathlib import Path

import pytest

from coccinelle.core.policy import Policy
from coccinelle.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
GUIDE = (ROOT / "docs" / "guides" / "import.md").read_text()
MAP = (ROOT / "docs" / "architecture.md").read_text().split("```")[1]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme(name: str) -> None:
    alias = Settings.model_fields[name].validation_alias
    assert f"`{alias or 'COCCINELLE_' + name.upper()}`" in README


@pytest.mark.parametrize("key", Policy.model_fields)
def test_every_policy_key_is_in_the_guide(key: str) -> None:
    assert f"`{key}`" in GUIDE


def test_the_map_shows_every_folder_and_no_other() -> None:
    shown = set(re.findall(r"── ([a-z]+)/", MAP))
    package = ROOT / "src" / "coccinelle"
    assert shown == {p.name for p in package.iterdir() if p.is_dir() and p.name[0] != "_"}


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda p: p.name
)
def test_no_link_between_our_pages_is_broken(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_is_named_is_there(page: str) -> None:
    """`engine/actions/hold.py`: from the package, or from the root."""
    named = re.findall(r"`([\w/-]+/[\w.-]+\.(?:py|yaml|po|sql))`", (ROOT / page).read_text())
    roots = (ROOT, ROOT / "src" / "coccinelle")
    assert [name for name in named if not any((root / name).exists() for root in roots)] == []
