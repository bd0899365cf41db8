import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import on
from motcua import casework
from motcua.base.acts import Done
from motcua.base.models import JournalLine
from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.casework.tests.keeping import broken, kept, refused, told
from motcua.feedback import commands
from motcua.feedback.models import Invitation, Rating
from motcua.notices.models import Notice
from motcua.people.who import NOBODY
from tests.at_once import at_once


def token_of(dossier_id):
    """As it stands in the message to the applicant, and nowhere else."""
    body = Notice.objects.get(dossier_id=dossier_id, kind="returned").body
    return re.search(r"/rate/([\w-]+)/", body)[1]


def rate(dossier_id, token, *, overall=2, at=on(10, 9), key="link"):
    return casework.rate_by_link(
        dossier_id=dossier_id, token=token, scores={"overall": overall}, comment="", by=NOBODY, at=at, key=key
    )


def test_whoever_has_the_link_rates_once_without_an_account(returned):
    rate(returned, token_of(returned))

    rating = Rating.objects.get(dossier_id=returned)
    assert (rating.overall, rating.by_link) == (2, True)
    with refused(OutOfOrder, returned):
        rate(returned, token_of(returned), key="again")


def test_only_the_digest_of_the_link_is_kept_beside_the_message(returned):
    token = token_of(returned)

    assert Invitation.objects.get(dossier_id=returned).digest != token
    assert not JournalLine.objects.filter(data__icontains=token).exists()


@pytest.mark.parametrize("token", ["", "guessed"])
def test_another_link_opens_nothing(returned, token):
    with refused(NotThere, returned):
        rate(returned, token)


def test_the_link_of_one_dossier_does_not_rate_another(returned, apply, cast, ward):
    other = apply()
    casework.submit(dossier_id=other, unit_id=ward.pk, address="", by=cast.lan, at=on(10, 8), key="submit")

    with refused(NotThere, other):
        rate(other, token_of(returned))


def test_after_ninety_days_it_opens_nothing(returned):
    with refused(NotThere, returned):
        rate(returned, token_of(returned), at=on(9, 9) + timedelta(days=90))


def test_a_score_is_one_of_three(returned):
    with refused(Invalid, returned):
        rate(returned, token_of(returned), overall=4)


def test_the_same_form_twice_gets_the_first_answer(returned):
    first = rate(returned, token_of(returned))
    before = kept(returned)

    assert rate(returned, token_of(returned)) == first
    assert kept(returned) == before


def test_nothing_is_left_when_the_last_step_fails(returned, monkeypatch):
    with broken(monkeypatch, commands, "rate", returned):
        rate(returned, token_of(returned))


def test_the_link_and_the_account_together_rate_once(committed, returned, cast):
    token = token_of(returned)
    answers = at_once(
        lambda: rate(returned, token),
        lambda: casework.rate(
            dossier_id=returned, scores={"overall": 3}, comment="", by=cast.lan, at=on(10, 9), key="own"
        ),
    )

    assert sum(isinstance(a, Done) for a in answers) == 1
    assert told(returned).count("feedback.rate") == 1


def test_an_invitation_ends_after_it_begins(returned):
    with pytest.raises(IntegrityError, match="an_invitation_ends_after_it_begins"), transaction.atomic():
        Invitation.objects.bulk_create([Invitation(dossier_id=returned, digest="x", at=on(9, 9), until=on(9, 9))])
