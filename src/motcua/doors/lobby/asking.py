"""Pages that ask before an act is done: the fields, what was typed, what was wrong with it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.base.lifecycle import Step
from motcua.base.refusals import Invalid, OutOfOrder
from motcua.catalogue.cleaning import Wrong, money, plain_text
from motcua.doors.lobby.casefile import STEPS, Casefile, law_words


def need_open(act: str, open_acts: Iterable[Step], dossier: Any) -> None:
    """Raises `OutOfOrder` for a page whose act is not open now: mostly, somebody else was faster."""
    if not any(step.act == act for step in open_acts):
        raise OutOfOrder(
            _("Việc này không làm được nữa: hồ sơ đang ở trạng thái “%(state)s”. Có thể người khác vừa xử lý.")
            % {"state": dossier.get_state_display()}
        )


def page(
    file: Casefile, *, act: str, fields: list[dict[str, Any]], refusal: Invalid | None, key: str
) -> dict[str, Any]:
    """What the template of such a page needs. The old key goes on only where nothing was refused."""
    faults = dict(refusal.fields) if refusal else {}
    for field in fields:
        field["error"] = faults.pop(field["name"], "")
    errors = [{"name": f["name"], "message": f["error"]} for f in fields if f["error"]]
    errors += [{"name": name, "message": said} for name, said in faults.items()]
    if refusal and not errors:
        errors = [{"name": fields[0]["name"], "message": str(refusal.said)}]
    return {
        "dossier": file.dossier, "file": file, "step": STEPS[act], "law": law_words(STEPS[act].law),
        "grave": act in GRAVE, "fields": fields,
        "errors": errors, "faults": faults, "key_again": "" if refusal else key,
    }  # fmt: skip


GRAVE = frozenset({"decline", "send_back", "stop", "bring_back", "ask_revocation", "revoke"})


def items_of(file: Casefile, posted: QueryDict) -> list[dict[str, str]]:
    """The papers and questions that were chosen (`item`: `paper:code` or `question:id`), each with its reason.

    What this dossier does not have cannot be asked for: a forged item is left out.
    """
    known = {f"paper:{demand.id}" for demand in file.demands}
    known |= {f"question:{row['question']}" for section in file.sections() for row in section["rows"]}
    items = []
    for chosen in dict.fromkeys(posted.getlist("item")):
        if chosen in known:
            kind, _colon, name = chosen.partition(":")
            items.append({kind: name, "reason": text(posted, f"reason:{chosen}", most=500)})
    return items


def groups(file: Casefile, *, chosen: QueryDict) -> list[dict[str, Any]]:
    """`[{title, rows: [{id, value, label, now, chosen, reason, error}]}]`: everything that can be asked for."""
    picked = set(chosen.getlist("item"))

    def row(value: str, label: str, now: str) -> dict[str, Any]:
        reason = chosen.get(f"reason:{value}", "")
        wrong = value in picked and not reason.strip()
        return {
            "id": "item-" + value.replace(":", "-"), "value": value, "label": label, "now": now,
            "chosen": value in picked, "reason": reason, "error": _("Ghi rõ lý do.") if wrong else "",
        }  # fmt: skip

    handed_in = {paper.code for paper in file.papers}
    there, gone = _("đã có"), _("chưa có")
    papers = [row(f"paper:{d.id}", file.paper_name(d.id), there if d.id in handed_in else gone) for d in file.demands]
    found = [{"title": _("Giấy tờ"), "rows": papers}] if papers else []
    for section in file.sections():
        rows = [row(f"question:{r['question']}", r["label"], r["value"]) for r in section["rows"]]
        found.append({"title": section["title"], "rows": rows})
    return found


def text(sent: QueryDict, name: str, *, most: int, lines: bool = False) -> str:
    """What was typed in a field, at most so many characters of it, without what no text may hold (NUL)."""
    return plain_text(sent.get(name, "")[:most], lines=lines)


def amount(typed: str) -> int:
    """Whole đồng as people write them (`1.250.000`); what is no amount is nothing, which the act refuses."""
    try:
        return money(typed)
    except Wrong:
        return 0


def days(typed: str) -> int:
    """A number of days; nothing typed is no term, and what is no number is one that the act refuses."""
    typed = typed.strip()
    return int(typed) if typed.isdecimal() else -1 if typed else 0


def day(typed: str) -> date | None:
    """A day as people write it (`09/06/2020`), or None."""
    try:
        return datetime.strptime(typed.strip(), "%d/%m/%Y").date()
    except ValueError:
        return None
