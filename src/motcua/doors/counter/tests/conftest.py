"""More dossiers of the cast: one that owes a fee, one that goes by post."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from motcua import casework


def on(day, hour, minute=0):
    """A moment in June 2020, Hà Nội time."""
    return datetime(2020, 6, day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(autouse=True)
def door(settings, tmp_path):
    """No static files but those of the sources, and a fresh minute for the brakes."""
    from django.core.cache import cache

    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    cache.clear()


@pytest.fixture
def settled(apply, cast, ward):
    """`settled(procedure=…, return_by=…)`: sent by Lan and settled up to the seal; its id."""

    def made(*, procedure="1.004837", return_by="counter"):
        dossier_id = apply(procedure=procedure)
        casework.save(dossier_id=dossier_id, changes={"return_by": return_by}, saves=None, by=cast.lan, at=on(8, 9))
        address = "Phường Hàng Bạc, số 12"
        casework.submit(dossier_id=dossier_id, unit_id=ward.pk, address=address, by=cast.lan, at=on(8, 9), key="1")
        casework.receive(dossier_id=dossier_id, by=cast.hoa, at=on(8, 10), key="2")
        casework.take(dossier_id=dossier_id, by=cast.minh, at=on(8, 11), key="3")
        casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=cast.minh, at=on(8, 14), key="4")
        casework.approve(dossier_id=dossier_id, by=cast.hung, at=on(8, 15), key="5")
        casework.sign(dossier_id=dossier_id, by=cast.hung, at=on(8, 15, 30), key="6")
        casework.seal(dossier_id=dossier_id, by=cast.thu, at=on(8, 16), key="7")
        return dossier_id

    return made


@pytest.fixture
def owing(settled):
    """An extract that is ready, its fee not yet paid."""
    return settled(procedure="2.000635")


@pytest.fixture
def by_post(settled):
    """A result that Lan wants by post."""
    return settled(return_by="post")
