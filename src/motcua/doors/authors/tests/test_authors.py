"""A procedure that is not in the pack is put on line from a workbook, through the pages, and a citizen files it."""

import re
from io import BytesIO
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.utils import timezone

from conftest import attach
from motcua import casework
from motcua.casework.tests.writing import NEW, composed, proposed, publication, text
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.authoring import Change
from motcua.catalogue.examples import example
from motcua.catalogue.models import Procedure, ProcedureDraft, Proposal
from motcua.catalogue.source import read
from motcua.catalogue.workbook import to_workbook
from motcua.dossiers.models import Dossier

pytestmark = pytest.mark.django_db
GUARDIANSHIP = "dang-ky-giam-ho"


def book(name="thu-tuc.xlsx", content=None):
    file = BytesIO(content if content is not None else to_workbook(read(text(), name="")))
    file.name = name
    return file


def id_in(answer):
    return UUID(urlsplit(answer["Location"]).path.rstrip("/").rpartition("/")[2])


def today():
    return timezone.localdate().strftime("%d/%m/%Y")


def test_from_a_workbook_to_a_citizens_application(cast, browse, ward, files):
    pages = browse(cast.thao)
    draft_id = id_in(pages.post("/authors/drafts/new/", {"file": book(), "key": "new"}))
    page = pages.get(f"/authors/drafts/{draft_id}/").content.decode()
    assert "Đăng ký thử nghiệm" in page and f"/previews/{draft_id}/" in page
    assert "Đăng ký thử nghiệm" in pages.get(f"/previews/{draft_id}/").content.decode()
    asked = {"effective": today(), "reason": "Thủ tục mới", "approval": "Bà Trang, VP", "key": "p"}
    answer = pages.post(f"/authors/drafts/{draft_id}/publish/", asked)
    assert answer.status_code == 302, answer.content.decode()
    proposal_id = id_in(answer)
    assert pages.post(f"/authors/proposals/{proposal_id}/consent/", {"key": "own"}).status_code == 403
    assert browse(cast.trang).post(f"/authors/proposals/{proposal_id}/consent/", {"key": "c"}).status_code == 302

    citizen = browse(cast.lan)
    assert citizen.get(f"/procedures/{NEW}/").status_code == 200
    dossier_id = UUID(urlsplit(citizen.post(f"/apply/{NEW}/")["Location"]).path.split("/")[2])
    form, where = catalogue.form(catalogue.current(NEW).version_id), application.situation(
        channel="online", at=timezone.now()
    )  # fmt: skip
    answers, now = example(form, situation=where), timezone.now()
    casework.save(
        dossier_id=dossier_id, changes={"unit_id": ward.pk, "answers": answers, "return_by": "counter"}, saves=None,
        by=cast.lan, at=now,
    )  # fmt: skip
    for demand in form.papers(answers, situation=where):
        if demand.required:
            attach(dossier_id, paper=demand.id, by=cast.lan, at=now)
    pledges = {"key": "send"} | {
        ready.question.id: "yes"
        for questions in form.questions.values()
        for ready in questions
        if ready.question.type == "declaration"
    }
    sent = citizen.post(f"/drafts/{dossier_id}/send-now/", pledges)
    assert sent.status_code == 302, re.sub(r"<[^>]+>", " ", sent.content.decode())[:3000]
    assert Dossier.objects.get(pk=dossier_id).version.code == NEW


