"""The house rules that no other tool can say. Each rule is one test; each test names the rule."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps

from motcua import casework
from motcua.base.models import AppendOnly, Kept

ROOT = Path(__file__).parent.parent
HOUSE = ROOT / "src" / "motcua"
SOURCES = sorted(p for p in HOUSE.rglob("*.py") if not {"tests", "migrations"} & set(p.relative_to(HOUSE).parts))
ROOMS = [
    "organisation", "people", "catalogue", "documents", "dossiers", "payments", "post", "results", "notices",
    "feedback", "registers", "reception", "routing",
]  # fmt: skip

FURNITURE = {"__init__", "apps", "models", "lifecycle", "commands", "queries", "ports", "jobs", "checks", "admin"}
# A module may also be named for one thing of the room's own: a noun that people of that trade would know.
OF_ITS_OWN = {
    "organisation": {"order", "opening"},
    "people": {"who", "roles", "mandates", "deputies"},
    "dossiers": {
        "alarms", "apologies", "calendars", "clock", "codes", "conditions", "consents", "corrections", "drafts",
        "groups", "provenance", "repair", "representation", "scans", "selection", "sharing", "shelf",
    },
    "results": {"drafting"},
    "notices": {"forms", "letters", "words", "combined"},
    "post": {"codes"},
    "registers": {"validity"},
    "reception": {"transfer", "signature"},
    "routing": {"plans"},
    "payments": {"exemptions", "matching", "orders", "reconciling", "statements", "till", "vietqr"},
}
# The procedure's form and the judgement of papers are trades of their own, with a vocabulary each.
WORKSHOPS = {"catalogue", "documents"}
NEVER = {
    "utils",
    "util",
    "helpers",
    "helper",
    "services",
    "service",
    "signals",
    "misc",
    "common",
    "manager",
    "managers",
}

# The wall clock: doors, jobs and the launcher look at it; everybody else is told the time.
MAY_LOOK_AT_THE_CLOCK = (
    "doors/", "launch/", "notices/jobs.py", "catalogue/jobs.py", "dossiers/jobs.py", "routing/jobs.py",
)  # fmt: skip
# A password is tried now and a duty runs today, whatever moment an act is about.
CLOCK_SANCTIONED = {"people/queries.py"}


def where(path: Path) -> str:
    return str(path.relative_to(HOUSE))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


sources = pytest.mark.parametrize("path", SOURCES, ids=where)


def test_there_is_something_to_judge():
    assert len(SOURCES) > 100


def test_every_room_keeps_its_floor_and_nobody_reaches_past_casework():
    """`.importlinter`: floors, doors, commands, acts, the lobby, worktime, no circles."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_only_the_known_furniture(room):
    found = {p.stem for p in (HOUSE / room).glob("*.py")}

    assert found & NEVER == set()
    if room not in WORKSHOPS:
        assert found - FURNITURE - OF_ITS_OWN.get(room, set()) == set()


@sources
def test_no_module_is_a_drawer_for_odds_and_ends(path):
    assert not NEVER & set(path.relative_to(HOUSE).with_suffix("").parts)


def test_only_move_and_begin_set_the_state_of_a_dossier():
    """Results and parcels have their own lifecycle: there `move`, `order`, `draft` and `_step` set it."""
    setters = {
        "dossiers/commands.py": {"move", "begin"},
        "results/commands.py": {"draft", "_step"},
        "post/commands.py": {"order", "move"},
        "reception/commands.py": {"_ticket_step", "_folder_step"},
        "routing/commands.py": {"begin", "_step", "_opinion_step", "ask_opinion"},
    }
    for path in SOURCES:
        for function in functions(path):
            if any(map(_sets_a_state, ast.walk(function))):
                assert function.name in setters.get(where(path), set()), f"{where(path)}:{function.name}"


