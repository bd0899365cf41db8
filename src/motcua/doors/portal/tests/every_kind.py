"""The documented example, which has a question of every kind, put on line for a test."""

from dataclasses import replace

from django.conf import settings

from motcua import casework
from motcua.base.ids import new_id
from motcua.catalogue.packs import read_pack
from motcua.catalogue.tests import example
from motcua.people.who import SYSTEM

CODE = example.ID


def published(*, at):
    """Publish it beside the pack's own; returns its definition."""
    definition = example.definition(("effective_to: 2029-12-31", "effective_to: 2099-12-31"))
    pack = replace(read_pack(settings.PACKS / "hanoi-2020"), procedures=[definition])
    casework.load_pack(subject_id=new_id(), pack=pack, by=SYSTEM, at=at, key="")
    return definition
