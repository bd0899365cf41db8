"""Anybody at the door of the registers, by Django's test client."""

import pytest


@pytest.fixture(autouse=True)
def door(settings, tmp_path):
    """No static files but those of the sources, and a fresh minute for the brakes."""
    from django.core.cache import cache

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    cache.clear()
