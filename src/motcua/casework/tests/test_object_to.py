import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.base.refusals import Invalid, NotAllowed, NotThere
from motcua.casework.tests.keeping import STRANGERS, owed, refused, told
from motcua.casework.tests.mandates import authorise
from motcua.dossiers import representation


@pytest.fixture
def for_nam(apply, cast, ward, files):
    """Lan sent it for Nam, on his mandate; its id."""
    draft_id, given = apply(), authorise(cast.nam, cast.lan)
    behalf = {"basis": "mandate", "mandate": str(given), "owner": {}}
    casework.represent(dossier_id=draft_id, behalf=behalf, by=cast.lan, at=MONDAY)
    casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="k")
    return draft_id


def object_to(dossier_id, by, *, reason="Tôi không nhờ nộp hồ sơ này.", key="o"):
    return casework.object_to(dossier_id=dossier_id, reason=reason, by=by, at=on(8, 10), key=key)


def test_the_owners_words_are_kept_and_the_submitter_is_told(for_nam, cast):
    object_to(for_nam, cast.nam)

    (said,) = representation.objections(for_nam)
    assert (said.reason, said.by_id) == ("Tôi không nhờ nộp hồ sơ này.", cast.nam.user_id)
    assert owed(for_nam)[-1] == "objected" and told(for_nam)[-1] == "dossier.object_to"


def test_who_sent_it_objects_to_nothing(for_nam, cast):
    with refused(NotAllowed, for_nam):
        object_to(for_nam, cast.lan)


def test_an_owner_who_sent_it_withdraws_instead(submitted, lan):
    with refused(NotAllowed, submitted):
        object_to(submitted, lan)


def test_a_stranger_does_not_see_it(for_nam, cast):
    for name in STRANGERS:
        if name != "nam":
            with refused(NotThere, for_nam):
                object_to(for_nam, getattr(cast, name))


def test_without_words_it_is_refused(for_nam, cast):
    with refused(Invalid, for_nam):
        object_to(for_nam, cast.nam, reason=" ")


def test_the_same_form_twice_is_one_objection(for_nam, cast):
    assert object_to(for_nam, cast.nam) == object_to(for_nam, cast.nam)
    assert len(representation.objections(for_nam)) == 1


def test_the_owner_may_withdraw_what_was_sent_for_them(for_nam, cast):
    casework.withdraw(dossier_id=for_nam, reason="Không phải ý tôi.", by=cast.nam, at=on(8, 11), key="w")
    assert owed(for_nam).count("withdrawing") == 2