def _sets_a_state(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [e for t in targets for e in (t.elts if isinstance(t, ast.Tuple) else [t])]
        return any(isinstance(n, ast.Attribute) and n.attr == "state" for n in names)
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        made = {"Result", "Parcel", "Dossier", "Route", "Opinion"}
        if name in {"update", "create", "change", "update_or_create"} | made:
            return any(k.arg == "state" for k in node.keywords)
    return False


@pytest.mark.parametrize("room", ROOMS)
def test_commands_take_their_arguments_by_name(room):
    for function in _public_functions(HOUSE / room / "commands.py"):
        assert len(function.args.args) <= 1 and not function.args.vararg, f"{room}.{function.name}(*, …)"


def test_the_dossiers_commands_take_nothing_by_place():
    hanging = ("payments", "post", "results", "notices", "feedback", "registers", "reception", "routing")
    for room in ("dossiers", *hanging):
        for function in _public_functions(HOUSE / room / "commands.py"):
            assert not function.args.args, f"{room}.{function.name}(*, …)"


def _public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    if path.exists():
        yield from (n for n in tree(path).body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_"))


ACTS = sorted(p for p in (HOUSE / "casework").glob("*.py") if p.stem != "__init__")


@pytest.mark.parametrize("path", ACTS, ids=lambda p: p.stem)
def test_an_act_is_one_public_function_named_as_its_file(path):
    public = list(_public_functions(path))

    assert [f.name for f in public] == [path.stem]
    decorators = [ast.unparse(d) for d in public[0].decorator_list]
    assert decorators in (["act"], ["private"])
    assert ast.get_docstring(public[0]) and ast.get_docstring(tree(path))
    assert not public[0].args.args
    names = {a.arg for a in public[0].args.kwonlyargs}
    assert {"by", "at"} <= names
    assert ("key" in names) == (decorators == ["act"])


def test_casework_exports_every_act_and_nothing_else():
    assert sorted(casework.__all__) == [p.stem for p in ACTS]
    assert all(callable(getattr(casework, name)) for name in casework.__all__)


@sources
def test_nothing_outgrows_the_page(path):
    assert len(path.read_text().splitlines()) <= 400
    for function in functions(path):
        assert function.end_lineno - function.lineno < 60, function.name


def test_every_table_says_what_the_application_may_do_to_it():
    own = [m for m in apps.get_models() if m.__module__.startswith("motcua.")]

    assert [m.__name__ for m in own if not issubclass(m, Kept)] == []


def test_what_counts_is_append_only():
    """A table leaves this list only for a reason written in docs/decisions/."""
    append_only = {m.__name__ for m in apps.get_models() if issubclass(m, AppendOnly)}

    assert append_only >= {
        "JournalLine", "Answer", "Movement", "ClockEvent", "Answers", "Paper", "SupplementRequest", "Viewing", "Entry",
        "ResultStep", "Letter", "TicketStep", "FolderStep", "DayClosed", "TicketDossier", "Remark", "GivenBack",
         "LetterVersion", "ProcedureVersion", "CalendarVersion", "Document", "Rating",
    }  # fmt: skip
    handed = apps.get_model("results", "HandOver")
    assert not handed.may_change and not handed.may_delete


@sources
def test_time_comes_in_as_an_argument(path):
    if where(path).startswith(MAY_LOOK_AT_THE_CLOCK) or where(path) in CLOCK_SANCTIONED:
        return
    looks = [ast.unparse(n) for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and _asks_the_wall(n)]
    assert looks == []


def _asks_the_wall(call: ast.Call) -> bool:
    return bool(re.fullmatch(r"(.*\.)?(now|today|localdate|localtime|utcnow)|time\.time", ast.unparse(call.func))) and (
        ast.unparse(call.func) != "Now"
    )


@sources
def test_http_comes_in_by_the_doors(path):
    if where(path).startswith(("doors/", "launch/", "config/")):
        return
    imported = {
        f"{n.module}.{a.name}" for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom) for a in n.names
    } | {a.name for n in ast.walk(tree(path)) if isinstance(n, ast.Import) for a in n.names}
    http = {i for i in imported if i.startswith(("django.http", "django.shortcuts", "django.urls", "django.views"))}
    # Django's protocol for a password backend names the request; it is not read.
    if where(path) == "people/queries.py":
        http -= {"django.http.HttpRequest"}
    assert http == set()


@pytest.mark.parametrize("path", [p for p in SOURCES if where(p).startswith("doors/")], ids=where)
def test_a_door_takes_only_words_from_the_tables_and_the_acts(path):
    """The one exception of `.importlinter` (doors import no models): the names of the roles. And `Done`, an answer."""
    taken = [
        f"{n.module}.{a.name}"
        for n in ast.walk(tree(path))
        if isinstance(n, ast.ImportFrom) and re.fullmatch(r"motcua\..*\.(models|acts)", n.module or "")
        for a in n.names
        if not (n.module or "").startswith("motcua.doors.")
    ]
    assert set(taken) <= {"motcua.people.models.Role", "motcua.base.acts.Done"}


@sources
def test_nothing_is_left_for_later(path):
    text = path.read_text()

    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)
    assert not re.search(r"^\s*print\(", text, re.M) or where(path).startswith(("launch/", "worktime/cli.py"))


# Promises


PROMISE = re.compile(r"`((?:tests|src|packs)/[\w/.]+\.py)::(\w+)`")


def test_every_guarantee_names_a_test_that_exists():
    text = (ROOT / "docs" / "guarantees.md").read_text()
    promises = [line for line in re.split(r"\n(?=- )", text) if line.startswith("- ")]
    without = [line[:90] for line in promises if not PROMISE.search(line)]
    missing = []
    for path, name in PROMISE.findall(text):
        file = ROOT / path
        if not file.is_file() or name not in {
            n.name for n in ast.walk(ast.parse(file.read_text())) if isinstance(n, ast.FunctionDef)
        }:
            missing.append(f"{path}::{name}")

    assert promises and without == [] and missing == []


def test_every_constraint_named_in_a_guarantee_exists():
    text = (ROOT / "docs" / "guarantees.md").read_text()
    named = set(re.findall(r"constraint `(\w+)`", text))
    known = {c.name for m in apps.get_models() for c in m._meta.constraints}

    assert named and named - known == set()


def test_every_act_has_its_tests():
    tested = {p.stem.removeprefix("test_") for p in (HOUSE / "casework" / "tests").glob("test_*.py")}

    assert {p.stem for p in ACTS} - tested == set()
