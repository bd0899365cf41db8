"""Throwing a draft away."""

import pytest

from conftest import MONDAY
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.casework.tests.writing import composed, proposed, publication
from motcua.catalogue.models import ProcedureDraft


def scrap(draft_id, by, key="scrap"):
    return casework.scrap(subject_id=draft_id, by=by, at=MONDAY, key=key)


def test_it_is_closed_and_stays_on_record(cast):
    draft_id = composed(cast.thao)
    assert scrap(draft_id, cast.trang) == scrap(draft_id, cast.trang)
    assert ProcedureDraft.objects.get(pk=draft_id).closed_at == MONDAY
    assert JournalLine.objects.filter(subject=draft_id).count() == 2


def test_a_closed_one_is_not_thrown_away_again(cast):
    draft_id = composed(cast.thao)
    scrap(draft_id, cast.thao)
    with pytest.raises(OutOfOrder):
        scrap(draft_id, cast.thao, key="again")


def test_not_while_somebody_is_asked_to_consent(cast):
    draft_id = composed(cast.thao)
    proposed(publication(draft_id), cast.thao)
    with pytest.raises(OutOfOrder):
        scrap(draft_id, cast.thao)


def test_only_who_keeps_the_catalogue(cast):
    draft_id = composed(cast.thao)
    with pytest.raises(NotAllowed):
        scrap(draft_id, cast.minh)
