"""The documentation's full example, as the tests read it: what is documented is what is tested."""

from datetime import date
from pathlib import Path
from typing import Any

from motcua.catalogue.definition import Definition
from motcua.catalogue.forms import Form, Situation, compile_form
from motcua.catalogue.source import read
from motcua.catalogue.yamlsource import parse

DOCS = Path(__file__).resolve().parents[4] / "docs"
ID = "muon-nha-van-hoa"
FILE = f"{ID}.yaml"
TODAY = Situation(today=date(2020, 6, 9))


def text() -> str:
    page = (DOCS / "procedure-format.md").read_text(encoding="utf-8")
    return page.split("```yaml\n")[1].split("\n```")[0] + "\n"


def edited(*changes: tuple[str, str]) -> str:
    """The example's text with each first string replaced by the second; each must be there."""
    found = text()
    for old, new in changes:
        assert old in found, old
        found = found.replace(old, new, 1)
    return found


def definition(*changes: tuple[str, str]) -> Definition:
    return read(edited(*changes), name=FILE)


def form(*changes: tuple[str, str]) -> Form:
    return compile_form(definition(*changes))


def data() -> Any:
    return parse(text(), name=FILE).data


def answers(**changes: Any) -> dict[str, Any]:
    """Lan borrows the hall for a wedding; nothing is missing."""
    full = {
        "host": {
            "personal_number": "001192000011",
            "name": "Nguyễn Thị Lan",
            "birth_date": "1992-03-14",
            "sex": "female",
            "address": {"unit": "000.09.32.H26", "line": "12 phố Hàng Bạc"},
        },
        "for_company": False,
        "mobile": "+84912000011",
        "mail": "lan@example.vn",
        "purpose": "wedding",
        "held_on": "2020-06-20",
        "hours": 4,
        "truth": True,
    }
    return {name: value for name, value in {**full, **changes}.items() if value is not None}
