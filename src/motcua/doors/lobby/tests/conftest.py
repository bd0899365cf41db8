"""A home of the test's own, and a pool with one connection that somebody else holds."""

from contextlib import contextmanager

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """Counters of its own, nothing announced, no static files but those of the sources."""
    settings.HOME = settings.STATIC_ROOT = tmp_path
    settings.MAINTENANCE = settings.METRICS_TOKEN = ""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@contextmanager
def nobody_gets_a_connection():
    """Whoever wants one waits for a fifth of a second and gets none."""
    connection.close()
    connection.close_pool()
    before = connection.settings_dict["OPTIONS"]
    connection.settings_dict["OPTIONS"] = before | {"pool": {"min_size": 1, "max_size": 1, "timeout": 0.2}}
    connection.pool.open()
    held = connection.pool.getconn(timeout=5)
    try:
        yield
    finally:
        connection.pool.putconn(held)
        connection.close()
        connection.close_pool()
        connection.settings_dict["OPTIONS"] = before


@pytest.fixture
def no_connection(committed):
    with nobody_gets_a_connection():
        yield


@pytest.fixture
def no_connection_after(committed):
    """The same from a later moment on: a context manager."""
    return nobody_gets_a_connection
