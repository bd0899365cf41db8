"""A real PostgreSQL for every run, the city loaded once, the cast, and a dossier in each state.

The application works in the tests as it does in life: as the role that may not overwrite what counts. Tests
that need real commits take `committed`; their database is thrown away and copied anew from the template.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import django
import pytest

from motcua.launch.testing import provide_database

provide_database()
_home = tempfile.TemporaryDirectory(prefix="motcua-tests-")
# Here and not in the ini file, from which the settings would be read before these variables stand.
os.environ |= {
    "MOTCUA_HOME": _home.name,
    "MOTCUA_DEMO": "1",
    "MOTCUA_STATIC_FROM_SOURCE": "1",
    "DJANGO_SETTINGS_MODULE": "motcua.config.settings",
}
Path(_home.name, "static").mkdir()
django.setup()

HOUSE = Path(__file__).parent
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
# A Monday without holidays near it: due dates can be counted on the fingers.
MONDAY = datetime(2020, 6, 8, 9, 0, tzinfo=HANOI)
PASSWORD = "mot-cua-thu-nghiem"


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in June 2020, Hà Nội time."""
    return datetime(2020, 6, day, hour, minute, tzinfo=HANOI)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Make the template database: migrated by the owner, with its privileges, the pack and the cast."""
    from tests.database import template_made

    with django_db_blocker.unblock(), template_made():
        yield


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database without a transaction around the test: for two people at once, and for what COMMIT does."""
    from tests.database import restored

    with django_db_blocker.unblock(), restored():
        yield


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    """A store of files of the test's own."""
    settings.FILES = tmp_path / "files"
    return settings.FILES


@cache
def _who(username: str) -> Any:
    """The same in every test: each one begins with a copy of the same city."""
    from motcua.people import queries as people

    account = people.account(username)
    assert account is not None, f"{username} is not in the cast"
    return people.who_is(account.pk)


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> Any:
    """Everybody by username: Lan the citizen, Hoa at the counter, Minh the specialist, Khánh of another ward, …"""
    if "committed" not in request.fixturenames:
        request.getfixturevalue("db")
    from motcua.organisation import queries as organisation

    organisation.forget()
    names = [
        "lan", "nam", "inhongha", "hoa", "minh", "hung", "thu", "yen", "khanh", "linh", "phuc", "mai",
        "oanh", "tuan", "ha", "cuong", "ngan", "loan", "kien", "vinh", "suong", "nga", "thang", "xuan",
        "binh", "duc", "huong", "long", "nhung", "thao", "son", "quang", "trang", "dat",
    ]  # fmt: skip
    return SimpleNamespace(**{name: _who(name) for name in names})


@pytest.fixture
def lan(cast: Any) -> Any:
    return cast.lan


@pytest.fixture
def hoa(cast: Any) -> Any:
    return cast.hoa


@pytest.fixture
def minh(cast: Any) -> Any:
    return cast.minh


@pytest.fixture
def khanh(cast: Any) -> Any:
    return cast.khanh


@pytest.fixture
def ward(cast: Any) -> Any:
    """Phường Hàng Bạc, where Hoa and Minh work."""
    from motcua.organisation import queries as organisation

    return organisation.by_code("000.09.32.H26")


Make = Callable[..., Any]


@pytest.fixture
def apply(cast: Any, ward: Any, files: Path) -> Make:
    """Write a draft that can be sent: `apply(procedure="…", by=…, at=…)` answers its id.

    Guardianship: three working days, no fee. `procedure="2.000635"`: an extract, with a fee by the copy.
    """
    from motcua import casework
    from motcua.base.ids import new_id
    from motcua.catalogue import application
    from motcua.catalogue import queries as catalogue
    from motcua.catalogue.examples import example

    def made(procedure: str = "1.004837", by: Any = None, at: datetime = MONDAY, unit: Any = None) -> Any:
        by, draft_id = by or cast.lan, new_id()
        version = catalogue.current(procedure).version
        form, where = catalogue.form(version.pk), application.situation(channel="online", at=at)
        answers = example(form, situation=where)
        casework.start(dossier_id=draft_id, procedure=procedure, answers=answers, by=by, at=at)
        casework.save(dossier_id=draft_id, changes={"unit_id": (unit or ward).pk}, saves=None, by=by, at=at)
        for demand in form.papers(answers, situation=where):
            if demand.required:
                attach(draft_id, paper=demand.id, by=by, at=at)
        return draft_id

    return made


def attach(dossier_id: Any, *, paper: str, by: Any, at: datetime = MONDAY) -> str:
    """Lay a small PDF under a paper; returns the document's id."""
    from motcua import casework
    from motcua.documents.papers import Found, Prepared

    pdf = b"%PDF-1.7\n" + os.urandom(64)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        prepared = Prepared(found=Found(kind="pdf", pages=1, mime="application/pdf"), pdf=pdf, pages=1, thumbnails=[])
        done = casework.attach(
            dossier_id=dossier_id,
            paper=paper,
            path=Path(file.name),
            prepared=prepared,
            name=f"{paper}.pdf",
            by=by,
            at=at,
        )
    return str(done.said["document"])


