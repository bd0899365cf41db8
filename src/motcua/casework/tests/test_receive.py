from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State


def test_it_sets_the_due_date_three_working_days_on(received, hoa):
    dossier = dossiers.one(hoa, received)

    assert dossier.state == State.RECEIVED
    assert f"{dossier.due_at.astimezone(tz=None):%a %d}".startswith("Thu")


def test_the_whole_life(returned, hoa):
    assert dossiers.one(hoa, returned).state == State.RETURNED
