"""The rating on the counter's own tablet: three taps, kept apart from what people say on their own telephones."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from motcua import casework
from motcua.base.refusals import Invalid
from motcua.doors.counter.reading import opened
from motcua.doors.lobby.requests import Request, key_of, officers_only
from motcua.doors.lobby.scales import scales, scores_of
from motcua.people.models import Role


@officers_only(Role.COUNTER)
@require_http_methods(["GET", "POST"])
def rate(request: Request, dossier_id: UUID) -> HttpResponse:
    """Turned towards the person who has just got the result."""
    found, done = opened(request, dossier_id), False
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            casework.rate_on_tablet(
                dossier_id=found.pk, scores=scores_of(request.POST), by=request.who, at=timezone.now(),
                key=key_of(request),
            )  # fmt: skip
            done = True
        except Invalid as refusal:
            errors = {name: str(said) for name, said in refusal.fields.items()}
    summary = [{"name": name, "message": said} for name, said in errors.items()]
    fields = scales(request.POST, errors, comment=False)
    words = {"about": found.about, "done": done, "errors": summary, "fields": fields}
    return render(request, "counter/tablet.html", words, status=422 if errors else 200)
