"""The rows of a workbook put together to the data of a definition; each part knows its cell."""

from dataclasses import dataclass, field
from typing import Any

from motcua.catalogue.definition import Path
from motcua.catalogue.facts import LIMIT_UNITS
from motcua.catalogue.workbook_cells import EMPTY
from motcua.catalogue.workbook_file import CellFault
from motcua.catalogue.workbook_layout import references
from motcua.catalogue.workbook_read import Book, Row
from motcua.catalogue.workbook_sheets import GENERAL_TITLE

Item = dict[str, Any]
Cell = tuple[str, str]


@dataclass
class Built:
    """Plain data in the shape of a definition, and in which cell (sheet, name) each part of it stands."""

    book: Book
    data: Item = field(default_factory=dict)
    places: dict[Path, Cell] = field(default_factory=dict)

    def fault(self, row: Row, key: str, message: str) -> None:
        """Something that does not fit together, at the cell of ``key``."""
        if (row.sheet, row.cells.get(key, "")) not in self.book.unreadable():
            self.book.faults.append(row.fault(key, message))

    def place(self, path: Path, row: Row, *, without: tuple[str, ...] = ()) -> None:
        """Note the cells of ``row`` for what stands at ``path``; a part of several cells is at its first."""
        for key, name in row.cells.items():
            if key in without:
                continue
            cell = (row.sheet, name)
            for length in range(1, len(path)):
                self.places.setdefault(path[:length], cell)
            steps = tuple(key.split("."))
            for length in range(len(steps) + 1):
                self.places.setdefault((*path, *steps[:length]), cell)
            if key == "limit.amount":
                for unit in LIMIT_UNITS:
                    self.places[(*path, "limit", unit)] = cell

    def add(self, items: list[Any], path: Path, row: Row, *, without: tuple[str, ...] = ()) -> Item:
        """``row`` at the end of ``items``, the list at ``path``; ``without`` keys only say where it belongs."""
        item = {key: value for key, value in row.values.items() if key not in without}
        self.time(item, row)
        self.place((*path, len(items)), row, without=without)
        items.append(item)
        return item

    def time(self, item: Item, row: Row) -> None:
        """Turn the cells of a limit into one: unit and amount become ``{"working_days": 3}``."""
        if "limit" not in item:
            return
        limit = dict(item.pop("limit"))
        unit, amount = limit.pop("unit", None), limit.pop("amount", None)
        unread = {name for _sheet, name in self.book.unreadable()} & {
            row.cells.get("limit.unit"),
            row.cells.get("limit.amount"),
        }
        if unread:
            return
        if unit is None:
            self.fault(row, "limit.unit", "Chọn đơn vị của thời hạn, hoặc xóa các ô thời hạn của dòng này.")
        elif unit == "at_once" and amount is not None:
            self.fault(row, "limit.amount", "“Ngay trong ngày” không có số. Xóa số hoặc chọn đơn vị khác.")
        elif unit != "at_once" and amount is None:
            self.fault(row, "limit.amount", "Điền số của thời hạn.")
        else:
            item["limit"] = {**limit, unit: True if unit == "at_once" else amount}


def built(book: Book) -> Built:
    """The data of the definition that ``book`` describes. What does not fit is added to its faults."""
    made = Built(book)
    _general(made)
    _lists(made)
    _channels(made)
    cases = _cases(made)
    variants = _variants(made)
    _fees(made, cases, variants)
    _form(made)
    _route(made, cases)
    return made


def _general(made: Built) -> None:
    for row in made.book.general.values():
        made.place((), row)
        for key, value in row.values.items():
            if isinstance(value, dict) and isinstance(made.data.get(key), dict):
                made.data[key] = {**made.data[key], **value}
            else:
                made.data[key] = value
    made.places[()] = (GENERAL_TITLE, "")
    if made.data.get("effective_to", "9999") < made.data.get("effective_from", ""):
        row = made.book.general["Hết hiệu lực sau"]
        made.fault(row, "effective_to", "Ngày hết hiệu lực đứng trước ngày có hiệu lực.")


_LISTS = {
    "Mã thủ tục": "codes",
    "Thẩm quyền": "authority",
    "Giấy tờ": "papers",
    "Miễn giảm": "exemptions",
    "Kết quả": "results",
    "Căn cứ pháp lý": "legal_basis",
    "Văn bản": "letters",
}


