"""Write `docs/lifecycle.md` anew from the tables: `./motcua manage diagram > docs/lifecycle.md`."""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from motcua.base.lifecycle import Lifecycle
from motcua.dossiers import lifecycle as dossiers
from motcua.people.models import Role
from motcua.post import lifecycle as post
from motcua.reception import lifecycle as reception
from motcua.results import lifecycle as results
from motcua.routing import lifecycle as routing

HEAD = """\
# Lifecycles

This page is made from the tables in the code and a test holds it to them. After changing a table:

    ./motcua manage diagram > docs/lifecycle.md

From a row of a table follow the permission, the button on the page, the diagram below and a check constraint by
which PostgreSQL refuses a movement that the table does not know (a
parcel keeps no rows of its steps). `0` and `none` stand for "not there yet".
"""

CHAPTERS: tuple[tuple[str, str, Lifecycle, type[Any]], ...] = (
    (
        "A dossier (hồ sơ)",
        "The ten states are the nation's, with its codes. `guide`, `resubmit`, `complete` and `decline` are possible "
        "only before reception; `supplement`, `ask` and `stop` only after it. `ask` and `charge` belong to the "
        "specialist who took the dossier.",
        dossiers.LIFECYCLE,
        dossiers.State,
    ),
    (
        "A result (kết quả)",
        "It runs while the dossier stands in state 4. From `signed` on a decision exists. Whoever prepared a result "
        "does not sign it, and whoever signed it does not seal it.",
        results.LIFECYCLE,
        results.ResultState,
    ),
    (
        "A parcel (bưu gửi)",
        "Ordered when the applicant chooses the post for the way back.",
        post.LIFECYCLE,
        post.ParcelState,
    ),
    (
        "A ticket (số thứ tự)",
        "The waiting room. Who is missed or parked can be called again until the day is closed.",
        reception.TICKETS,
        reception.TicketState,
    ),
    (
        "A paper folder (túi hồ sơ giấy)",
        "Between `hand` and `accept_…` the giver answers for it; the receiver is always somebody else.",
        reception.FOLDERS,
        reception.FolderState,
    ),
    (
        "A step of the route (bước xử lý)",
        "Where a received dossier lies. `begin`, `pass_on`, `come_back` and `finish` happen with another act; work is "
        "given out by the head of the unit where the step lies.",
        routing.LIFECYCLE,
        routing.RouteState,
    ),
    (
        "An opinion (ý kiến)",
        "Asked of an agency beside. Whoever is asked answers in its own roles; `call_off` happens with another act.",
        routing.OPINIONS,
        routing.OpinionState,
    ),
)


class Command(BaseCommand):
    requires_system_checks = []  # no page is needed for this
    help = "Print docs/lifecycle.md: the diagram and the tables of every lifecycle, from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(page(), ending="")


def page() -> str:
    """The whole of `docs/lifecycle.md`; Vietnamese names, whatever language runs."""
    with translation.override("vi"):
        return "\n".join([HEAD, *(_chapter(*chapter) for chapter in CHAPTERS)])


def _chapter(title: str, about: str, lifecycle: Lifecycle, states: type[Any]) -> str:
    kept = [[f"`{s.value}`", f"`{s.name.lower()}`", str(s.label)] for s in states]
    steps = [
        [
            f"`{s.act}`" + (" (retired)" if s.retired else ""), str(s.name), _states(s.sources), _states([s.target]),
            ", ".join(f"{Role(role).label} (`{role}`)" for role in sorted(s.who)), s.law,
        ]
        for s in lifecycle.steps
    ]  # fmt: skip
    return "\n".join([
        f"## {title}", "", about, "", "```mermaid", lifecycle.mermaid(), "```", "",
        *_table(["kept as", "state", "in Vietnamese"], kept), "",
        *_table(["act", "in Vietnamese", "from", "to", "who", "law"], steps), "",
    ])  # fmt: skip


def _states(states: Iterable[Any]) -> str:
    return ", ".join(str(getattr(state, "name", state)).lower() for state in states)


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
