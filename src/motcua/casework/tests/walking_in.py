"""What Hoa typed for an old lady who stands at the counter: everything but the papers."""

from typing import Any

from conftest import MONDAY, on
from motcua.base.ids import new_id
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example

THOM = {"kind": "citizen", "full_name": "Phạm Thị Thơm", "personal_number": "001160000055", "phone": "0912000055"}
# Guardianship: needs papers.
PROCEDURE = "1.004837"


def brought(ward: Any) -> dict[str, Any]:
    version = catalogue.current(PROCEDURE).version
    where = application.situation(channel="counter", at=MONDAY)
    answers = example(catalogue.form(version.pk), situation=where)
    return {
        "dossier_id": new_id(), "version_id": version.pk, "unit_id": ward.pk, "person": THOM, "answers": answers,
        "at": on(8, 10),
    }  # fmt: skip


def papers_of(form: dict[str, Any]) -> list[dict[str, Any]]:
    where = application.situation(channel="counter", at=MONDAY)
    asked = catalogue.form(form["version_id"]).papers(form["answers"], situation=where)
    return [{"code": p.id, "originals": 1, "certified": 0, "copies": 0} for p in asked]
