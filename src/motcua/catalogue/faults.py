"""What is missing or wrong with an answer beyond its spelling, by field name."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from motcua.catalogue.kinds import Answer, Errors
from motcua.catalogue.questions import Address, Base, Date, Organisation, Person
from motcua.catalogue.ready import Ready, fails, holds, matches, words
from motcua.catalogue.showing import part_label


def required(question: Base) -> Errors:
    """Asking for an answer that is needed, at the first field of the question."""
    label = words(question.label)
    match question.kind:
        case "one_of" | "many_of" | "yes_no":
            message = _("Hãy chọn: %(label)s.")
        case "declaration":
            return {question.id: _("Hãy đánh dấu để xác nhận.")}
        case "file":
            message = _("Hãy tải lên: %(label)s.")
        case _:
            message = _("Hãy điền: %(label)s.")
    name = question.id
    if isinstance(question, Person | Organisation):
        first = next((part for part in question.parts if part not in question.optional), question.parts[0])
        name = f"{name}.{first}" if first != "address" else f"{name}.address.unit"
    elif isinstance(question, Address):
        name = f"{name}.unit"
    return {name: message % {"label": label.rstrip(".:?")}}


def missing_parts(question: Base, value: Answer, *, name: str) -> Errors:
    """The parts of a person, organisation or address that are still needed."""
    if isinstance(question, Address):
        return _missing_of_address(value, name=name, abroad=question.abroad)
    if not isinstance(question, Person | Organisation):
        return {}
    errors: Errors = {}
    for part in question.parts:
        if part == "address" and part in value:
            errors.update(_missing_of_address(value[part], name=f"{name}.address", abroad=False))
        elif part == "address" and part not in question.optional:
            errors.update(_missing_of_address({}, name=f"{name}.address", abroad=False))
        elif part not in value and part not in question.optional:
            errors[f"{name}.{part}"] = _("Hãy điền: %(label)s.") % {"label": part_label(part)}
    return errors


def _missing_of_address(value: Mapping[str, Answer], *, name: str, abroad: bool) -> Errors:
    errors: Errors = {}
    if not value.get("unit") and not (abroad and value.get("country")):
        errors[f"{name}.unit"] = _("Hãy chọn phường, xã.")
    if not value.get("line"):
        errors[f"{name}.line"] = _("Hãy điền số nhà, đường, thôn hoặc tổ dân phố.")
    return errors


def out_of_time(question: Date, value: str, *, today: str) -> str | None:
    """What is wrong with a date that may not lie in the future or the past."""
    if question.not_future and value > today:
        return _("Hãy nhập một ngày không sau hôm nay.")
    if question.not_past and value < today:
        return _("Hãy nhập một ngày từ hôm nay trở đi.")
    return None


def row_patterns(ready: Ready, rows: Sequence[Mapping[str, Answer]]) -> Errors:
    """Cells of a table that are not written as their column asks."""
    errors: Errors = {}
    for index, row in enumerate(rows):
        for column in ready.columns:
            value = row.get(column.question.id)
            if value is not None and column.pattern is not None and not matches(column.pattern, value):
                name = f"{ready.question.id}-{index}-{column.question.id}"
                errors[name] = _("Hãy kiểm tra lại cách viết.")
    return errors


def row_faults(ready: Ready, rows: Sequence[Mapping[str, Answer]], data: Mapping[str, Answer]) -> Errors:
    """Cells of a table that are missing or break a check; a rule sees its row as ``row``."""
    errors: Errors = {}
    for index, row in enumerate(rows):
        known = {**data, "row": row}
        for column in ready.columns:
            question, name = column.question, f"{ready.question.id}-{index}-{column.question.id}"
            needed = question.required or (column.required is not None and holds(column.required, known))
            value = row.get(question.id)
            if value is None and needed:
                errors[name] = _("Hãy điền: %(label)s.") % {"label": words(question.label)}
            elif value is not None:
                broken = next((check for check in column.checks if fails(check, known)), None)
                if broken is not None:
                    errors[name] = words(broken.check.message)
    return errors
