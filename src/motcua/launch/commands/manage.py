"""Run any management command of Django: motcua manage COMMAND …"""

import argparse

from motcua.launch import django
from motcua.launch.places import LaunchError


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    if not rest:
        raise LaunchError("name a management command, for instance `motcua manage showmigrations`.")
    if rest[0] in ("-h", "--help"):
        rest = ["help", *rest[1:]]
    return django.pass_on(rest[0], rest=rest[1:], about=__doc__)
