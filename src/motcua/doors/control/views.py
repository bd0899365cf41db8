"""The wall: figures of a unit and everything below it, and the dossiers behind each figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from motcua.base.refusals import NotThere
from motcua.catalogue import queries as catalogue
from motcua.doors.control.reading import frame, one_of
from motcua.doors.lobby import saved
from motcua.doors.lobby.lists import Counted
from motcua.doors.lobby.requests import Request, officers_only
from motcua.dossiers import queries as dossiers
from motcua.organisation import queries as organisation
from motcua.reporting import wall as walls

# What each figure is called, what it counts, and its colour (one of the chips').
WORDS = {
    "waiting": (gettext_lazy("Chờ tiếp nhận"), gettext_lazy("đã nộp, chưa tiếp nhận"), "go"),
    "open": (gettext_lazy("Đang giải quyết"), gettext_lazy("đã tiếp nhận, chưa có kết quả"), "go"),
    "due_today": (gettext_lazy("Đến hạn hôm nay"), gettext_lazy("phải xong trước cuối ngày"), "soon"),
    "late": (gettext_lazy("Quá hạn"), gettext_lazy("đã qua giờ hẹn, chưa có kết quả"), "late"),
    "paused": (gettext_lazy("Đang tạm dừng"), gettext_lazy("đồng hồ đứng, có lý do"), "wait"),
    "asked_twice": (gettext_lazy("Yêu cầu bổ sung lần hai"), gettext_lazy("hỏi người dân quá một lần"), "late"),
    "after_hours": (gettext_lazy("Tiếp nhận ngoài giờ"), gettext_lazy("giờ nhận không phải giờ làm việc"), "plain"),
}
CAUSES = {
    "supplement": gettext_lazy("chờ người nộp bổ sung"), "payment": gettext_lazy("chờ nghĩa vụ tài chính"),
    "opinion": gettext_lazy("chờ ý kiến cơ quan khác"), "linked": gettext_lazy("chờ thủ tục liên thông"),
    "inspection": gettext_lazy("chờ kiểm tra thực địa"), "force_majeure": gettext_lazy("bất khả kháng"),
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """Which dossiers an address speaks of: a unit (or all in sight), perhaps a field of work, a person, a cause."""

    unit: UUID | None
    units: frozenset[UUID]
    field: str
    person: str
    cause: str

    def address(self, **changes: str) -> str:
        unit = str(self.unit) if self.unit else ""
        asked = {"unit": unit, "field": self.field, "person": self.person, "cause": self.cause} | changes
        return urlencode({k: v for k, v in asked.items() if v})


def _scope(request: Request, asked: QueryDict) -> Scope:
    allowed = walls.watched_units(request.who)
    unit = one_of(asked.get("unit", ""), allowed)
    units = allowed if unit is None else organisation.below([unit])
    if asked.get("alone") and unit is not None:
        units = frozenset({unit})
    person, cause = asked.get("person", "")[:40], asked.get("cause", "")[:20]
    return Scope(unit, units, asked.get("field", "")[:80], person, cause)


@officers_only(*walls.WATCHERS)
@require_GET
def wall(request: Request) -> HttpResponse:
    """Seven figures, then by unit, by field of work, by person; each opens the list behind it."""
    scope, now = _scope(request, request.GET), timezone.now()
    found = walls.wall(scope.units, now=now)
    names = walls.names_of(found.people)
    offered = catalogue.offered().values_list("code", "field_code", "field_name")
    fields = {code: (key, name) for code, key, name in offered}
    people = {
        str(one or "nobody"): (names.get(one, "") if one else _("Chưa ai nhận"), figures)
        for one, figures in found.people.items()
    }
    by_field: dict[str, tuple[str, dict[str, int]]] = {}
    for code, figures in found.procedures.items():
        key, name = fields.get(code, ("", _("Thủ tục khác")))
        known = by_field.get(key, (name, dict.fromkeys(walls.FIGURES, 0)))[1]
        by_field[key] = (name, {n: known[n] + figures[n] for n in walls.FIGURES})
    context = frame(request, here="wall") | {
        "title": organisation.unit(scope.unit).name if scope.unit else _("Mọi đơn vị bạn theo dõi"),
        "tiles": [_cell(scope, name, found.total) | {"help": WORDS[name][1]} for name in walls.FIGURES],
        "causes": [
            {"word": CAUSES.get(c, c), "count": n, "url": _list("paused", scope.address(cause=c))}
            for c, n in sorted(found.causes.items(), key=lambda one: -one[1])
        ],
        "figures": [WORDS[name][0] for name in walls.FIGURES], "now": now,
        "tables": [
            _table("unit", _("Theo đơn vị"), _unit_rows(scope, found)),
            _table("field", _("Theo lĩnh vực chuyên môn"), _rows(scope, "field", by_field)),
            _table("person", _("Theo người xử lý"), _rows(scope, "person", people)),
        ],
        "crumbs": _crumbs(scope, walls.watched_units(request.who)),
    }  # fmt: skip
    return render(request, "control/wall.html", context)


def _table(name: str, title: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    rows = sorted(rows, key=lambda row: (-row["late"], -row["size"], row["name"]))
    most = max((row["size"] for row in rows), default=0) or 1
    for row in rows:
        row["bars"] = _bars(row, most=most)
    return {"name": name, "title": title, "rows": rows, "drawn": rows[:12]}


def _bars(row: dict[str, Any], *, most: int) -> list[dict[str, Any]]:
    """The parts of one bar, in thousandths of the longest: late, due today, standing still, the rest."""
    rest = max(row["figures"]["open"] - row["late"] - row["figures"]["due_today"] - row["figures"]["paused"], 0)
    parts = [
        ("late", row["late"]), ("soon", row["figures"]["due_today"]), ("wait", row["figures"]["paused"]),
        ("go", rest + row["figures"]["waiting"]),
    ]  # fmt: skip
    bars, x = [], 0
    for kind, count in parts:
        width = round(count * 1000 / most)
        if width:
            bars.append({"kind": kind, "x": x, "width": width})
        x += width
    return bars


def _cell(scope: Scope, name: str, figures: dict[str, int], **changes: str) -> dict[str, Any]:
    count = figures[name]
    url = _list(name, scope.address(**changes)) if count else ""
    return {"name": name, "word": WORDS[name][0], "count": count, "kind": WORDS[name][2], "url": url}


def _list(figure: str, address: str) -> str:
    return f"{reverse('control:behind', args=[figure])}?{address}"


def _row(scope: Scope, label: str, figures: dict[str, int], *, open_url: str = "", **changes: str) -> dict[str, Any]:
    cells = [_cell(scope, name, figures, **changes) for name in walls.FIGURES]
    size = figures["open"] + figures["waiting"]
    return {
        "name": label, "cells": cells, "late": figures["late"], "size": size, "figures": figures, "open_url": open_url,
    }  # fmt: skip


def _rows(scope: Scope, axis: str, found: dict[str, tuple[str, dict[str, int]]]) -> list[dict[str, Any]]:
    return [_row(scope, name, figures, **{axis: key or "other"}) for key, (name, figures) in found.items()]


def _unit_rows(scope: Scope, found: walls.Wall) -> list[dict[str, Any]]:
    """One row for the unit itself and one for each unit right below it, with everything below that."""
    if scope.unit is None:
        tops = [u for u in scope.units if organisation.unit(u).parent_id not in scope.units]
    else:
        tops = [u for u in scope.units if organisation.unit(u).parent_id == scope.unit]
    rows = []
    for top in tops:
        figures = _sum(found, organisation.below([top]))
        if any(figures.values()):
            label = organisation.unit(top).name
            rows.append(_row(scope, label, figures, open_url=f"?unit={top}", unit=str(top)))
    if scope.unit is not None and any((own := _sum(found, [scope.unit])).values()):
        name = organisation.unit(scope.unit).name
        rows.append(_row(scope, name, own, unit=str(scope.unit), alone="1"))
    return rows


def _sum(found: walls.Wall, units: Iterable[UUID]) -> dict[str, int]:
    figures = dict.fromkeys(walls.FIGURES, 0)
    for unit in units:
        for name, count in found.units.get(unit, {}).items():
            figures[name] += count
    return figures


def _crumbs(scope: Scope, allowed: frozenset[UUID]) -> list[tuple[str, str]]:
    home = (_("Theo dõi"), reverse("control:wall"))
    if scope.unit is None:
        return [(home[0], "")]
    line = [u for u in reversed(organisation.parents(organisation.unit(scope.unit))) if u.pk in allowed]
    return [home, *((u.name, f"{home[1]}?unit={u.pk}" if u.pk != scope.unit else "") for u in line)]


@officers_only(*walls.WATCHERS)
@require_GET
def behind(request: Request, figure: str) -> HttpResponse:
    """The dossiers behind a figure, what is due first; each opens down to its page."""
    scope, now = _scope(request, request.GET), timezone.now()
    found = _found(scope, figure, now=now)
    page = Counted(found, count=found.count()).get_page(request.GET.get("page"))
    here = request.GET.copy()
    here.pop("page", None)
    context = frame(request, here="wall") | {
        "page": page, "rows": [_line(one, now=now) for one in page], "show_officer": True, "title": WORDS[figure][0],
        "help": WORDS[figure][1], "where": organisation.unit(scope.unit).name if scope.unit else "",
        "export_url": reverse("control:export", args=[figure]), "here_query": here.urlencode(),
        "crumbs": [*_crumbs(scope, walls.watched_units(request.who))[:-1], *_last(scope), (WORDS[figure][0], "")],
    }  # fmt: skip
    return render(request, "control/behind.html", context)


def _last(scope: Scope) -> list[tuple[str, str]]:
    home = reverse("control:wall")
    if scope.unit is None:
        return [(_("Theo dõi"), home)]
    return [(organisation.unit(scope.unit).name, f"{home}?unit={scope.unit}")]


def _found(scope: Scope, figure: str, *, now: Any) -> Any:
    if figure not in walls.FIGURES:
        raise Http404
    person, nobody = None, scope.person == "nobody"
    if scope.person and not nobody:
        try:
            person = UUID(scope.person)
        except ValueError:
            raise NotThere() from None
    codes: list[str] = []
    if scope.field:
        known = list(catalogue.offered().values_list("code", "field_code"))
        codes = [code for code, field in known if field == scope.field] or ["-"]
    return walls.behind(
        figure, scope.units, now=now, person=person, nobody=nobody, procedures=codes, cause=scope.cause
    )


def _line(dossier: Any, *, now: Any) -> dict[str, Any]:
    return {
        "id": dossier.pk, "url": reverse("desk:dossier", args=[dossier.pk]), "code": dossier.code,
        "procedure": dossier.about, "applicant": dossier.owner.full_name, "state": dossier.state,
        "state_label": dossier.get_state_display(), "minutes_left": dossiers.minutes_left(dossier, now=now),
        "paused": dossier.paused_at is not None, "received_at": dossier.received_at,
        "officer": f"{dossier.holder.full_name if dossier.holder else '—'} · {dossier.settling_unit.name}",
    }  # fmt: skip


@officers_only(*walls.WATCHERS)
@require_POST
def export(request: Request, figure: str) -> HttpResponseBase:
    """The list behind a figure as a file."""
    asked = QueryDict(request.POST.get("query", ""))
    scope, now = _scope(request, asked), timezone.now()
    found = _found(scope, figure, now=now)
    head = [
        _("Mã hồ sơ"), _("Thủ tục"), _("Chủ hồ sơ"), _("Trạng thái"), _("Đơn vị giải quyết"), _("Ai giữ"),
        _("Nhận lúc"), _("Hẹn trả"),
    ]  # fmt: skip
    narrowed = {"figure": figure} | dict(asked.items())
    return saved.exported(request, what="control", asked=narrowed, head=head, rows=_cells(found), name=figure)


def _cells(found: Any) -> Iterator[list[Any]]:
    for one in found.iterator(chunk_size=500):
        yield [
            one.code, one.about, one.owner.full_name, one.get_state_display(), one.settling_unit.name,
            one.holder.full_name if one.holder else "", one.received_at, one.due_at,
        ]  # fmt: skip
