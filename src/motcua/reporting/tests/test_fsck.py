"""What `motcua fsck` says of a town in which all is well, and of one in which somebody has been at the tables."""

import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from motcua.base.checks import Scope
from motcua.reporting import fsck
from motcua.reporting.tests.conftest import path_of

STATES = "submitted received taken asked proposed approved signed sealed returned".split()


def found(scope: Scope | None = None) -> set[tuple[Any, str]]:
    return {(fault.subject, fault.what) for fault in fsck.run(scope or Scope()).faults}


def one(sql: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("state", STATES)
def test_all_is_well_with_a_dossier_in_each_state(state, request):
    request.getfixturevalue(state)

    assert fsck.run(Scope(rehash=True)).faults == []


def test_all_is_well_in_the_town(town):
    report = fsck.run(Scope(rehash=True))

    assert (report.faults, report.dossiers) == ([], 3)
    assert report.lines > 30
