"""What the documentation says is so: variables, lifecycles, links and places."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from motcua.dossiers import lifecycle as dossiers
from motcua.launch.management.commands import diagram
from motcua.post import lifecycle as post
from motcua.results import lifecycle as results

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCES = [p for p in (ROOT / "src" / "motcua").rglob("*.py") if "tests" not in p.parts and "migrations" not in p.parts]
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
VARIABLE = re.compile(r"\b((?:MOTCUA|DATABASE)_[A-Z0-9_]*[A-Z0-9])\b(?!\s*=)")
# Python's own names that look like variables of the environment.
NOT_VARIABLES = {"DATABASE_ALIAS"}


def variables_of_the_code():
    found = {f"MOTCUA_SIGNING_{name.upper()}" for name in settings.SIGNING}
    # `motcua` is the launcher's script.
    for path in [*SOURCES, ROOT / "motcua", *ROOT.glob("motcua.sh")]:
        if path.is_file():
            found |= set(VARIABLE.findall(path.read_text()))
    return found - NOT_VARIABLES


def variables_in_the_table():
    rows = (line for line in (DOCS / "operating.md").read_text().splitlines() if line.startswith("| `"))
    return {name for row in rows for name in VARIABLE.findall(row.split("|")[1])}


def test_every_variable_that_the_code_reads_is_documented():
    assert variables_of_the_code() - variables_in_the_table() == set()


def test_no_variable_is_documented_that_the_code_does_not_know():
    assert variables_in_the_table() - variables_of_the_code() == set()


def test_the_lifecycle_page_is_what_the_tables_say():
    assert (DOCS / "lifecycle.md").read_text() == diagram.page(), "run: ./motcua manage diagram > docs/lifecycle.md"


@pytest.mark.parametrize("room", [dossiers, results, post], ids=lambda room: room.__name__)
def test_the_lifecycle_page_has_the_diagram_of_the_room(room):
    assert room.LIFECYCLE.mermaid() in (DOCS / "lifecycle.md").read_text()


def test_the_act_that_the_house_page_shows_is_the_act_of_the_code():
    shown = re.search(r"# casework/receive.py[^\n]*\n(.*?)```", (DOCS / "house.md").read_text(), re.DOTALL)
    source = (ROOT / "src" / "motcua" / "casework" / "receive.py").read_text().replace("  # fmt: skip", "")
    assert shown and shown[1].strip() in source


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_is_there(page):
    """Names in backquotes with a slash and an ending: from the root, or from the package."""
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)+\.(?:py|md|sh|yaml|in|lock|typ|po|json))`", page.read_text())
    places = (ROOT, ROOT / "src", ROOT / "src" / "motcua", page.parent)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_law_page_names_constraints_and_tests_that_exist():
    text = (DOCS / "law.md").read_text()
    tests = "".join(p.read_text() for folder in ("src", "tests", "packs") for p in (ROOT / folder).rglob("test_*.py"))
    models = "".join(p.read_text() for p in SOURCES)
    assert [name for name in re.findall(r"`(test_\w+)`", text) if f"def {name}(" not in tests] == []
    assert [name for name in re.findall(r"constraint `(\w+)`", text) if f'"{name}"' not in models] == []


def test_every_decision_stands_in_the_index():
    index = (DOCS / "decisions" / "README.md").read_text()
    assert [p.name for p in sorted((DOCS / "decisions").glob("0*.md")) if f"({p.name})" not in index] == []
