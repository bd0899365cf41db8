from conftest import MONDAY
from motcua import casework
from motcua.base.models import JournalLine
from motcua.base.refusals import NotThere
from motcua.casework.tests.keeping import refused
from motcua.dossiers import queries as dossiers


def discard(draft_id, by):
    return casework.discard(dossier_id=draft_id, by=by, at=MONDAY)


def test_the_draft_is_gone_and_the_city_never_knew_of_it(apply, lan):
    draft_id = apply()
    discard(draft_id, lan)

    assert dossiers.drafts(lan) == []
    assert not JournalLine.objects.filter(subject=draft_id).exists()


def test_nobody_throws_anothers_draft_away(apply, cast):
    draft_id = apply()
    for name in ("nam", "inhongha", "hoa", "quang"):
        with refused(NotThere, draft_id):
            discard(draft_id, getattr(cast, name))


def test_what_was_sent_cannot_be_thrown_away(submitted, lan):
    with refused(NotThere, submitted):
        discard(submitted, lan)


def test_what_was_thrown_away_cannot_be_sent(apply, lan, ward):
    draft_id = apply()
    discard(draft_id, lan)

    with refused(NotThere, draft_id):
        casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=lan, at=MONDAY, key="k")
