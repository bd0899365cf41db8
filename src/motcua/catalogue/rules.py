"""The rules of a procedure one by one: what can be switched off, and what the procedure is without it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from motcua.base.refusals import Invalid
from motcua.catalogue import lint_definition, lint_expressions
from motcua.catalogue.definition import Definition, Path, canonical


@dataclass(frozen=True)
class Rule:
    """One rule that can be switched off. `place` names it in addresses and in the journal (`papers.2.show_if`)."""

    place: str
    path: Path
    kind: str
    name: str
    said: str


KINDS = {
    "show_if": gettext_lazy("Điều kiện hiện ra"),
    "when": gettext_lazy("Điều kiện áp dụng"),
    "required_if": gettext_lazy("Điều kiện bắt buộc"),
    "checks": gettext_lazy("Kiểm tra chéo"),
    "fee": gettext_lazy("Phí, lệ phí"),
    "paper": gettext_lazy("Giấy tờ"),
    "limit": gettext_lazy("Thời hạn riêng"),
    "exemption": gettext_lazy("Miễn, giảm"),
    "case": gettext_lazy("Trường hợp"),
}


def switchable(definition: Definition) -> list[Rule]:
    """Conditions, checks, fees, papers, exemptions and limits of their own, in the order of the file."""
    data = json.loads(canonical(definition))
    found = [_rule(data, path, kind) for path, kind in _paths(definition)]
    return sorted(found, key=lambda rule: [str(step).zfill(4) if isinstance(step, int) else step for step in rule.path])


def _paths(definition: Definition) -> Iterator[tuple[Path, str]]:
    for rule in lint_expressions.rules(definition):
        key = str(rule.path[-1])
        if key == "that":
            yield rule.path[:-1], "checks"
        elif key in {"show_if", "required_if"} or (key == "when" and (rule.path[0] != "cases" or len(rule.path) > 3)):
            yield rule.path, key
    for name, channel in definition.channels.open().items():
        yield from ((("channels", name, "fees", index), "fee") for index in range(len(channel.fees)))
    for index, case in enumerate(definition.cases):
        if case.when is not None:
            yield ("cases", index), "case"
        yield from ((("cases", index, "fees", number), "fee") for number in range(len(case.fees or [])))
        if case.limit is not None:
            yield ("cases", index, "limit"), "limit"
    for index, variant in enumerate(definition.variants):
        if variant.limit is not None:
            yield ("variants", index, "limit"), "limit"
    yield from ((("papers", index), "paper") for index in range(len(definition.papers)))
    yield from ((("exemptions", index), "exemption") for index in range(len(definition.exemptions)))


def _rule(data: Any, path: Path, kind: str) -> Rule:
    names = []
    part = data
    for step in path:
        part = part[step]
        if isinstance(part, dict):
            label = part.get("name") or part.get("label") or part.get("title") or part.get("text")
            names.append(label.get("vi", "") if isinstance(label, dict) else "")
    said = part if isinstance(part, str) else json.dumps(part, ensure_ascii=False)
    name = next((name for name in reversed(names) if name), "")
    return Rule(".".join(map(str, path)), path, kind, name, said[:300])


def without(definition: Definition, places: Sequence[str]) -> Definition:
    """The procedure with these rules switched off. Raises `Invalid` when it would not hold together."""
    known = {rule.place: rule for rule in switchable(definition)}
    chosen = [known[place] for place in places if place in known]
    if not chosen or len(chosen) != len(places):
        raise Invalid(_("Chọn ít nhất một quy tắc trong danh sách."), fields={"rules": _("Chọn quy tắc cần tắt.")})
    data = json.loads(canonical(definition))
    # From the end, so that the places of those before stay what they were.
    for rule in sorted(chosen, key=lambda one: [(isinstance(s, int), s) for s in one.path], reverse=True):
        _cut(data, rule)
    try:
        made = Definition.model_validate(data)
    except ValidationError as fault:
        raise Invalid(_("Không tắt được: thủ tục sẽ không còn đọc được.")) from fault
    before = {said for _path, said in lint_definition.findings(definition)}
    broken = [said for _path, said in lint_definition.findings(made) if said not in before]
    if broken:
        said = _("Không tắt được, vì khi đó: %(why)s. Hãy sửa bằng một phiên bản mới.") % {"why": "; ".join(broken[:3])}
        raise Invalid(said, fields={"rules": said})
    return made


def _cut(data: Any, rule: Rule) -> None:
    part = data
    for step in rule.path[:-1]:
        part = part[step]
    gone = part[rule.path[-1]]
    del part[rule.path[-1]]
    if rule.kind == "paper":
        for case in data.get("cases", []):
            if "papers" in case:
                case["papers"] = [ref for ref in case["papers"] if ref["paper"] != gone["id"]]
        for exemption in data.get("exemptions", []):
            exemption["evidence"] = [name for name in exemption.get("evidence", []) if name != gone["id"]]
    if rule.kind == "fee" and not _has_fee(data, gone["id"]):
        for exemption in data.get("exemptions", []):
            named = exemption.get("fees", [])
            if named == [gone["id"]]:
                exemption["fees"] = named  # waiving only this line: left to the lint, for “all lines” would be wider
            else:
                exemption["fees"] = [name for name in named if name != gone["id"]]


def _has_fee(data: Any, name: str) -> bool:
    places = [*data["channels"].values(), *data.get("cases", []), *data.get("variants", [])]
    return any(line["id"] == name for place in places for line in place.get("fees") or [])
