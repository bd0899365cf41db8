"""The template database of a test run, and its copies."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg import sql

from motcua.config.settings import database

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
NAME, TEMPLATE = f"test_motcua_{WORKER}", f"template_motcua_{WORKER}"
PACK = Path(__file__).parent.parent / "packs" / "hanoi-2020"


@contextmanager
def template_made() -> Iterator[None]:
    """Make the template and one copy of it; point Django at the copy, as the application's role."""
    _administer("DROP DATABASE IF EXISTS {name}", "DROP DATABASE IF EXISTS {template}", "CREATE DATABASE {template}")
    _point_at(TEMPLATE, as_owner=True)
    call_command("migrate", verbosity=0)
    from motcua.base import privileges

    privileges.apply()
    _point_at(TEMPLATE, as_owner=False)
    _settle_the_city()
    _point_at(NAME, as_owner=False)
    _copy()
    try:
        yield
    finally:
        _close()
        _administer("DROP DATABASE IF EXISTS {name}", "DROP DATABASE IF EXISTS {template}")


@contextmanager
def restored() -> Iterator[None]:
    """Whatever happens inside is committed for real; afterwards the database is as it was."""
    try:
        yield
    finally:
        _close()
        _copy()


def _settle_the_city() -> None:
    from motcua import casework
    from motcua.base.ids import new_id
    from motcua.catalogue.packs import cast_of, read_pack
    from motcua.launch.cast import settle
    from motcua.organisation import queries as organisation
    from motcua.people.who import SYSTEM

    pack = read_pack(PACK)
    casework.load_pack(subject_id=new_id(), pack=pack, by=SYSTEM, at=timezone.now(), key="")
    organisation.forget()
    settle(cast_of(PACK), password="", since=date(2019, 1, 1), at=timezone.now())
    organisation.forget()


def _point_at(name: str, *, as_owner: bool) -> None:
    _close()
    url = re.sub(r"(?<=/)[^/?]*(?=$|\?)", name, _url(as_owner=as_owner), count=1)
    settings.DATABASES["default"] = connection.settings_dict = {
        **connection.settings_dict,
        **database(url, as_owner=as_owner),
        "NAME": name,
    }


def _url(*, as_owner: bool) -> str:
    app = os.environ["DATABASE_URL"]
    return os.environ.get("DATABASE_OWNER_URL", app) if as_owner else app


def _close() -> None:
    connection.close()
    connection.close_pool()


def _copy() -> None:
    # Without FORCE: a plain DROP sends an autovacuum worker away and waits; by force, the owner may not end it.
    _administer("DROP DATABASE IF EXISTS {name}", "CREATE DATABASE {name} TEMPLATE {template}")


def _administer(*statements: str) -> None:
    parts = database(_url(as_owner=True), as_owner=True)
    with psycopg.connect(
        dbname=parts["NAME"], user=parts["USER"] or None, password=parts["PASSWORD"] or None,
        host=parts["HOST"] or None, port=parts["PORT"] or None, autocommit=True,
    ) as raw:  # fmt: skip
        for statement in statements:
            raw.execute(sql.SQL(statement).format(name=sql.Identifier(NAME), template=sql.Identifier(TEMPLATE)))