@pytest.fixture
def submitted(apply: Make, cast: Any, ward: Any) -> Any:
    """Lan's application for guardianship, sent on Monday 8 June 2020 at 09:00; its id."""
    from motcua import casework

    draft_id = apply()
    casework.submit(dossier_id=draft_id, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key="submit")
    return draft_id


@pytest.fixture
def received(submitted: Any, cast: Any) -> Any:
    """Hoa received it at 10:00: three working days on is Thursday 11 June at 10:00."""
    from motcua import casework

    casework.receive(dossier_id=submitted, by=cast.hoa, at=on(8, 10), key="receive")
    return submitted


@pytest.fixture
def taken(received: Any, cast: Any) -> Any:
    """Minh took it at 11:00."""
    from motcua import casework

    casework.take(dossier_id=received, by=cast.minh, at=on(8, 11), key="take")
    return received


@pytest.fixture
def asked(taken: Any, cast: Any) -> Any:
    """Minh asked for a better copy of one paper on Tuesday at 09:00."""
    from motcua import casework

    casework.ask(
        dossier_id=taken, items=[{"paper": "identity_paper", "reason": "Ảnh mờ, không đọc được số."}],
        reason="Cần bản chụp rõ hơn.", by=cast.minh, at=on(9, 9), key="ask",
    )  # fmt: skip
    return taken


@pytest.fixture
def proposed(taken: Any, cast: Any) -> Any:
    from motcua import casework

    casework.propose(dossier_id=taken, outcome="granted", content="", by=cast.minh, at=on(8, 14), key="propose")
    return taken


@pytest.fixture
def approved(proposed: Any, cast: Any) -> Any:
    from motcua import casework

    casework.approve(dossier_id=proposed, by=cast.hung, at=on(8, 15), key="approve")
    return proposed


@pytest.fixture
def signed(approved: Any, cast: Any) -> Any:
    from motcua import casework

    casework.sign(dossier_id=approved, by=cast.hung, at=on(8, 15, 30), key="sign")
    return approved


@pytest.fixture
def sealed(signed: Any, cast: Any) -> Any:
    """The result is issued: state 9."""
    from motcua import casework

    casework.seal(dossier_id=signed, by=cast.thu, at=on(8, 16), key="seal")
    return signed


@pytest.fixture
def entered(sealed: Any) -> Any:
    """A line in the public register, as if Lan had been given a certificate for a game point."""
    from datetime import date

    from motcua.base.ids import new_id
    from motcua.dossiers.models import Dossier
    from motcua.registers.models import Registration

    dossier = Dossier.objects.get(pk=sealed)
    return Registration.objects.create(
        dossier=dossier, id=new_id(), register="diem-tro-choi", name="Giấy chứng nhận đủ điều kiện", number="7/GCN",
        issued_date=date(2020, 6, 8), valid_until_date=date(2020, 7, 1), unit_id=dossier.settling_unit_id,
        holder_id=dossier.owner_id, content=[{"label": "Địa điểm", "value": "12 Hàng Bạc"}],
    )  # fmt: skip


@pytest.fixture
def returned(sealed: Any, cast: Any) -> Any:
    from motcua import casework

    casework.hand_back(
        dossier_id=sealed, to_name="Nguyễn Thị Lan", identity="CCCD", by=cast.hoa, at=on(9, 9), key="hand_back"
    )
    return sealed


@pytest.fixture
def browse(client: Any) -> Callable[[Any], Any]:
    """Django's test client, logged in as this person."""
    from motcua.doors.lobby.middleware import SESSION_KEY

    def logged_in(who: Any) -> Any:
        session = client.session
        session[SESSION_KEY] = str(who.user_id)
        session.save()
        client.cookies["sessionid"] = session.session_key
        return client

    return logged_in


@pytest.fixture
def online(settings: Any, tmp_path: Path, monkeypatch: Any) -> Any:
    """Both gateways and a bank are configured, and are the demo's; answers the other side. No network is used."""
    from motcua.adapters.payment import asking
    from motcua.adapters.payment.twin import Twin

    settings.DEMO, settings.HOME = True, tmp_path / "other-side"
    settings.GATEWAYS = {
        name: {
            "url": f"{settings.PUBLIC_URL}/sandbox/gateway/{name}/",
            "api": f"{settings.PUBLIC_URL}/sandbox/gateway/{name}/api/", "partner": "MOTCUA", "secret": "thu-nghiem",
        }
        for name in ("platform", "vnpay")
    }  # fmt: skip
    settings.BANK = {"bin": "970499", "account": "0100100100", "name": "KHO BAC MINH HOA", "folder": ""}
    twin = Twin()

    def answered(url: str, message: Any) -> dict[str, Any]:
        name = next(n for n, one in settings.GATEWAYS.items() if one["api"] == url)
        return dict(twin.query(name, message))

    monkeypatch.setattr(asking, "post", answered)
    return twin


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    yield
    from motcua.organisation import queries as organisation

    organisation.forget()
