"""On its day a version that was published for later begins to hold."""

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from motcua.catalogue import effect
from motcua.catalogue.definition import Definition
from motcua.catalogue.models import Procedure


@app.periodic(cron="* * * * *")
@app.task(queue="catalogue", queueing_lock="enter_into_force")
def enter_into_force(timestamp: int) -> int:
    """List every version whose day has come. Returns how many; a run that was missed is made good by the next.

    Who decided it and for which day stands in the journal already; here only the list follows.
    """
    moved = 0
    with transaction.atomic():
        for version, listed in effect.due(on=effect.day_of(timezone.now())):
            definition = Definition.model_validate(version.definition)
            values = effect.listed_as(definition, version, listed=listed, words=None)
            Procedure.objects.update_or_create(code=version.code, defaults=values)
            moved += 1
    return moved
