"""Make the cast and a working week of dossiers, by calling the acts."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from motcua.catalogue.packs import cast_of
from motcua.dossiers import queries as dossiers
from motcua.launch.cast import demo_password, settle
from motcua.launch.week import Week
from motcua.people.who import SYSTEM


class Command(BaseCommand):
    requires_system_checks = []  # no page is needed for this
    help = "Fill an empty installation with the pack's cast and a working week of made-up dossiers."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        cast = cast_of(settings.PACKS / "hanoi-2020")
        settle(cast, password=demo_password(settings.HOME), since=date(2019, 1, 1), at=now)
        if dossiers.seen_by(SYSTEM).exists():
            self.stderr.write("There are dossiers here already: nothing was added.")
            return
        made = Week(until=now).played()
        self.stderr.write(f"{made} dossiers of the last working week")
