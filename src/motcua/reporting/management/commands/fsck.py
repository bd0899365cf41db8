"""`motcua fsck`: says whether everything that is kept still agrees with itself."""

import json
import sys
import time
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from motcua.reporting import fsck


class Command(BaseCommand):
    help = (
        "Recompute the journal's chains, states, due dates, sums and digests, and name what does not agree. "
        "Nothing is changed. The exit status is 0 when all is well and 1 when it is not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--since", type=date.fromisoformat, metavar="DATE",
                            help="only what has journal lines written on or after this day (2020-06-08)")  # fmt: skip
        parser.add_argument("--dossier", default="", metavar="CODE", help="only the dossier with this code")
        parser.add_argument("--files", action="store_true",
                            help="read every file again and compare its digest, not only its being there")  # fmt: skip
        parser.add_argument("--json", action="store_true", help="answer one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        scope = fsck.scope_of(code=options["dossier"], since=options["since"], rehash=options["files"])
        if scope is None:
            raise CommandError(f"no dossier has the code {options['dossier']}")
        progress = Progress() if sys.stderr.isatty() else None
        begun = time.monotonic()
        if progress:
            report = fsck.run(replace(scope, seen=progress.seen), told=progress.told)
            progress.done()
        else:
            report = fsck.run(scope)
        seconds = time.monotonic() - begun
        self.stdout.write(as_json(report, seconds) if options["json"] else in_words(report, seconds))
        if not report.all_is_well:
            sys.exit(1)


class Progress:
    """One line on a terminal that says what is being looked at."""

    def __init__(self) -> None:
        self.line, self.rows, self.shown_at = "", 0, 0.0

    def told(self, name: str, place: int, of: int) -> None:
        self.line, self.rows, self.shown_at = f"[{place}/{of}] {name}", 0, 0.0
        self._show()

    def seen(self, rows: int) -> None:
        self.rows += rows
        if time.monotonic() - self.shown_at > 0.2:
            self._show()

    def done(self) -> None:
        sys.stderr.write("\r\033[K")

    def _show(self) -> None:
        self.shown_at = time.monotonic()
        sys.stderr.write(f"\r\033[K{self.line}" + (f" … {self.rows:,}" if self.rows else ""))
        sys.stderr.flush()


def in_words(report: fsck.Report, seconds: float) -> str:
    """The faults by name, then what else was seen, then one sentence."""
    names = fsck.named(report.faults)
    said = []
    for fault in report.faults:
        subject = names.get(fault.subject, str(fault.subject)) if not isinstance(fault.subject, str) else fault.subject
        said.append(f"{subject}: {fault.what}\n    should be: {fault.expected}\n    is:        {fault.found}")
    if report.found > len(report.faults):
        said.append(f"… and {report.found - len(report.faults):,} more.")
    said += [f"Seen, and no fault: {count:,} {what}." for what, count in sorted(report.observations.items())]
    dossiers = f"{report.dossiers:,} dossier{'s' if report.dossiers != 1 else ''}"
    looked = f"{dossiers} and {report.lines:,} journal lines in {seconds:.1f} s"
    if report.all_is_well:
        said.append(f"All is well: {looked} agree with everything that follows from them.")
    else:
        said.append(f"{report.found:,} {'thing does' if report.found == 1 else 'things do'} not agree: {looked}.")
    return "\n".join(said)


def as_json(report: fsck.Report, seconds: float) -> str:
    names = fsck.named(report.faults)
    return json.dumps(
        {
            "all_is_well": report.all_is_well,
            "dossiers": report.dossiers,
            "journal_lines": report.lines,
            "seconds": round(seconds, 3),
            "found": report.found,
            "faults": [
                {
                    "subject": str(f.subject),
                    "name": f.subject if isinstance(f.subject, str) else names.get(f.subject, ""),
                    "what": f.what,
                    "expected": f.expected,
                    "found": f.found,
                }
                for f in report.faults
            ],
            "observations": dict(report.observations),
        },
        ensure_ascii=False,
        indent=1,
    )
