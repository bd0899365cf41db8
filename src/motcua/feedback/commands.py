"""What may be written about satisfaction. Called by casework, inside an act."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from motcua import worktime
from motcua.base import record
from motcua.base.refusals import Invalid, NotThere, OutOfOrder
from motcua.dossiers.clock import TZ, local
from motcua.dossiers.models import Dossier
from motcua.feedback import queries
from motcua.feedback.models import Grievance, Invitation, Rating, Score, TabletRating
from motcua.organisation import queries as organisation
from motcua.people.models import Role
from motcua.people.queries import officers_of
from motcua.people.who import Who

DETAILS = ("ease", "punctuality", "attitude")
INVITED_FOR = timedelta(days=90)
# A reflection is handled within 15 working days (QĐ 766/QĐ-TTg, index 5.2).
ANSWERED_IN = worktime.Limit.from_dict({"working_days": 15, "counting": "whole_days"})


def rate(
    *, dossier: Dossier, scores: dict[str, Any], comment: str, at: datetime, by_link: bool = False
) -> Rating:
    """Keep what the applicant says, once. `scores` has `overall`, and each of `DETAILS` or not.

    The journal learns that there was a rating, and neither which nor by whom: no officer can trace it. Whoever is not
    satisfied gets an answer: a case is opened for a named person, who is not told who it was.
    """
    _need_scores(scores)
    if queries.is_rated(dossier.pk):
        raise OutOfOrder(_("Hồ sơ này đã được đánh giá. Cảm ơn bạn."))
    record.write(subject=dossier.pk, kind="feedback.rate", actor="applicant", at=at)
    rating = record.add(Rating(dossier=dossier, by_link=by_link, comment=comment[:2000], at=at, **_kept(scores)))
    if rating.overall == Score.NOT_SATISFIED:
        _open_grievance(dossier, at=at)
    return rating


def rate_on_tablet(*, dossier: Dossier, scores: dict[str, Any], at: datetime) -> TabletRating:
    """Keep what was tapped at the counter, apart from what people say on their own telephones."""
    _need_scores(scores)
    if TabletRating.objects.filter(dossier_id=dossier.pk).exists():
        raise OutOfOrder(_("Hồ sơ này đã được đánh giá. Cảm ơn bạn."))
    record.write(subject=dossier.pk, kind="feedback.rate_on_tablet", actor="applicant", at=at)
    return record.add(TabletRating(dossier=dossier, comment="", at=at, **_kept(scores)))


def invite(*, dossier: Dossier, at: datetime) -> str:
    """A token that lets its holder rate this dossier once; whoever reads the tables cannot make it up again."""
    token = secrets.token_urlsafe(24)
    record.add(Invitation(dossier=dossier, digest=queries.digest_of(token), at=at, until=at + INVITED_FOR))
    return token


def need_invitation(*, dossier: Dossier, token: str, at: datetime) -> None:
    """Raises `NotThere` for a token that was not given for this dossier, or that has run out."""
    if not Invitation.objects.filter(dossier_id=dossier.pk, digest=queries.digest_of(token), until__gt=at).exists():
        raise NotThere()


def answer(*, dossier: Dossier, said: str, by: Who, at: datetime) -> Grievance:
    """Answer whoever was not satisfied. Raises `NotThere` for another than the named person."""
    found = Grievance.objects.filter(dossier_id=dossier.pk).order_by("-seq").first()
    if found is None or found.handler_id != by.user_id:
        raise NotThere()
    if not said.strip():
        raise Invalid(fields={"said": _("Ghi câu trả lời: người đánh giá sẽ đọc.")})
    if found.answered_at is not None:
        raise OutOfOrder(_("Ý kiến này đã được trả lời."))
    record.change(found, answer=said, answered_at=at)
    record.write(subject=dossier.pk, kind="feedback.answer", actor=by.actor, at=at)
    return found


def _open_grievance(dossier: Dossier, *, at: datetime) -> None:
    """For the leader of the unit that took it in; where there is none, of the unit that settled it, or above."""
    calendar = organisation.hours(organisation.calendar_at(dossier.receiving_unit_id, local(at).date()))
    due = worktime.run(calendar=calendar, start=local(at), limit=ANSWERED_IN, cutoff=None, pauses=()).legal_due_at
    assert due is not None  # a limit without a pause always ends
    for unit in organisation.parents(organisation.unit(dossier.receiving_unit_id)):
        handler = officers_of(unit.pk, Role.LEADER, Role.HEAD).order_by("username").first()
        if handler is not None:
            break
    else:
        return  # a city without a leader: fsck of the cast says so, and the rating counts all the same
    record.add(Grievance(dossier=dossier, handler=handler, opened_at=at, due_at=due.replace(tzinfo=TZ)))
    record.write(
        subject=dossier.pk, kind="feedback.open_grievance", actor="system", at=at, data={"handler": str(handler.pk)}
    )


def _need_scores(scores: dict[str, Any]) -> None:
    if scores.get("overall") not in Score.values:
        raise Invalid(fields={"overall": _("Chọn một trong ba mức: rất hài lòng, hài lòng, chưa hài lòng.")})
    for detail in DETAILS:
        if scores.get(detail) not in {None, *Score.values}:
            raise Invalid(fields={detail: _("Chọn một trong ba mức, hoặc để trống.")})


def _kept(scores: dict[str, Any]) -> dict[str, Any]:
    return {"overall": scores["overall"], **{detail: scores.get(detail) for detail in DETAILS}}
