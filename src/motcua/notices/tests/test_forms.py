"""The form on paper, from the same definition as the pages."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pikepdf
import pytest

from motcua.catalogue import application, print_layout
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.catalogue.tests import example as documented
from motcua.notices import forms

pytestmark = pytest.mark.django_db
AT = datetime(2020, 6, 9, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def printed(code, *, answers=None, language="vi"):
    version = catalogue.current(code).version
    return forms.printed(
        version.pk, answers=answers, office="Ủy ban nhân dân phường Hàng Bạc", language=language, place=str, at=AT
    )


def test_every_form_of_the_pack_is_printed_blank_and_filled(cast):
    for procedure in catalogue.offered():
        form = catalogue.form(procedure.version_id)
        if form.definition.form is None:
            continue
        answers = example(form, situation=application.Situation(today=date(2020, 6, 9)))
        for pdf in (printed(procedure.code), printed(procedure.code, answers=answers)):
            with pikepdf.open(io.BytesIO(pdf)) as document:
                assert document.Root.MarkInfo.Marked and str(document.Root.Lang).startswith("vi"), procedure.code
                metadata = bytes(document.Root.Metadata.read_bytes())
                assert b"pdfuaid" in metadata and b"pdfaid" in metadata


def test_a_blank_form_has_every_question_and_is_the_same_every_day(cast):
    form = documented.form()
    sections = print_layout.blank(form, language="vi")
    labels = [q["label"] for s in sections for q in s["questions"]]
    assert labels == [ready.question.label.into("vi") for ready in form.by_id.values()]
    assert printed("dang-ky-khai-sinh") == printed("dang-ky-khai-sinh")


def test_a_filled_form_has_what_the_answers_show_in_words():
    sections = print_layout.filled(
        documented.form(),
        documented.answers(),
        situation=documented.TODAY,
        language="vi",
        place=lambda code: "Hàng Bạc",
    )
    rows = {q["label"]: q for s in sections for q in s["questions"]}
    assert "Tên buổi diễn" not in rows
    assert [o["label"] for o in rows["Mượn để làm gì?"]["options"] if o["chosen"]] == ["Đám cưới"]
    said = {part["label"]: part["value"] for part in rows["Người đứng đơn"]["parts"]}
    assert said["Ngày sinh"] == "14/03/1992" and said["Phường, xã"] == "Hàng Bạc"


def test_what_was_typed_is_never_source_of_the_template(cast):
    form = catalogue.form(catalogue.current("dang-ky-khai-sinh").version_id)
    answers = example(form, situation=application.Situation(today=date(2020, 6, 9)))
    answers["child_name"] = "#panic() $x$ *a* [b] \\ " + "W" * 150
    assert printed("dang-ky-khai-sinh", answers=answers, language="en").startswith(b"%PDF")
