"""Questions about results. The caller has got the dossier through its own room, so the right to it is settled."""

from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.base.asking import Asked
from motcua.base.lifecycle import Step
from motcua.base.refusals import NotThere
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from motcua.dossiers.models import Dossier
from motcua.people.models import Role
from motcua.people.who import Who
from motcua.results.lifecycle import DECIDED, LIFECYCLE, NEVER_ALONE, NONE, RUNNING, ResultState
from motcua.results.models import HandOver, Outcome, Result, ResultStep


def running(dossier_id: UUID) -> Result | None:
    """The result in hand, if there is one that was not sent back."""
    return _running.first(dossier_id=dossier_id)


_running = Asked(
    lambda *, dossier_id: Result.objects.filter(dossier_id=dossier_id, state__in=RUNNING).select_related("preparer")
)


def running_of(dossier_ids: list[UUID]) -> dict[UUID, Result]:
    """The results in hand of these dossiers, by dossier, in one question."""
    found = Result.objects.filter(dossier_id__in=dossier_ids, state__in=RUNNING)
    return {one.dossier_id: one for one in found}


def all_of(dossier_id: UUID) -> list[Result]:
    return list(Result.objects.filter(dossier_id=dossier_id).select_related("preparer").order_by("drafted_at"))


def steps(dossier_id: UUID) -> list[ResultStep]:
    return list(ResultStep.objects.filter(dossier_id=dossier_id).select_related("by").order_by("at", "seq"))


def is_decided(dossier_id: UUID) -> bool:
    return Result.objects.filter(dossier_id=dossier_id, state__in=DECIDED).exists()


def refused_in(group: UUID) -> frozenset[UUID]:
    """The dossiers of a linked group whose issued result is a refusal."""
    found = Result.objects.filter(dossier__group=group, outcome="refused", state=ResultState.SEALED)
    return frozenset(found.values_list("dossier_id", flat=True))


def hand_over(dossier_id: UUID) -> HandOver | None:
    return HandOver.objects.filter(dossier_id=dossier_id).order_by("-seq").first()


def open_acts(who: Who, dossier: Dossier, result: Result | None) -> list[Step]:
    """What this person may do now with the result of a dossier, while it is being processed and after it was issued."""
    found = LIFECYCLE.open_to(ResultState(result.state) if result else NONE, dossiers.roles_on(who, dossier))
    if result is not None and result.state == ResultState.SEALED:
        asked = revocation_asked(result)
        ready = asked is not None and asked.by_id != who.user_id
        return [s for s in found if (s.act == "revoke" and ready) or (s.act == "ask_revocation" and asked is None)]
    if dossier.state != State.PROCESSING and not is_replaced(dossier):
        return []
    mine = dossier.holder_id is None or who.is_or_stands_for(dossier.holder_id)
    return [s for s in found if s.act not in NEVER_ALONE and (s.act != "propose" or mine)]


def is_replaced(dossier: Dossier) -> bool:
    """The dossier has ended, but its result was revoked: a new one may be drafted in its place."""
    return (
        dossier.state in {State.DONE, State.RETURNED}
        and Result.objects.filter(dossier_id=dossier.pk, state=ResultState.REVOKED).exists()
    )


def revocation_asked(result: Result) -> ResultStep | None:
    """Who asked, with what reason, that this result be revoked; None when nobody did."""
    return (
        ResultStep.objects.filter(dossier_id=result.dossier_id, result_id=result.id, act="ask_revocation")
        .select_related("by")
        .order_by("-seq")
        .first()
    )


def revocation_of(result: Result) -> ResultStep | None:
    """The step by which it was revoked, with the reason that everybody may read; None while it holds."""
    return ResultStep.objects.filter(dossier_id=result.dossier_id, result_id=result.id, act="revoke").first()


def replacement_of(result: Result) -> Result | None:
    """The result that was issued in place of a revoked one."""
    later = Result.objects.filter(dossier_id=result.dossier_id, state=ResultState.SEALED)
    return later.exclude(id=result.id).order_by("-drafted_at").first()


def waits_to_be_handed(dossier_id: UUID) -> Result | None:
    """A result that was issued in place of a revoked one and has not been handed over yet."""
    result = running(dossier_id)
    if result is None or result.state != ResultState.SEALED:
        return None
    if not Result.objects.filter(dossier_id=dossier_id, state=ResultState.REVOKED).exists():
        return None
    sealed = ResultStep.objects.filter(dossier_id=dossier_id, result_id=result.id, act="seal").first()
    given = hand_over(dossier_id)
    return None if sealed is None or (given is not None and given.at >= sealed.at) else result


def waiting_for(who: Who) -> QuerySet[Result]:
    """Results that wait for this officer: to approve, to sign, to number and seal."""
    mine = Q(state__in=[])
    for states, roles in (
        ((ResultState.DRAFTED,), (Role.HEAD,)),
        ((ResultState.DRAFTED, ResultState.APPROVED), (Role.LEADER,)),
        ((ResultState.SIGNED,), (Role.SEAL,)),
    ):
        if units := who.units(*roles):
            mine |= Q(state__in=states, dossier__settling_unit_id__in=units)
    return (
        Result.objects.filter(mine, dossier__state__in=[State.PROCESSING, State.DONE, State.RETURNED])
        .select_related("dossier", "dossier__owner", "preparer")
        .order_by("dossier__due_at")
    )


def published(digest: str) -> Result:
    """A result that was issued, by the digest of its file: what the verification page shows."""
    found = (
        Result.objects.filter(sealed_digest=digest).select_related("dossier", "dossier__owner").first()
        if len(digest) == 64
        else None
    )
    if found is None:
        raise NotThere()
    return found


def signer_of(result: Result) -> UUID | None:
    """Who put the leader's signature on it."""
    return (
        ResultStep.objects.filter(dossier_id=result.dossier_id, result_id=result.id, act="sign")
        .values_list("by_id", flat=True)
        .first()
    )


def issued(result_id: UUID) -> Result:
    """A result that bears its number and seal, by the id in its QR code; revoked or not. Raises `NotThere`."""
    sealed = Result.objects.filter(id=result_id, state__in=[ResultState.SEALED, ResultState.REVOKED])
    found = sealed.select_related("dossier", "dossier__owner").first()
    if found is None:
        raise NotThere()
    return found


def issued_to(person_id: UUID) -> list[Result]:
    """What the city issued to this person and stands: granted, sealed, newest first."""
    found = Result.objects.filter(
        dossier__owner_id=person_id, state=ResultState.SEALED, outcome=Outcome.GRANTED
    ).select_related("dossier")
    return list(found.order_by("-number_date", "-drafted_at")[:200])