def _lists(made: Built) -> None:
    for title, key in _LISTS.items():
        items: list[Item] = []
        made.data[key] = items
        made.places[(key,)] = (title, "A2")
        for row in made.book.rows[title]:
            item = made.add(items, (key,), row)
            if item.get("validity") == {"days": EMPTY}:
                item["validity"] = {}
    for row in made.book.rows["Yêu cầu và trình tự"]:
        name = row.values.get("list")
        if name is None:
            made.fault(row, "list", "Chọn loại.")
        else:
            made.add(made.data.setdefault(name, []), (name,), row, without=("list",))


def _channels(made: Built) -> None:
    made.data["channels"] = channels = {}
    made.places[("channels",)] = ("Kênh và thời hạn", "A2")
    for row in made.book.rows["Kênh và thời hạn"]:
        name = row.take("channel")
        if name is None:
            made.fault(row, "channel", "Chọn kênh.")
        elif name in channels:
            made.fault(row, "channel", "Kênh này đã có dòng ở trên. Giữ một dòng.")
        else:
            channels[name] = row.values
            made.time(row.values, row)
            made.place(("channels", name), row, without=("channel",))
    if not channels and not made.book.rows["Kênh và thời hạn"]:
        made.book.faults.append(CellFault("Kênh và thời hạn", "A2", "Phải có ít nhất một kênh."))
    for row in made.book.rows["Gia hạn"]:
        name = row.values.get("channel")
        if channel := _of_channel(made, row, name):
            items = channel.setdefault("extensions", [])
            made.add(items, ("channels", str(name), "extensions"), row, without=("channel",))


def _of_channel(made: Built, row: Row, name: str | None) -> Item | None:
    channel: Item | None = made.data["channels"].get(name)
    if name is None:
        made.fault(row, "channel", "Chọn kênh.")
    elif channel is None:
        made.fault(row, "channel", "Kênh này không có ở trang “Kênh và thời hạn”. Thêm kênh ở đó, hoặc xóa ở đây.")
        return None
    return channel


def _empty_lists(item: Item, *keys: str) -> None:
    for key in keys:
        if item.pop(f"no_{key}", False):
            item[key] = []


def _variants(made: Built) -> dict[Any, Any]:
    items: list[Item] = []
    made.data["variants"] = items
    known: dict[Any, Any] = {}
    for row in made.book.rows["Biến thể"]:
        number = row.take("number")
        path: Path = ("variants", len(items))
        item = made.add(items, ("variants",), row)
        _empty_lists(item, "fees")
        if number is None or number in known:
            made.fault(row, "number", "Ghi số thứ tự, mỗi biến thể một số.")
        known[number] = (item, path)
    return known


def _cases(made: Built) -> dict[Any, Any]:
    items: list[Item] = []
    made.data["cases"] = items
    rows = made.book.rows["Trường hợp"]
    known: dict[Any, Any] = {}
    for name, row in zip(references([row.values.get("id") for row in rows]), rows, strict=True):
        path: Path = ("cases", len(items))
        item = made.add(items, ("cases",), row)
        _empty_lists(item, "papers", "fees")
        if "route" in item:
            item["route"]["steps"] = []
        made.places[(*path, "route", "steps")] = (row.sheet, row.cells.get("route.mark", ""))
        known[name] = (item, path)
    for row in made.book.rows["Giấy tờ theo trường hợp"]:
        if found := _named(made, row, "case", known, sheet="Trường hợp"):
            item, path = found
            _listed(made, row, item, path, "papers", without=("case",))
    return known


def _named(made: Built, row: Row, key: str, known: dict[Any, Any], *, sheet: str) -> Any:
    """What ``row`` belongs to by its cell ``key``; None, with a fault, when there is no such thing."""
    name = row.values.get(key)
    found = known.get(name) if name is not None else None
    if name is None:
        made.fault(row, key, f"Ghi mã ở trang “{sheet}”.")
    elif found is None:
        made.fault(row, key, f"“{str(name)[:60]}” không có ở trang “{sheet}”. Sửa mã.")
    return found


def _listed(made: Built, row: Row, item: Item, path: Path, key: str, *, without: tuple[str, ...]) -> None:
    if item.get(key) == [] and (*path, key, 0) not in made.places:
        made.fault(row, without[0], "Nơi này đã ghi “Có” ở cột “Không…”. Bỏ chữ Có ở đó, hoặc xóa dòng này.")
        return
    made.add(item.setdefault(key, []), (*path, key), row, without=without)


