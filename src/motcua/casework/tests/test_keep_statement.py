import pytest

from motcua.base.refusals import Invalid, NotAllowed
from motcua.casework.tests.money import keep
from motcua.payments import statements
from motcua.payments.models import StatementLine

pytestmark = pytest.mark.django_db


def test_a_statement_that_comes_again_adds_only_what_is_new(cast):
    assert keep(("FT1", 1000, "a"), ("FT2", 2000, "b"), by=cast.yen).said == {"lines": 2, "new": 2}
    assert keep(("FT2", 2000, "b"), ("FT3", -5, "c")).said == {"lines": 2, "new": 1}
    assert StatementLine.objects.count() == 3


@pytest.mark.parametrize(
    "text",
    [
        "", "date,reference\n", "date,reference,amount_vnd,memo\n2020-06-09,FT1,abc,x\n",
        "date,reference,amount_vnd,memo\n2020-13-09,FT1,1,x\n", "date,reference,amount_vnd,memo\n2020-06-09,,1,x\n",
        "date,reference,amount_vnd,memo\n2020-06-09,F,1,x\n2020-06-09,F,2,x\n",
        "date,reference,amount_vnd,memo\n2020-06-09,F,1.5,x\n", "date,reference,amount_vnd,memo\n2020-06-09,F,0,x\n",
    ],
)  # fmt: skip
def test_a_statement_is_read_whole_or_not_at_all(text):
    with pytest.raises(Invalid):
        statements.read(text)


def test_sums_and_days_are_read_as_banks_write_them():
    (line,) = statements.read('\ufeffdate,reference,amount_vnd,memo\n09/06/2020,FT1,"1.250.000",x\n')
    assert (line.amount_vnd, line.day.isoformat()) == (1_250_000, "2020-06-09")


def test_only_a_cashier_or_the_house_itself_keeps_one(cast):
    for who in (cast.lan, cast.hoa, cast.minh):
        with pytest.raises(NotAllowed):
            keep(("FT1", 1, ""), by=who)
    assert not StatementLine.objects.exists()
