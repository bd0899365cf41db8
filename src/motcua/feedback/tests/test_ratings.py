import pytest
from django.db import IntegrityError, transaction

from conftest import MONDAY
from motcua.feedback.models import Rating, Score
from motcua.feedback.queries import is_rated


def rating(dossier_id, **values):
    return Rating.objects.create(dossier_id=dossier_id, **{"overall": 3, "at": MONDAY, **values})


@pytest.mark.parametrize(
    "wrong",
    [{"overall": 0}, {"overall": 4}, {"ease": 0}, {"punctuality": 4}, {"attitude": 9}],
    ids=lambda w: next(iter(w)),
)
def test_a_score_is_one_of_three(submitted, wrong):
    with pytest.raises(IntegrityError, match="a_score_is_one_of_three"), transaction.atomic():
        rating(submitted, **wrong)


def test_one_rating_a_dossier(submitted):
    assert not is_rated(submitted)
    rating(submitted)
    assert is_rated(submitted)
    with pytest.raises(IntegrityError, match="feedback_rating_pkey"), transaction.atomic():
        rating(submitted)


def test_the_scale_is_the_three_steps_of_the_circular():
    assert [(s.value, s.label) for s in Score] == [(3, "Rất hài lòng"), (2, "Hài lòng"), (1, "Chưa hài lòng")]


def test_a_rating_names_nobody():
    assert {f.name for f in Rating._meta.concrete_fields} == {
        "dossier", "overall", "ease", "punctuality", "attitude", "comment", "at", "by_link",
    }  # fmt: skip