def test_what_is_wrong_in_a_workbook_is_said_by_sheet_and_cell_and_nothing_is_kept(cast, browse):
    import openpyxl

    broken = openpyxl.load_workbook(BytesIO(to_workbook(read(text(), name=""))))
    first = broken.worksheets[1] if "Chung" not in broken.sheetnames[0] else broken.worksheets[0]
    first.merge_cells("A5:B6")
    del broken[broken.sheetnames[-1]]
    out = BytesIO()
    broken.save(out)
    answer = browse(cast.thao).post("/authors/drafts/new/", {"file": book(content=out.getvalue()), "key": "n"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "A5:B6" in page and "Bỏ gộp ô" in page
    assert not ProcedureDraft.objects.exists()


BOMB = "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"
ENDLESS = "format: 1\nid: x\nname: " + "[" * 500


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", BOMB.encode(), "Anchors"),
        ("a.yaml", ENDLESS.encode(), "nested"),
        ("a.yaml", b"\xff\xfe", "UTF-8"),
        ("a.yaml", b"x" * 1_100_000, "bytes"),
        ("a.xlsx", b"PK\x03\x04 broken", "Excel"),
        ("a.xls", b"\xd0\xcf\x11\xe0", ".xls"),
        ("a.png", b"\x89PNG", "UTF-8"),
    ],
    ids=["bomb", "deep", "bytes", "large", "zip", "xls", "picture"],
)  # fmt: skip
def test_a_hostile_file_gets_a_clear_sentence(name, content, said, cast, browse):
    answer = browse(cast.thao).post("/authors/drafts/new/", {"file": book(name, content), "key": "n"})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not ProcedureDraft.objects.exists()


