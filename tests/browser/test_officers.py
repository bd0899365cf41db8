"""Officers' pages in a real browser: three widths, no barriers, keys instead of the mouse."""

import pytest

from conftest import MONDAY, on
from motcua import casework
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State


@pytest.fixture
def busy(committed, apply, cast, ward):
    """A morning: two received, one asked for more, one result that waits for a signature, one note, one message."""
    made = []
    for n in range(5):
        draft = apply()
        casework.submit(dossier_id=draft, unit_id=ward.pk, address="", by=cast.lan, at=MONDAY, key=f"s{n}")
        if n:
            casework.receive(dossier_id=draft, by=cast.hoa, at=on(8, 10), key=f"r{n}")
        made.append(draft)
    for n in (3, 4):
        casework.take(dossier_id=made[n], by=cast.minh, at=on(8, 11), key=f"t{n}")
    item = [{"paper": "identity_paper", "reason": "Ảnh mờ."}]
    casework.ask(dossier_id=made[3], items=item, reason="Chụp lại", by=cast.minh, at=on(9, 9), key="ask")
    waiting = made[4]
    casework.leave_note(dossier_id=waiting, text="Đã hỏi tổ dân phố.", by=cast.minh, at=on(8, 12), key="n")
    casework.write_to_applicant(dossier_id=waiting, text="Mời chị ghé quầy.", by=cast.minh, at=on(8, 12), key="w")
    casework.propose(dossier_id=waiting, outcome="granted", content="", by=cast.minh, at=on(8, 14), key="p")
    casework.approve(dossier_id=waiting, by=cast.hung, at=on(8, 15), key="a")
    return made


def test_the_desk_and_the_control_wall_at_three_widths(busy, cast, visit, look):
    waiting = busy[4]
    leader = visit(cast.hung)
    for path, name in (
        ("/control/", "40-wall"), ("/control/list/open/", "41-behind"), ("/desk/?list=sign", "43-queue"),
        (f"/desk/{waiting}/read/", "44-read"), (f"/desk/{waiting}/", "45-dossier"),
    ):  # fmt: skip
        leader.goto(path)
        look(leader, name)
    counter = visit(cast.hoa)
    counter.goto("/control/book/?from=2020-06-01&until=2020-06-30")
    look(counter, "42-book")
    counter.goto("/counter/messages/")
    look(counter, "46-messages")
    citizen = visit(cast.lan)
    citizen.goto(f"/dossiers/{waiting}/")
    look(citizen, "47-where")


def test_a_batch_by_keys_alone(busy, cast, visit, look):
    desk = visit(cast.minh)
    desk.goto("/desk/?list=free")
    for key in ("j", "x", "j", "x"):
        desk.keyboard.press(key)
    assert desk.locator("[name=dossier]:checked").count() == 2
    look(desk, "48-chosen")
    button = desk.locator(".batchbar button")
    button.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_load_state()
    look(desk, "49-before")
    desk.locator("[data-focus]").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_load_state()
    look(desk, "50-after")
    assert [dossiers.one(cast.minh, one).state for one in busy[1:3]] == [State.PROCESSING] * 2
