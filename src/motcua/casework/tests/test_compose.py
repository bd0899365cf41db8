"""Writing a draft: shared, saved as often as one likes, never live."""

import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotAllowed, OutOfOrder
from motcua.casework.tests.writing import NEW, composed, text
from motcua.catalogue.models import Procedure, ProcedureDraft
from tests.at_once import at_once


def test_a_draft_is_begun_and_nothing_is_on_line(cast):
    draft_id = composed(cast.thao)

    assert ProcedureDraft.objects.get(pk=draft_id).code == NEW
    assert not Procedure.objects.filter(pk=NEW).exists()
    assert JournalLine.objects.get(subject=draft_id).kind == "procedure.compose"


def test_a_colleague_goes_on_with_it(cast):
    draft_id = composed(cast.thao)
    casework.compose(
        subject_id=draft_id, text=text(name="Tên khác"), based_on=None, saves=1, by=cast.trang, at=on(8, 10), key="2"
    )
    found = ProcedureDraft.objects.get(pk=draft_id)
    assert (found.name, found.saves, found.saved_by_id) == ("Tên khác", 2, cast.trang.user_id)


def test_what_cannot_be_read_is_refused_with_its_line_and_nothing_is_kept(cast):
    with pytest.raises(Invalid) as refused:
        composed(cast.thao, written="format: 1\nid: x\nname: [")
    assert refused.value.fields["text"].startswith("4:") or "3:" in refused.value.fields["text"]
    assert not ProcedureDraft.objects.exists()


@pytest.mark.parametrize("who", ["lan", "hoa", "hung", "son", "quang"])
def test_only_who_keeps_the_catalogue_writes(who, cast):
    with pytest.raises(NotAllowed):
        composed(getattr(cast, who))


def test_the_same_form_twice_begins_one_draft(cast):
    draft_id, said = new_id(), {"text": text(), "based_on": None, "saves": None, "by": cast.thao, "at": MONDAY}
    first = casework.compose(subject_id=draft_id, key="a", **said)
    assert casework.compose(subject_id=draft_id, key="a", **said) == first
    assert ProcedureDraft.objects.count() == 1


def test_who_saves_an_old_page_is_told(cast):
    draft_id = composed(cast.thao)
    said = {"subject_id": draft_id, "based_on": None, "at": MONDAY}
    casework.compose(text=text(name="Một"), saves=1, by=cast.thao, key="b", **said)
    with pytest.raises(OutOfOrder):
        casework.compose(text=text(name="Hai"), saves=1, by=cast.trang, key="c", **said)


def test_of_two_who_save_at_once_one_is_told(committed, cast):
    draft_id = composed(cast.thao)
    answers = at_once(
        *(
            lambda who=who: casework.compose(
                subject_id=draft_id, text=text(name=who.name), based_on=None, saves=1, by=who, at=MONDAY, key=who.name
            )
            for who in (cast.thao, cast.trang)
        )
    )
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 1
    assert ProcedureDraft.objects.get(pk=draft_id).saves == 2


def test_a_new_version_keeps_the_procedures_name_in_addresses(cast):
    known = Procedure.objects.get(pk="dang-ky-giam-ho").version_id
    draft_id = composed(cast.thao, written=text("dang-ky-giam-ho"), based_on=known)
    with pytest.raises(Invalid):
        casework.compose(subject_id=draft_id, text=text(), based_on=known, saves=1, by=cast.thao, at=MONDAY, key="d")
