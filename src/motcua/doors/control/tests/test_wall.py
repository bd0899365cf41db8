"""The control door: who sees whose wall, figures that open down to the dossier, the book and its files."""

import csv
import io

import openpyxl
import pytest

from conftest import on
from motcua.base.models import JournalLine
from motcua.dossiers import queries as dossiers
from motcua.reporting import control_sheet

pytestmark = pytest.mark.django_db


def streamed(page):
    return b"".join(page.streaming_content)


def test_a_figure_opens_down_to_the_dossier(taken, cast, browse):
    browser = browse(cast.hung)
    page = browser.get("/control/")
    tile = next(t for t in page.context["tiles"] if t["name"] == "late")
    assert tile["count"] == 1
    behind = browser.get(tile["url"])
    assert [row["id"] for row in behind.context["rows"]] == [taken]
    assert browser.get(behind.context["rows"][0]["url"]).status_code == 200


def test_every_number_on_the_page_opens_a_list_of_that_length(asked, cast, browse):
    browser = browse(cast.quang)
    page = browser.get("/control/")
    cells = [c for table in page.context["tables"] for row in table["rows"] for c in row["cells"] if c["url"]]
    assert cells
    for cell in [*cells, *(t for t in page.context["tiles"] if t["url"])]:
        assert browser.get(cell["url"]).context["page"].paginator.count == cell["count"]


def test_who_leads_nothing_sees_no_wall_and_nobody_sees_the_wall_of_another_unit(taken, cast, ward, browse):
    for who in ("hoa", "minh", "lan", "son"):
        assert browse(getattr(cast, who)).get("/control/").status_code in {302, 401, 404}
    other = cast.linh.units()
    for unit in [*other, "nonsense"]:
        assert browse(cast.hung).get(f"/control/?unit={unit}").status_code == 404


def test_the_list_behind_a_figure_is_taken_as_a_file_and_the_journal_tells(taken, cast, browse):
    page = browse(cast.hung).post("/control/list/open/export/", {"format": "csv", "key": "k1", "query": ""})
    rows = list(csv.reader(io.StringIO(streamed(page).decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[1][0] == dossiers.one(cast.hung, taken).code
    line = JournalLine.objects.get(kind="people.export")
    assert (line.actor, line.data["what"], line.data["asked"]["figure"]) == (cast.hung.actor, "control", "open")


def test_the_book_is_read_from_the_record_and_its_files_hold_the_same(returned, cast, browse):
    browser, period = browse(cast.hoa), "from=2020-06-01&until=2020-06-30"
    page = browser.get(f"/control/book/?{period}")
    assert [row["code"] for row in page.context["rows"]] == [dossiers.one(cast.hoa, returned).code]
    row = page.context["rows"][0]
    assert (row["sent_at"], row["result_at"], row["returned_at"]) == (on(8, 11), on(8, 16), on(9, 9))
    query = page.context["here_query"]
    made = browser.post("/control/book/export/", {"format": "xlsx", "key": "k", "query": query})
    sheet = openpyxl.load_workbook(io.BytesIO(streamed(made))).active
    assert [cell.value for cell in sheet[2]][:2] == [1, row["code"]]
    assert browser.get(page.context["print_url"]).content.startswith(b"%PDF")
    assert browse(cast.khanh).get(f"/control/book/?{query}").status_code == 404


def test_the_control_sheet_tells_every_hand_over_and_nothing_that_did_not_happen(returned, cast, browse):
    steps = control_sheet.steps(dossiers.one(cast.hung, returned))
    assert [step["giver"]["name"] for step in steps][:4] == [
        "Nguyễn Thị Lan", cast.hoa.name, cast.minh.name, cast.minh.name,
    ]  # fmt: skip
    assert [step["taker"]["name"] for step in steps][:2] == [cast.hoa.name, cast.minh.name]
    assert "Trước hạn" in [step["outcome"] for step in steps]
    page = browse(cast.hung).get(f"/desk/{returned}/control_sheet/")
    assert page.content.startswith(b"%PDF")
