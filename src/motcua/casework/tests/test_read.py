import pytest

from conftest import on
from motcua import casework
from motcua.base.ids import new_id
from motcua.base.refusals import NotThere
from motcua.casework.tests.mandates import authorise
from motcua.notices.models import Message, Notice


def read(found, by, *, at=on(8, 12)):
    dossier_id = getattr(found, "dossier_id", None)
    return casework.read(message_id=getattr(found, "id", found.pk), dossier_id=dossier_id, by=by, at=at)


def test_the_first_reading_is_kept_and_later_ones_change_nothing(submitted, lan):
    notice = Notice.objects.get(dossier_id=submitted)
    read(notice, lan)
    read(notice, lan, at=on(9, 12))

    assert Notice.objects.get(dossier_id=submitted).read_at == on(8, 12)


def test_a_message_about_no_dossier_is_read_too(cast, files):
    authorise(cast.nam, cast.lan)
    read(Message.objects.get(), cast.lan)
    assert Message.objects.get().read_at == on(8, 12)


def test_only_its_addressee_reads_it(submitted, cast):
    notice = Notice.objects.get(dossier_id=submitted)
    for name in ("nam", "hoa", "minh"):
        with pytest.raises(NotThere):
            read(notice, getattr(cast, name))
    assert Notice.objects.get(dossier_id=submitted).read_at is None


def test_what_is_not_there_is_not_read(lan):
    with pytest.raises(NotThere):
        casework.read(message_id=new_id(), dossier_id=None, by=lan, at=on(8, 12))