def _fees(made: Built, cases: dict[Any, Any], variants: dict[Any, Any]) -> None:
    without = ("channel", "case", "variant")
    for row in made.book.rows["Phí, lệ phí"]:
        given = [key for key in without if row.values.get(key) not in (None, [])]
        if len(given) != 1:
            made.fault(row, "channel", "Ghi đúng một trong ba: kênh, trường hợp, biến thể.")
        elif given == ["channel"]:
            for name in dict.fromkeys(row.values["channel"]):
                if (channel := _of_channel(made, row, name)) is not None:
                    made.add(channel.setdefault("fees", []), ("channels", name, "fees"), row, without=without)
        else:
            known, sheet = (cases, "Trường hợp") if given == ["case"] else (variants, "Biến thể")
            if found := _named(made, row, given[0], known, sheet=sheet):
                item, path = found
                _listed(made, row, item, path, "fees", without=(given[0], *without))


def _form(made: Built) -> None:
    rows = made.book.rows["Biểu mẫu"]
    sections: list[Item] = []
    known: dict[Any, Any] = {}
    made.places[("form", "sections")] = ("Biểu mẫu", "A2")
    for name, row in zip(references([row.values.get("id") for row in rows]), rows, strict=True):
        path: Path = ("form", "sections", len(sections))
        item = made.add(sections, ("form", "sections"), row)
        item["questions"] = []
        known[name] = (item, path)
    if sections or "form" in made.data:
        made.data.setdefault("form", {})["sections"] = sections
    questions = _questions(made, known)
    for row in made.book.rows["Lựa chọn"]:
        if found := _named(made, row, "question", questions, sheet="Câu hỏi"):
            item, path = found
            _listed(made, row, item, path, "options", without=("question",))
    for row in made.book.rows["Kiểm tra"]:
        if "question" in row.values:
            if found := _named(made, row, "question", questions, sheet="Câu hỏi"):
                item, path = found
                _listed(made, row, item, path, "checks", without=("question",))
        elif "form" in made.data:
            _listed(made, row, made.data["form"], ("form",), "checks", without=("question",))
        else:
            made.fault(row, "question", "Chưa có tờ khai: thêm phần ở trang “Biểu mẫu”, hoặc xóa dòng này.")


def _questions(made: Built, sections: dict[Any, Any]) -> dict[Any, Any]:
    rows = made.book.rows["Câu hỏi"]
    plain = [row for row in rows if "table" not in row.values]
    known: dict[Any, Any] = {}
    for name, row in zip(references([row.values.get("id") for row in plain]), plain, strict=True):
        if found := _named(made, row, "section", sections, sheet="Biểu mẫu"):
            section, path = found
            place = (*path, "questions", len(section["questions"]))
            _listed_question(made, row, section["questions"], place)
            known[name] = (section["questions"][-1], place)
    tables = dict(known)
    for row in rows:
        if "table" in row.values and (found := _named(made, row, "table", tables, sheet="Câu hỏi")):
            table, path = found
            columns = table.setdefault("columns", [])
            place = (*path, "columns", len(columns))
            _listed_question(made, row, columns, place)
            names = references([column.get("id") for column in columns])
            known[f"{row.values['table']}.{names[-1]}"] = (columns[-1], place)
    return known


def _listed_question(made: Built, row: Row, items: list[Any], place: Path) -> None:
    made.add(items, place[:-1], row, without=("section", "table"))
    for key, sheet in (("options", "Lựa chọn"), ("columns", "Câu hỏi")):
        made.places.setdefault((*place, key), (row.sheet, row.cells.get("type", sheet)))


def _route(made: Built, cases: dict[Any, Any]) -> None:
    steps: list[Item] = []
    made.data["route"] = {**made.data.get("route", {}), "steps": steps}
    made.places[("route", "steps")] = ("Quy trình", "A2")
    for row in made.book.rows["Quy trình"]:
        if "case" not in row.values:
            made.add(steps, ("route", "steps"), row, without=("case",))
        elif found := _named(made, row, "case", cases, sheet="Trường hợp"):
            item, path = found
            own = item.setdefault("route", {}).setdefault("steps", [])
            made.add(own, (*path, "route", "steps"), row, without=("case",))
