"""An act: the only way the record changes. One durable transaction, and a line in the journal."""

import hashlib
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import Any, ParamSpec, Protocol
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db import models as django_models

from motcua.base import record
from motcua.base.journal import canonical
from motcua.base.models import Answer
from motcua.base.refusals import KeyReused, Refusal
from motcua.base.watch import watched

P = ParamSpec("P")


@dataclass(frozen=True)
class Done:
    """What an act answers: enough to show the next page, and the same again when the call is repeated."""

    subject: UUID
    code: str = ""
    state: int | str | None = None
    said: dict[str, Any] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        return {**asdict(self), "subject": str(self.subject)}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Done":
        return cls(**{**kept, "subject": UUID(kept["subject"])})


class LeftNoTrace(RuntimeError):
    """An act ended without a journal line: a defect, so nothing of it is kept."""


class Act(Protocol[P]):
    __name__: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Done: ...


running: ContextVar[str] = ContextVar("running_act", default="")


def act(do: Callable[P, Done]) -> Callable[P, Done]:
    """Make a function of `casework` an act.

    The function takes everything by name, among it `at` (aware) and, when it may be repeated, `key`: the
    idempotency key of the form or request that asks. The same key with the same question gets the first
    answer; with another question it is refused (`KeyReused`). Raising rolls everything back.
    """

    @wraps(do)
    def acting(*args: P.args, **kwargs: P.kwargs) -> Done:
        key = str(kwargs.get("key") or "")
        with watched(do.__name__) as ending:
            try:
                done = _once(do, key, args, kwargs)
                ending.outcome = "done"
            except (Refusal, IntegrityError):
                # Perhaps refused because the first call has already done it.
                earlier = _answered(do.__name__, key, kwargs) if key else None
                if earlier is None:
                    raise
                done, ending.outcome = earlier, "repeated"
            return done

    return acting


def private(do: Callable[P, Done]) -> Callable[P, Done]:
    """Like `act`, for what a person keeps to themselves before asking anything of the city: a draft.

    One durable transaction, but no line in the public record, and no key: saving twice is saving once.
    """

    @wraps(do)
    def acting(*args: P.args, **kwargs: P.kwargs) -> Done:
        with transaction.atomic(durable=True), record.opened():
            done = do(*args, **kwargs)
            record.flush()
        return done

    return acting


def _once(do: Callable[..., Done], key: str, args: Any, kwargs: Any) -> Done:
    token = running.set(do.__name__)
    try:
        with transaction.atomic(durable=True), record.opened() as sheet:
            done = do(*args, **kwargs)
            if not sheet.lines:
                raise LeftNoTrace(f"{do.__name__} wrote no journal line")
            if key:
                record.add(
                    Answer(
                        subject=_series(kwargs, done), key=key, act=do.__name__, asked=_asked(kwargs),
                        answer=done.kept(), at=kwargs["at"],
                    )
                )  # fmt: skip
            record.flush()
        return done
    finally:
        running.reset(token)


def _series(kwargs: dict[str, Any], done: Done | None = None) -> UUID:
    """Whose key it is: the dossier's, so that keys of one dossier lie with it."""
    found = kwargs.get("dossier_id") or kwargs.get("subject_id") or (done and done.subject)
    if not isinstance(found, UUID):
        raise TypeError("an act with a key names its dossier_id or subject_id")
    return found


def _asked(kwargs: dict[str, Any]) -> bytes:
    """A digest of the question, without the moment and the person's rights, which differ from call to call."""
    plain = {k: _plain(v) for k, v in kwargs.items() if k not in {"at", "key"}}
    return hashlib.sha256(canonical(plain)).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, django_models.Model):
        return str(value.pk)
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in value]
    actor = getattr(value, "actor", None)
    return str(actor) if actor is not None else value if isinstance(value, int | bool) else str(value)


def _answered(name: str, key: str, kwargs: dict[str, Any]) -> Done | None:
    found = Answer.objects.filter(subject=_series(kwargs), key=key).first()
    if found is None:
        return None
    if found.act != name or bytes(found.asked) != _asked(kwargs):
        raise KeyReused()
    return Done.read(found.answer)
