"""Where outside systems are plugged in: a room declares a Protocol, the configuration names who fills it."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def plugged(name: str) -> Any:
    """The adapter that fills the port `name`, made once per process. `ADAPTERS` in settings says which."""
    return import_string(settings.ADAPTERS[name])()
