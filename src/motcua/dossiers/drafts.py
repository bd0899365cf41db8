"""Drafts that wait: until when they are kept, and the one link that opens them on another device."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import NotThere
from motcua.dossiers.models import Draft
from motcua.people.models import Person

# A link is used today or asked for again; a warning comes a week before, and never less than two days.
LINK_HOLDS, WARNED_BEFORE, AT_LEAST = timedelta(hours=24), timedelta(days=7), timedelta(days=2)


def expires_at(draft: Draft) -> datetime:
    """When a draft that nobody touches is thrown away. Every save moves it on."""
    return draft.updated_at + timedelta(days=settings.DRAFT_DAYS)


def of(person_id: UUID) -> list[Draft]:
    return list(Draft.objects.filter(person_id=person_id).select_related("version", "unit").order_by("-updated_at"))


def give_link(*, draft: Draft, at: datetime) -> str:
    """A secret that opens this draft once, within a day. An earlier one opens nothing any more.

    Only its digest is kept: who reads the table cannot open the draft.
    """
    secret = secrets.token_urlsafe(32)
    record.change(draft, resume_digest=_digest(secret), resume_until=at + LINK_HOLDS)
    return secret


def opened_by(*, secret: str, at: datetime) -> Draft:
    """The draft that this link opens, locked. Raises `NotThere` when it was used, replaced, is too old or unknown."""
    found = (
        Draft.objects.select_for_update(no_key=True, of=("self",))
        .filter(resume_digest=_digest(secret), resume_until__gt=at)
        .select_related("person", "version")
        .first()
    )
    if found is None:
        raise NotThere(_("Đường dẫn này đã dùng rồi hoặc quá 24 giờ. Bản nháp vẫn còn: hãy đăng nhập để làm tiếp."))
    return found


def spend_link(*, draft: Draft) -> None:
    record.change(draft, resume_digest="", resume_until=None)


def address_of(person: Person, *, way: str) -> str:
    return person.phone if way == "sms" else person.email


def discard_all(*, person_id: UUID) -> None:
    """Every draft of a person who goes."""
    record.run('DELETE FROM "dossiers_draft" WHERE person_id = %s', [person_id])


def outlived(*, now: datetime) -> list[UUID]:
    """Drafts that nobody touched for so long that they go, and whose writers were told in time."""
    old = Draft.objects.filter(
        updated_at__lt=now - timedelta(days=settings.DRAFT_DAYS),
        warned_at__lt=now - AT_LEAST,
        warned_at__gte=F("updated_at"),
    ).order_by("updated_at")
    return list(old.values_list("pk", flat=True)[:500])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
