import pytest

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.money import keep
from motcua.payments import matching
from motcua.payments.models import StatementLine

pytestmark = pytest.mark.django_db


def aside(line_id, by, *, reason="Lãi tiền gửi", key="aside"):
    return casework.set_line_aside(subject_id=line_id, reason=reason, by=by, at=on(9, 14), key=key)


@pytest.fixture
def line(online):
    keep(("FT1", 1000, "lai"))
    return StatementLine.objects.get()


def test_a_line_that_is_no_payment_leaves_the_list_with_its_reason(line, cast):
    aside(line.pk, cast.yen)

    assert matching.waiting() == []
    assert StatementLine.objects.get().aside == "Lãi tiền gửi"


def test_a_stranger_cannot_and_a_reason_is_needed(line, cast):
    with pytest.raises(NotAllowed):
        aside(line.pk, cast.lan)
    with pytest.raises(Invalid):
        aside(line.pk, cast.yen, reason=" ")
    with pytest.raises(NotThere):
        aside(cast.lan.user_id, cast.yen)


def test_once(line, cast):
    aside(line.pk, cast.yen)
    aside(line.pk, cast.yen)
    with pytest.raises(OutOfOrder):
        aside(line.pk, cast.yen, key="again")
