"""More in `motcua/routing/tests/test_opinions.py`."""

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.casework.tests.keeping import refused, told
from motcua.organisation import queries as organisation
from motcua.people.who import SYSTEM


def test_only_what_is_late_is_reported_and_only_by_the_machine(taken, cast):
    with refused(OutOfOrder, taken):
        casework.report_silence(dossier_id=taken, by=SYSTEM, at=on(9, 9), key="r")
    office = organisation.by_code("000.00.12.H26")
    casework.ask_opinion(
        dossier_id=taken, unit_ids=[office.pk], content="Hỏi", due_at=on(9, 9), by=cast.minh, at=on(8, 14), key="q"
    )
    with refused(OutOfOrder, taken):
        casework.report_silence(dossier_id=taken, by=SYSTEM, at=on(9, 8), key="r")
    with refused(NotAllowed, taken):
        casework.report_silence(dossier_id=taken, by=cast.hung, at=on(9, 10), key="r")

    done = casework.report_silence(dossier_id=taken, by=SYSTEM, at=on(9, 10), key="r")
    assert done.said == {"opinions": [1]}
    assert told(taken)[-1] == "routing.report_silence"
