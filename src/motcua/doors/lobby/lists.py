"""Worklists: one page of a list, its filters from the URL, and how many there are, counted only so far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from motcua.catalogue import queries as catalogue
from motcua.catalogue.cleaning import plain_text
from motcua.doors.lobby.requests import Request
from motcua.dossiers import queries as dossiers
from motcua.organisation import queries as organisation

PAGE, MOST = 50, 1000
# A list that can be opened: its name in the URL, its word, and its rows.
Tab = tuple[str, str, QuerySet[Any]]


class Counted(Paginator):  # type: ignore[type-arg]
    """Pages of a list whose length is known already: counting a long list again would cost more than its page."""

    def __init__(self, found: QuerySet[Any], *, count: int) -> None:
        super().__init__(found, PAGE)
        self.__dict__["count"] = count


@dataclass(frozen=True)
class Shown:
    """One page of the list that is open, and what stands around it."""

    name: str
    label: str
    page: Page[Any]
    places: list[dict[str, Any]]
    procedure: str
    words: str
    filtered: bool


def shown(
    request: Request, tabs: list[Tab], *, url: str,
    narrow: Callable[..., QuerySet[Any]] = dossiers.narrowed,
) -> Shown:  # fmt: skip
    """The page that the URL asks for (`list`, `procedure`, `q`, `page`), in two questions: how many, and which."""
    open_tab, rows, procedure, words = asked_for(request.GET, tabs, narrow=narrow)
    filtered = bool(procedure or words)
    *counts, count = dossiers.how_many(*(tab[2] for tab in tabs), rows, most=MOST)
    places = [
        {"label": label, "url": f"{url}?list={key}", "current": key == open_tab[0], "count": many(n)}
        for (key, label, _rows), n in zip(tabs, counts, strict=True)
    ]
    page = Counted(rows, count=count).get_page(request.GET.get("page"))
    return Shown(open_tab[0], open_tab[1], page, places, procedure, words, filtered)


def asked_for(
    asked: QueryDict, tabs: list[Tab], *, narrow: Callable[..., QuerySet[Any]] = dossiers.narrowed
) -> tuple[Tab, QuerySet[Any], str, str]:
    """The list that an address asks for, its rows, and by which procedure and words they are narrowed."""
    open_tab = next((tab for tab in tabs if tab[0] == asked.get("list", "")), tabs[0])
    procedure, words = plain_text(asked.get("procedure", "")[:80]), plain_text(asked.get("q", "")[:100])
    return open_tab, narrow(open_tab[2], procedure=procedure, words=words), procedure, words


def many(count: int) -> str:
    """`42`, `1.000+`: what stands beside a list's name."""
    return f"{MOST:,}+".replace(",", ".") if count >= MOST else str(count)


def procedures(request: Request) -> list[tuple[str, str]]:
    """(code, name) of the procedures at the levels where this officer works: what a list can be filtered by."""
    levels = {organisation.unit(unit_id).level for unit_id in request.who.units()}
    found = catalogue.offered().filter(level__in=levels).values_list("code", "name")
    return sorted(found, key=lambda one: one[1])


def unit_of(request: Request, *roles: str) -> str:
    """The name of the unit in the bar: where this officer has one of these roles, and how many more there are."""
    names = sorted(organisation.unit(unit_id).name for unit_id in request.who.units(*roles) or request.who.units())
    return f"{names[0]} +{len(names) - 1}" if len(names) > 1 else names[0] if names else ""
