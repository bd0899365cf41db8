from conftest import on
from motcua import casework
from motcua.base.refusals import NotThere
from motcua.casework.tests.keeping import refused
from motcua.people.who import SYSTEM


def test_an_ordinary_dossier_has_no_members(received):
    with refused(NotThere, received):
        casework.note_member(dossier_id=received, member="x", by=SYSTEM, at=on(8, 11), key="k")
