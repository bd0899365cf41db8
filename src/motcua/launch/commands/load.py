"""Publish a pack (units, calendar, procedures, letters): motcua load packs/hanoi-2020."""

import argparse

from motcua.launch import django


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    return django.pass_on("load", rest=rest, about=__doc__)
