"""Check a pack before it is loaded: motcua pack check packs/hanoi-2020 names faults with file and line."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check"], help="the only thing to do with a pack that is not loaded")
    parser.add_argument("path", help="a pack, a folder of procedures, or one procedure's file")


def run(*, options: argparse.Namespace, rest: list[str]) -> int:
    """Hand over to the catalogue's lint, which needs no database."""
    from motcua.catalogue import lint

    return lint.main([options.path])
