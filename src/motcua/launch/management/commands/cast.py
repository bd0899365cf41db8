"""Say who can log in to the demo, and three things to try."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from motcua.launch.cast import demo_password
from motcua.people import queries as people


class Command(BaseCommand):
    requires_system_checks = []  # no page is needed for this
    help = "Print who can log in to the demo, with what, and three things to try."

    def handle(self, *args: Any, **options: Any) -> None:
        say = self.stdout.write
        say("\nWho can log in")
        say("  Citizens (choose a name at /login/, no password):")
        for account in people.citizens_with_accounts():
            say(f"    {account.full_name}")
        say(f"  Officers (at /lobby/login/, all with the password {demo_password(settings.HOME)}):")
        for name, title, unit, roles in _officers():
            say(f"    {name:8} {title}, {unit} ({roles})")
        say(
            "\nThree things to try\n"
            "  1. As Nguyễn Thị Lan, search for “khai sinh”, fill the form in on a telephone and send it.\n"
            "  2. As hoa receive, as minh take and propose it, as hung approve and sign, as thu seal, as hoa return.\n"
            "  3. Look at “Where is my dossier?” as Lan after each step, and run ./motcua fsck."
        )


def _officers() -> list[tuple[str, str, str, str]]:
    """(username, title, unit, roles) of every officer, one line for each."""
    lines: dict[str, tuple[str, str, list[str]]] = {}
    for duty in people.cast():
        officer = duty.officer
        line = lines.setdefault(officer.username, (officer.title, duty.unit.name, []))
        line[2].append(duty.role)
    return [(name, title, unit, ", ".join(sorted(set(roles)))) for name, (title, unit, roles) in lines.items()]
