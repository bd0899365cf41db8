"""Lan on the portal, by Django's test client."""

import pytest

from motcua.base.ports import plugged


@pytest.fixture(autouse=True)
def portal(settings, tmp_path):
    """The demo's identity, no static files but those of the sources, and a fresh minute for the brakes."""
    from django.core.cache import cache

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.ADAPTERS = settings.ADAPTERS | {"identity": "motcua.adapters.identity.Demo"}
    plugged.cache_clear()
    cache.clear()
    yield
    plugged.cache_clear()


@pytest.fixture
def at_home(browse, cast, files):
    """Lan's browser, logged in."""
    return browse(cast.lan)
