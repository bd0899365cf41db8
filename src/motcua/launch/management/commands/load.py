"""Load a pack into the database: what is new is added, the rest stays as it is."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import uuid5

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from motcua import casework
from motcua.catalogue.packs import PackFault, read_pack
from motcua.catalogue.yamlsource import Unreadable
from motcua.launch.cast import PEOPLE
from motcua.organisation import queries as organisation
from motcua.people.who import SYSTEM
from motcua.worktime import ClockError


class Command(BaseCommand):
    requires_system_checks = []  # no page is needed for this
    help = "Load a pack (a city as plain files). Loading the same pack again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", type=Path, help="the pack's folder, for example packs/hanoi-2020")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pack = read_pack(options["pack"])
            done = casework.load_pack(
                subject_id=uuid5(PEOPLE, f"pack:{pack.name}"), pack=pack, by=SYSTEM, at=timezone.now(), key=""
            )
        except (PackFault, Unreadable, ClockError, OSError) as fault:
            raise CommandError(str(fault)) from fault
        organisation.forget()
        self.stderr.write(
            f"{pack.name}: {len(pack.units)} units, {len(pack.procedures)} procedures "
            f"({done.said['procedures']} new), {sum(len(one.letters) for one in pack.letters)} letters"
        )
