"""The language of the record: letters, messages and receipts are kept in it, whoever acts and however they read."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

P = ParamSpec("P")
T = TypeVar("T")


def for_the_record(say: Callable[P, T]) -> Callable[P, T]:
    """Let `say` speak `LANGUAGE_CODE`. An officer who reads English still gives a Vietnamese letter."""

    @wraps(say)
    def speaking(*args: P.args, **kwargs: P.kwargs) -> T:
        with translation.override(settings.LANGUAGE_CODE):
            return say(*args, **kwargs)

    return speaking
