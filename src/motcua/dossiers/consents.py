"""When the applicant may be asked once more, and how long they have to answer."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import Invalid
from motcua.dossiers import clock, queries
from motcua.dossiers.models import Dossier, SupplementConsent
from motcua.people.who import Who

MOST_DAYS = 365


def how_many(dossier_id: UUID) -> int:
    """How many further requests a leader has consented to."""
    return SupplementConsent.objects.filter(dossier_id=dossier_id).count()


def all_of(dossier_id: UUID) -> list[SupplementConsent]:
    return list(SupplementConsent.objects.filter(dossier_id=dossier_id).select_related("by").order_by("seq"))


def give(*, dossier: Dossier, clause: str, reason: str, by: Who, at: datetime) -> SupplementConsent:
    """Keep the consent. Raises `Invalid` without the clause, or when nothing was asked yet or a consent is unused."""
    if not clause.strip():
        raise Invalid(fields={"clause": _("Ghi rõ điều, khoản của văn bản chuyên ngành cho phép yêu cầu thêm.")})
    asked = sum(not one.before_reception for one in queries.requests(dossier.pk))
    given = how_many(dossier.pk)
    if asked <= given:
        raise Invalid(fields={"clause": _("Lần yêu cầu bổ sung đang có chưa dùng đến, nên chưa cần đồng ý thêm.")})
    return record.add(
        SupplementConsent(
            dossier=dossier, seq=given + 1, clause=clause.strip()[:300], reason=reason, at=at, by_id=by.account_id
        )
    )


def term(*, days: int, at: datetime) -> datetime | None:
    """Until when the applicant may answer: the end of the n-th calendar date after the request; None without a term."""
    if not days:
        return None
    if not 0 < days <= MOST_DAYS:
        raise Invalid(fields={"days": _("Thời hạn bổ sung từ 1 đến 365 ngày.")})
    last = clock.local(at).date() + timedelta(days=days)
    return clock.aware(datetime.combine(last, time(23, 59)))
