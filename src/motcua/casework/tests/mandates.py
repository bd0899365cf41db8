"""A mandate with a small paper, as the doors give it."""

import os
import tempfile
from datetime import date
from pathlib import Path
from uuid import UUID

from conftest import MONDAY
from motcua import casework
from motcua.base.ids import new_id
from motcua.documents.papers import Found, Prepared
from motcua.documents.queries import Arrived
from motcua.people.models import Person


def paper(content=None):
    """A file as `documents.looked_at` answers it."""
    pdf = content or b"%PDF-1.7\n" + os.urandom(64)
    path = Path(tempfile.mkdtemp(), "uy-quyen.pdf")
    path.write_bytes(pdf)
    prepared = Prepared(found=Found(kind="pdf", pages=1, mime="application/pdf"), pdf=pdf, pages=1, thumbnails=[])
    return Arrived(path=path, prepared=prepared, name="giấy uỷ quyền.pdf")


def authorise(
    giver, holder, *, procedures=(), since=date(2020, 6, 1), until=date(2020, 12, 31), by=None, key=None, at=MONDAY,
    arrived=None,
):  # fmt: skip
    """Its id. The giver makes it, unless `by` is the holder."""
    by = by or giver
    other = Person.objects.get(pk=(holder if by is giver else giver).person_id)
    done = casework.authorise(
        subject_id=by.user_id,
        other={"full_name": other.full_name, "personal_number": other.personal_number, "tax_code": other.tax_code},
        as_giver=by is giver, procedures=list(procedures), since=since, until=until, paper=arrived or paper(), by=by,
        at=at, key=key or str(new_id()),
    )  # fmt: skip
    return UUID(done.said["mandate"])
