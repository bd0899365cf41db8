"""More in `motcua/routing/tests/test_opinions.py`."""

from dataclasses import replace

from conftest import on
from motcua import casework
from motcua.base.refusals import Invalid, NotThere
from motcua.casework.tests.keeping import refused, told
from motcua.organisation import queries as organisation
from motcua.routing import queries as routing


def asked(dossier_id, cast):
    office = organisation.by_code("000.00.12.H26")
    casework.ask_opinion(
        dossier_id=dossier_id,
        unit_ids=[office.pk],
        content="Hỏi",
        due_at=on(12, 9),
        by=cast.minh,
        at=on(8, 14),
        key="q",
    )


def give(dossier_id, by, *, answer="Đồng ý.", key="g"):
    return casework.give_opinion(dossier_id=dossier_id, opinion=1, answer=answer, by=by, at=on(9, 9), key=key)


def test_the_words_are_kept_with_who_gave_them(taken, cast):
    asked(taken, cast)
    give(taken, cast.duc)

    opinion = routing.opinions(taken)[0]
    assert (opinion.state, opinion.answer, opinion.answered_by_id) == ("given", "Đồng ý.", cast.duc.user_id)
    assert told(taken)[-1] == "routing.give_opinion"


def test_without_words_it_is_no_opinion(taken, cast):
    asked(taken, cast)
    with refused(Invalid, taken):
        give(taken, cast.duc, answer=" ")


def test_who_was_not_asked_or_only_inspects_gives_none(taken, cast):
    asked(taken, cast)
    inspecting = replace(cast.duc, duties=cast.duc.duties | {("inspector", next(iter(cast.duc.units())))})
    for who in (cast.linh, cast.tuan, cast.hung, inspecting):
        with refused(NotThere, taken):
            give(taken, who)
