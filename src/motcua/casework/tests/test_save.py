from conftest import MONDAY, on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.refusals import NotThere, OutOfOrder
from motcua.casework.tests.keeping import kept, refused
from motcua.dossiers import queries as dossiers
from tests.at_once import at_once


def save(draft_id, by, *, changes, saves=None, at=on(8, 10)):
    return casework.save(dossier_id=draft_id, changes=changes, saves=saves, by=by, at=at)


def test_it_keeps_what_was_written_so_far(apply, lan, ward):
    draft_id = apply()
    save(draft_id, lan, changes={"answers": {"a": "b"}, "return_by": "post"})

    draft = dossiers.draft(lan, draft_id)
    assert (draft.answers, draft.return_by, draft.unit_id, draft.updated_at) == ({"a": "b"}, "post", ward.pk, on(8, 10))


def test_an_older_tab_is_told_and_overwrites_nothing(apply, lan):
    draft_id = apply()
    seen = dossiers.draft(lan, draft_id).saves
    save(draft_id, lan, changes={"answers": {"a": "new"}}, saves=seen)

    with refused(OutOfOrder, draft_id):
        save(draft_id, lan, changes={"answers": {"a": "old"}}, saves=seen)


def test_nobody_writes_in_anothers_draft(apply, cast):
    draft_id = apply()
    for name in ("nam", "inhongha", "hoa", "quang"):
        with refused(NotThere, draft_id):
            save(draft_id, getattr(cast, name), changes={"answers": {}})


def test_what_was_sent_is_no_draft_any_more(submitted, lan):
    with refused(NotThere, submitted):
        save(submitted, lan, changes={"answers": {}})


def test_saving_twice_is_saving_once(apply, lan):
    draft_id = apply()
    save(draft_id, lan, changes={"answers": {"a": "b"}})
    save(draft_id, lan, changes={"answers": {"a": "b"}})

    assert dossiers.draft(lan, draft_id).answers == {"a": "b"}


def test_of_two_tabs_at_once_one_is_kept_whole(committed, apply, lan):
    draft_id = apply()
    seen = dossiers.draft(lan, draft_id).saves
    answers = at_once(
        *[lambda n=n: save(draft_id, lan, changes={"answers": {"tab": n}}, saves=seen, at=MONDAY) for n in range(4)]
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert sum(isinstance(a, OutOfOrder) for a in answers) == 3
    assert kept(draft_id)
