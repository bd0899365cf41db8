"""A definition laid out as rows of a workbook. ``workbook_build`` is the way back; they mirror each other."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.catalogue.facts import LIMIT_UNITS
from motcua.catalogue.workbook_cells import EMPTY

Item = dict[str, Any]
Rows = dict[str, list[Item]]


def references(ids: Sequence[Any]) -> list[str]:
    """By which word other sheets call each of ``ids``: its id; the second of the same id is ``id#2``."""
    seen: dict[str, int] = {}
    found = []
    for one in ids:
        name = str(one or "")
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found


def general(definition: Definition) -> Item:
    """What stands on the first sheet, as nested data; marks are written out."""
    data = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data["format"] = definition.format
    for key in ("must_be_present", "cut_off", "immediate_result", "form", "linked", "route"):
        if key in data:
            data[key].setdefault("mark", "R")
    return data


def rows_of(definition: Definition) -> Rows:
    """The rows of each sheet by its title, as nested data under the keys of the sheet's columns."""
    data = definition.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    channels: Item = data.get("channels", {})
    variants, cases = data.get("variants", []), data.get("cases", [])
    names = references([case["id"] for case in cases])
    return {
        "Mã thủ tục": [_marked(item) for item in data.get("codes", [])],
        "Thẩm quyền": [_marked(item) for item in data.get("authority", [])],
        "Kênh và thời hạn": [{**_timed(channel), "channel": name} for name, channel in channels.items()],
        "Gia hạn": [
            {**_timed(_marked(item)), "channel": name}
            for name, channel in channels.items()
            for item in channel.get("extensions", [])
        ],
        "Biến thể": [
            {**_timed(_marked(item)), **_none_of(item, "fees"), "number": number}
            for number, item in enumerate(variants, start=1)
        ],
        "Phí, lệ phí": list(_fees(channels, variants, dict(zip(names, cases, strict=True)))),
        "Trường hợp": [_case(case) for case in cases],
        "Giấy tờ": [_paper(paper) for paper in data.get("papers", [])],
        "Giấy tờ theo trường hợp": [
            {**paper, "case": name}
            for name, case in zip(names, cases, strict=True)
            for paper in case.get("papers") or []
        ],
        "Miễn giảm": [_marked(item) for item in data.get("exemptions", [])],
        "Kết quả": [_result(item) for item in data.get("results", [])],
        "Căn cứ pháp lý": [_marked(item) for item in data.get("legal_basis", [])],
        "Yêu cầu và trình tự": [
            {**_marked(item), "list": name} for name in ("requirements", "sequence") for item in data.get(name, [])
        ],
        **_form(data.get("form", {})),
        "Quy trình": [
            *data["route"]["steps"],
            *(
                {**step, "case": name}
                for name, case in zip(names, cases, strict=True)
                for step in case.get("route", {}).get("steps", [])
            ),
        ],
        "Văn bản": data.get("letters", []),
    }


def _marked(item: Mapping[str, Any]) -> Item:
    return {"mark": "R", **item}


def _timed(item: Mapping[str, Any]) -> Item:
    """``item`` with its limit as unit and amount, its mark written out: a blank one would be inherited."""
    if item.get("limit") is None:
        return dict(item)
    limit = _marked(item["limit"])
    unit = next(unit for unit in LIMIT_UNITS if unit in limit)
    amount = limit.pop(unit)
    return {**item, "limit": {**limit, "unit": unit, **({} if unit == "at_once" else {"amount": amount})}}


def _none_of(item: Mapping[str, Any], *keys: str) -> Item:
    """Marks for lists that are there and empty, which is not the same as missing."""
    return {f"no_{key}": True for key in keys if item.get(key) == []}


def _fees(channels: Item, variants: Sequence[Item], cases: Mapping[str, Item]) -> Iterator[Item]:
    for name, channel in channels.items():
        yield from ({**_marked(line), "channel": [name]} for line in channel.get("fees", []))
    for number, variant in enumerate(variants, start=1):
        yield from ({**_marked(line), "variant": number} for line in variant.get("fees") or [])
    for case, item in cases.items():
        yield from ({**_marked(line), "case": case} for line in item.get("fees") or [])


def _case(case: Item) -> Item:
    found = {**_timed(_marked(case)), **_none_of(case, "papers", "fees")}
    return {**found, "route": _marked(case["route"])} if "route" in case else found


def _paper(paper: Item) -> Item:
    found = _marked(paper)
    if "replaceable_by" in paper:
        found["replaceable_by"] = _marked(paper["replaceable_by"])
    return found


def _result(item: Item) -> Item:
    return {**_marked(item), **({"validity": {"days": EMPTY}} if item.get("validity") == {} else {})}


def _form(form: Item) -> Rows:
    sections = form.get("sections", [])
    places = references([section["id"] for section in sections])
    plain = [(place, q) for place, section in zip(places, sections, strict=True) for q in section["questions"]]
    questions: list[Item] = []
    options: list[Item] = []
    checks: list[Item] = []

    def written(question: Item, name: str, **where: str) -> None:
        questions.append({**question, **where})
        options.extend({**option, "question": name} for option in question.get("options", []))
        checks.extend({**check, "question": name} for check in question.get("checks", []))

    for name, (place, question) in zip(references([q["id"] for _place, q in plain]), plain, strict=True):
        written(question, name, section=place)
        columns = question.get("columns", [])
        for column, of in zip(columns, references([column["id"] for column in columns]), strict=True):
            written(column, f"{name}.{of}", table=name)
    checks.extend(form.get("checks", []))
    return {"Biểu mẫu": sections, "Câu hỏi": questions, "Lựa chọn": options, "Kiểm tra": checks}
