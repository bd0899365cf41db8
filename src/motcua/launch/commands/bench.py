"""Measure what an act costs, against the real server and the database's own limit."""

import argparse

from motcua.launch import django


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    return django.pass_on("bench", rest=rest, about=__doc__)
