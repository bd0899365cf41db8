"""Scans and photos that the counter makes of papers which were handed in. Called by casework, inside an act."""

from datetime import datetime

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import NotAllowed, OutOfOrder
from motcua.documents.models import Document
from motcua.dossiers import queries
from motcua.dossiers.lifecycle import OPEN
from motcua.dossiers.models import Dossier, Paper
from motcua.people.models import Role
from motcua.people.who import Who


def need_open_counter(*, dossier: Dossier, by: Who) -> None:
    """Raises `NotAllowed` for who does not stand at its counter, `OutOfOrder` once the dossier has ended."""
    if Role.COUNTER not in queries.roles_on(by, dossier):
        raise NotAllowed(_("Chỉ cán bộ tiếp nhận của nơi nhận hồ sơ thêm được bản quét."))
    if dossier.state not in OPEN:
        raise OutOfOrder(_("Hồ sơ đã kết thúc nên không thêm bản quét được nữa."))


def lay(*, dossier: Dossier, code: str, document: Document, by: Who, at: datetime) -> Paper:
    """The file beside the sheets that were counted, in the round that runs."""
    number = len(queries.answers(dossier.pk))
    record.write(
        subject=dossier.pk, kind="dossier.scan", actor=by.actor, at=at,
        data={"paper": code, "digest": document.digest, "round": number},
    )  # fmt: skip
    return record.add(
        Paper(
            dossier=dossier, code=code, round=number, document_id=document.id, digest=document.digest,
            name=document.name, at=at, actor=by.actor,
        )
    )  # fmt: skip
