"""Re-derive what can be re-derived (journal, states, due dates, files) and say what does not agree."""

import argparse

from motcua.launch import django


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    return django.pass_on("fsck", rest=rest, about=__doc__)
