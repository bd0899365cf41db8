"""Open a Python shell with the application's rooms at hand."""

import argparse

from motcua.launch import django


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    return django.pass_on("shell", rest=rest, about=__doc__)