def test_an_endless_expression_is_refused_with_its_line(cast, browse):
    rule = '{"!": ' * 70 + "true" + "}" * 70
    draft_id, pages = composed(cast.thao), browse(cast.thao)
    wrong = text().replace("\npapers:\n- ", f"\npapers:\n- show_if: {rule}\n  ", 1)
    assert rule in wrong
    answer = pages.post(f"/authors/drafts/{draft_id}/", {"text": wrong, "saves": 1, "key": "s"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Dòng" in page and "nested" in page
    assert ProcedureDraft.objects.get(pk=draft_id).saves == 1


def test_a_draft_is_edited_compared_and_downloaded(cast, browse):
    pages = browse(cast.thao)
    draft_id = id_in(pages.post("/authors/drafts/new/", {"code": GUARDIANSHIP, "key": "v"}))
    before = ProcedureDraft.objects.get(pk=draft_id).text
    renamed = before.replace("Đăng ký giám hộ", "Đăng ký người giám hộ", 1)
    assert pages.post(f"/authors/drafts/{draft_id}/", {"text": renamed, "saves": 1, "key": "s"}).status_code == 302
    assert pages.post(f"/authors/drafts/{draft_id}/", {"text": before, "saves": 1, "key": "t"}).status_code == 409
    assert "Đăng ký người giám hộ" in pages.get(f"/authors/drafts/{draft_id}/compare/").content.decode()
    workbook = pages.get(f"/authors/drafts/{draft_id}/files/workbook/")
    assert workbook.content[:2] == b"PK"
    sent = {"file": book(content=workbook.content), "saves": 2, "key": "w"}
    assert pages.post(f"/authors/drafts/{draft_id}/", sent).status_code == 302
    assert ProcedureDraft.objects.get(pk=draft_id).saves == 3
    assert pages.get(f"/authors/drafts/{draft_id}/files/yaml/").content.decode() == ProcedureDraft.objects.get().text
    assert pages.get(f"/authors/drafts/{draft_id}/files/exe/").status_code == 404


def test_every_page_of_the_form_is_previewed(cast, browse):
    draft_id, pages = composed(cast.thao), browse(cast.thao)
    form = read(text(), name="").form
    for section in form.sections:
        page = pages.get(f"/previews/{draft_id}/{section.id}/")
        assert page.status_code == 200
    assert pages.get(f"/previews/{draft_id}/nothing/").status_code == 404
    assert browse(cast.lan).get(f"/previews/{draft_id}/").status_code == 404


def test_the_list_is_searched_and_filtered(cast, browse):
    pages = browse(cast.thao)
    page = pages.get("/authors/", {"q": "giam ho", "level": "commune", "state": "offered"}).content.decode()
    assert f"/authors/procedures/{GUARDIANSHIP}/" in page and "đơn vị" in page
    assert "Không có thủ tục nào khớp" in pages.get("/authors/", {"q": "zzzz"}).content.decode()
    assert "đơn vị tiếp nhận" in pages.get(f"/authors/procedures/{GUARDIANSHIP}/", {"page": 3}).content.decode()


def test_a_rule_is_switched_off_through_the_pages(submitted, cast, browse):
    pages, url = browse(cast.thao), f"/authors/procedures/{GUARDIANSHIP}/switch-off/"
    assert pages.post(url, {"reason": "Sai", "key": "k0"}).status_code == 422
    answer = pages.post(url, {"rules": ["papers.0"], "reason": "Sai", "key": "k"})
    assert answer.status_code == 302, answer.content.decode()
    proposal_id = id_in(answer)
    page = browse(cast.trang).get(f"/authors/proposals/{proposal_id}/").content.decode()
    assert "Hồ sơ đang mở bị ảnh hưởng" in page
    assert browse(cast.trang).post(f"/authors/proposals/{proposal_id}/consent/", {"key": "c"}).status_code == 302
    assert Proposal.objects.get(pk=proposal_id).outcome == "consented"


def test_a_procedure_is_withdrawn_and_a_citizen_who_was_writing_is_told(apply, cast, browse):
    draft_id = apply()
    proposal_id = id_in(
        browse(cast.thao).post(f"/authors/procedures/{GUARDIANSHIP}/withdraw/", {"reason": "Luật mới", "key": "k"})
    )
    browse(cast.trang).post(f"/authors/proposals/{proposal_id}/consent/", {"key": "c"})
    assert not Procedure.objects.get(pk=GUARDIANSHIP).offered
    citizen = browse(cast.lan)
    assert citizen.get(f"/procedures/{GUARDIANSHIP}/").status_code == 404
    form = catalogue.form(Procedure.objects.get(pk=GUARDIANSHIP).version_id)
    pledges = {q.question.id: "yes" for q in form.by_id.values() if q.question.type == "declaration"}
    answer = citizen.post(f"/drafts/{draft_id}/send-now/", {"key": "s", **pledges})
    assert answer.status_code == 422 and "ngừng cung cấp" in answer.content.decode()
    assert citizen.get(f"/drafts/{draft_id}/check-answers/").status_code == 200


@pytest.mark.parametrize("who", ["lan", "hoa", "minh", "hung", "son", "quang"])
def test_for_others_the_door_does_not_exist(who, cast, browse):
    draft_id = composed(cast.thao)
    proposal_id = proposed(publication(draft_id), cast.thao)
    pages = browse(getattr(cast, who))
    for url in ("", "drafts/", f"drafts/{draft_id}/", "proposals/", f"proposals/{proposal_id}/", "drafts/new/"):
        assert pages.get(f"/authors/{url}").status_code == 404
    assert pages.post(f"/authors/proposals/{proposal_id}/consent/", {"key": "x"}).status_code == 404


def test_who_is_not_logged_in_is_asked_to(client, cast):
    assert client.get("/authors/").status_code in {302, 401}


def test_a_proposal_is_turned_down_with_a_reason(cast, browse):
    change = Change(kind="withdraw", code=GUARDIANSHIP, effective=timezone.localdate(), reason="Luật mới.")
    proposal_id = proposed(change, cast.thao)
    pages = browse(cast.trang)
    assert pages.post(f"/authors/proposals/{proposal_id}/reject/", {"key": "a"}).status_code == 422
    assert pages.post(f"/authors/proposals/{proposal_id}/reject/", {"key": "b", "reason": "Chưa"}).status_code == 302
    assert "Chưa" in pages.get(f"/authors/proposals/{proposal_id}/").content.decode()
    assert pages.post(f"/authors/proposals/{proposal_id}/consent/", {"key": "c"}).status_code == 409
