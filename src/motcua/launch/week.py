"""A working week of made-up dossiers in every state, so that each page of the demo has something true to show.

Everything is done by calling the acts, with times of the last days; so the record, the clock and the money are
what they would be in life. All people are invented.
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import typst
from django.conf import settings

from motcua import casework, worktime
from motcua.base.ids import new_id
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.documents.papers import Prepared
from motcua.documents.queries import looked_at
from motcua.dossiers import queries as dossiers
from motcua.dossiers.clock import TZ, local
from motcua.organisation import queries as organisation
from motcua.payments import queries as payments
from motcua.people import queries as people
from motcua.people.who import Who

# Who does what in which unit: counter, specialist, head, leader, seal, cashier.
DESKS = {
    "000.09.32.H26": ("hoa", "minh", "hung", "hung", "thu", "yen"),
    "000.05.32.H26": ("khanh", "linh", "phuc", "phuc", "mai", "mai"),
    "000.00.32.H26": ("oanh", "tuan", "ha", "cuong", "ngan", "loan"),
    "000.00.12.H26": ("binh", "duc", "huong", "long", "nhung", "tam"),
}
WARD, OTHER_WARD, DISTRICT, DEPARTMENT = DESKS

# How far a dossier has come, as the acts after sending.
TO_RESULT = ("receive", "take", "propose", "approve", "sign", "seal")
WAYS: dict[str, tuple[str, ...]] = {
    "new": (),
    "guided": ("guide",),
    "declined": ("decline",),
    "received": ("receive",),
    "taken": ("receive", "take"),
    "asked": ("receive", "take", "ask"),
    "supplemented": ("receive", "take", "ask", "supplement"),
    "charged": ("receive", "take", "charge"),
    "proposed": TO_RESULT[:3],
    "approved": TO_RESULT[:4],
    "signed": TO_RESULT[:5],
    "done": TO_RESULT,
    "returned": (*TO_RESULT, "collect", "hand_back"),
    "rated": (*TO_RESULT, "collect", "hand_back", "rate"),
    "on_its_way": (*TO_RESULT, "collect", "hand_to_post"),
    "delivered": (*TO_RESULT, "collect", "hand_to_post", "deliver", "rate"),
    "withdrawing": ("receive", "take", "withdraw"),
    "stopped": ("receive", "take", "withdraw", "release"),
}
# (unit, procedure, who files, days ago, how far). A dossier left lying for days is late by itself.
STORIES = [
    *((WARD, "1.001193", "lan", day, way) for day, way in enumerate(["new", "done", "rated", "returned", "asked", "rated"])),
    *((WARD, "2.000635", "nam", day, way) for day, way in enumerate(["new", "returned", "delivered", "on_its_way", "rated", "returned"])),
    *((WARD, "1.004837", "lan", day, way) for day, way in enumerate(["new", "received", "taken", "proposed", "supplemented", "taken", "received"])),
    *((WARD, "1.001022", "nam", day, way) for day, way in enumerate(["guided", "declined", "approved", "signed", "withdrawing", "stopped", "charged"])),
    *((OTHER_WARD, "1.000656", "nam", day, way) for day, way in enumerate(["new", "taken", "rated"])),
    *((DISTRICT, "1.001612", "nam", day, way) for day, way in enumerate(["new", "received", "taken", "asked", "approved", "returned", "rated"])),
    *((DISTRICT, "1.013225", "lan", day, way) for day, way in enumerate(["new", "received", "taken", "charged", "taken"])),
    *((DEPARTMENT, "1.009374", "inhongha", day, way) for day, way in enumerate(["new", "received", "taken", "proposed", "signed", "done", "rated"])),
    *((DEPARTMENT, "1.003868", "inhongha", day, way) for day, way in enumerate(["new", "asked", "taken", "received"])),
]  # fmt: skip
WALK_INS = [(WARD, "2.000815", day) for day in (0, 0, 1, 1, 2, 3, 4)] + [
    (WARD, "2.000884", day) for day in (0, 1, 2, 5)
]
FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"]
MIDDLES = ["Thị Minh", "Văn", "Thị Thanh", "Quốc", "Ngọc", "Hữu", "Thị Thu", "Đức"]
GIVEN = ["Anh", "Bình", "Châu", "Dũng", "Giang", "Hạnh", "Khoa", "Liên", "Nga", "Phương", "Quân", "Vân"]


class Week:
    def __init__(self, *, until: datetime) -> None:
        self.until = until
        self.chance = random.Random(1954)  # the same week every time
        self.people = {name: self._who(name) for desk in DESKS.values() for name in desk}
        self.people |= {name: self._who(name) for name in ("lan", "nam", "inhongha", "dat")}

    def played(self) -> int:
        """Play every story; returns how many dossiers there are now."""
        for unit_code, procedure, who, days_ago, way in STORIES:
            self._online(unit_code, procedure, self.people[who], days_ago, way)
        for unit_code, procedure, days_ago in WALK_INS:
            self._walk_in(unit_code, procedure, days_ago)
        self._draft()
        self._sheet[0].unlink()
        return len(STORIES) + len(WALK_INS)

    def _online(self, unit_code: str, procedure: str, who: Who, days_ago: int, way: str) -> None:
        moments = self._moments(days_ago)
        dossier_id, at = new_id(), next(moments)
        self._write(dossier_id, procedure, who, at)
        unit = organisation.by_code(unit_code)
        post = way in {"on_its_way", "delivered"}
        casework.save(
            dossier_id=dossier_id, changes={"unit_id": unit.pk, "return_by": "post" if post else "counter"},
            saves=None, by=who, at=at,
        )  # fmt: skip
        address = "12 phố Hàng Bạc, quận Hoàn Kiếm, thành phố Hà Nội"
        casework.submit(dossier_id=dossier_id, unit_id=unit.pk, address=address, by=who, at=at, key="")
        for act, at in zip(WAYS[way], moments, strict=False):
            if at > self.until:
                return
            getattr(self, f"_{act}")(dossier_id, who, dict(zip(_PLACES, DESKS[unit_code], strict=True)), at)

    def _write(self, dossier_id: UUID, procedure: str, who: Who, at: datetime) -> None:
        form = catalogue.form(catalogue.current(procedure).version.pk)
        where = application.situation(channel="online", at=at)
        answers = example(form, situation=where)
        casework.start(dossier_id=dossier_id, procedure=procedure, answers=answers, by=who, at=at)
        for demand in form.papers(answers, situation=where):
            if demand.required:
                self._attach(dossier_id, demand.id, who, at)

    def _attach(self, dossier_id: UUID, paper: str, who: Who, at: datetime) -> str:
        path, prepared = self._sheet
        done = casework.attach(
            dossier_id=dossier_id, paper=paper, path=path, prepared=prepared, name=f"{paper}.pdf", by=who, at=at
        )
        return str(done.said["document"])

    def _walk_in(self, unit_code: str, procedure: str, days_ago: int) -> None:
        at = next(self._moments(days_ago))
        if at > self.until:
            return
        version = catalogue.current(procedure).version
        form, where = catalogue.form(version.pk), application.situation(channel="counter", at=at)
        answers = example(form, situation=where)
        papers = [
            {"code": d.id, "originals": max(1, d.original), "certified": d.certified, "copies": d.copies}
            for d in form.papers(answers, situation=where)
        ]
        casework.register(
            dossier_id=new_id(), version_id=version.pk, unit_id=organisation.by_code(unit_code).pk,
            person=self._neighbour(), answers=answers, papers=papers, return_by="counter", address="",
            by=self.people[DESKS[unit_code][0]], at=at, key="",
        )  # fmt: skip

    def _draft(self) -> None:
        casework.start(
            dossier_id=new_id(), procedure="1.000894", answers={}, by=self.people["lan"],
            at=self.until - timedelta(hours=3),
        )  # fmt: skip

    # One method for each act after sending: who does it, with what words.

    def _receive(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.receive(dossier_id=dossier_id, by=self.people[desk["counter"]], at=at, key="")

    def _guide(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.guide(
            dossier_id=dossier_id, items=self._faulty(dossier_id), reason="Ảnh chụp giấy tờ bị mờ, không đọc được.",
            by=self.people[desk["counter"]], at=at, key="",
        )  # fmt: skip

    def _decline(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.decline(
            dossier_id=dossier_id, reason="Nơi cư trú ghi trong hồ sơ không thuộc địa bàn phường.",
            by=self.people[desk["counter"]], at=at, key="",
        )  # fmt: skip

    def _take(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.take(dossier_id=dossier_id, by=self.people[desk["specialist"]], at=at, key="")

    def _ask(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.ask(
            dossier_id=dossier_id, items=self._faulty(dossier_id), reason="Thiếu chữ ký ở trang cuối.",
            by=self.people[desk["specialist"]], at=at, key="",
        )  # fmt: skip

    def _supplement(self, dossier_id: UUID, who: Who, _desk: dict[str, str], at: datetime) -> None:
        paper = self._faulty(dossier_id)[0]["paper"]
        document = self._attach(dossier_id, paper, who, at)
        casework.supplement(dossier_id=dossier_id, answers={}, papers={paper: [document]}, by=who, at=at, key="")

    def _charge(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.charge(
            dossier_id=dossier_id, amount_vnd=150_000, reason="Lệ phí theo thông báo của cơ quan chuyên môn (minh hoạ)",
            by=self.people[desk["specialist"]], at=at, key="",
        )  # fmt: skip

    def _propose(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        by = self.people[desk["specialist"]]
        casework.propose(dossier_id=dossier_id, outcome="granted", content="", by=by, at=at, key="")

    def _approve(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.approve(dossier_id=dossier_id, by=self.people[desk["head"]], at=at, key="")

    def _sign(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.sign(dossier_id=dossier_id, by=self.people[desk["leader"]], at=at, key="")

    def _seal(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.seal(dossier_id=dossier_id, by=self.people[desk["seal"]], at=at, key="")

    def _collect(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        if due := payments.account(dossier_id).due_vnd:
            casework.collect(dossier_id=dossier_id, amount_vnd=due, by=self.people[desk["cashier"]], at=at, key="")

    def _hand_back(self, dossier_id: UUID, who: Who, desk: dict[str, str], at: datetime) -> None:
        by = self.people[desk["counter"]]
        casework.hand_back(dossier_id=dossier_id, to_name=who.name, identity="Căn cước công dân", by=by, at=at, key="")

    def _hand_to_post(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.hand_to_post(dossier_id=dossier_id, by=self.people[desk["counter"]], at=at, key="")

    def _deliver(self, dossier_id: UUID, who: Who, _desk: dict[str, str], at: datetime) -> None:
        by = self.people["dat"]
        casework.deliver(dossier_id=dossier_id, to_name=who.name, identity="Căn cước công dân", by=by, at=at, key="")

    def _withdraw(self, dossier_id: UUID, who: Who, _desk: dict[str, str], at: datetime) -> None:
        casework.withdraw(dossier_id=dossier_id, reason="Tôi đã thay đổi kế hoạch.", by=who, at=at, key="")

    def _release(self, dossier_id: UUID, _who: Who, desk: dict[str, str], at: datetime) -> None:
        casework.release(dossier_id=dossier_id, by=self.people[desk["counter"]], at=at, key="")

    def _rate(self, dossier_id: UUID, who: Who, _desk: dict[str, str], at: datetime) -> None:
        scores = {"overall": self.chance.choice([3, 3, 2, 2, 1]), "punctuality": self.chance.choice([3, 2, None])}
        casework.rate(dossier_id=dossier_id, scores=scores, comment="", by=who, at=at, key="")

    def _faulty(self, dossier_id: UUID) -> list[dict[str, str]]:
        first = dossiers.papers(dossier_id)[0]
        return [{"paper": first.code, "reason": "Trang thứ hai bị mờ, chưa thấy chữ ký."}]

    def _moments(self, days_ago: int) -> Iterator[datetime]:
        """Working moments from a morning `days_ago` on, one to four working hours apart."""
        unit = organisation.by_code(WARD)
        calendar = organisation.hours(organisation.calendar_at(unit.pk, local(self.until).date()))
        day = local(self.until).replace(hour=8, minute=0) - timedelta(days=days_ago)
        at = worktime.next_working_moment(calendar, day + timedelta(minutes=self.chance.randint(0, 90)))
        if days_ago == 0 and at.replace(tzinfo=TZ) > self.until:
            at = local(self.until) - timedelta(minutes=self.chance.randint(5, 55))
        while True:
            yield at.replace(tzinfo=TZ)
            at = worktime.add_working_minutes(calendar, at, self.chance.randint(20, 100))

    def _neighbour(self) -> dict[str, Any]:
        name = " ".join(self.chance.choice(part) for part in (FAMILIES, MIDDLES, GIVEN))
        serial = self.chance.randint(100_000, 999_999)
        return {"full_name": name, "personal_number": f"001075{serial}", "phone": f"091{serial:07d}"[:10]}

    @cached_property
    def _sheet(self) -> tuple[Path, Prepared]:
        """One scanned sheet that stands for every paper of the demo."""
        text = '#set text(lang: "vi")\n= Bản chụp minh hoạ\nGiấy tờ này chỉ để trình diễn, không có giá trị.'
        settings.HOME.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=settings.HOME, suffix=".pdf", delete=False) as file:
            file.write(typst.compile(text.encode(), format="pdf"))
        return Path(file.name), looked_at(Path(file.name), name="ban-chup.pdf")

    @staticmethod
    def _who(username: str) -> Who:
        account = people.account(username)
        if account is None:
            raise LookupError(f"{username} is not in the pack's cast")
        return people.who_is(account.pk)


_PLACES = ("counter", "specialist", "head", "leader", "seal", "cashier")
