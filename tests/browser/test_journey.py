"""One application from a telephone to the rated result, in a real browser, by everybody who has a part in it."""

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.examples import example
from motcua.dossiers import queries as dossiers
from motcua.dossiers.lifecycle import State
from tests.browser.filling import fields_of

BIRTH = "dang-ky-khai-sinh"


def photo(folder: Path, text: str) -> Path:
    """What a telephone's camera would send."""
    picture = Image.new("RGB", (1200, 1600), "white")
    ImageDraw.Draw(picture).text((100, 100), text, fill="black")
    path = folder / f"{text}.jpg"
    picture.save(path, quality=80)
    return path


def fill(page: Any, answers: dict[str, Any]) -> None:
    """Fill in what this page asks, as a person would, and nothing that it does not ask."""
    for name, value in answers.items():
        found = page.locator(f'main [name="{name}"]')
        if found.count() == 0:
            continue
        kind = found.first.evaluate("e => e.type")
        if kind in {"radio", "checkbox"}:
            for one in value if isinstance(value, list) else [value]:
                page.locator(f'main [name="{name}"][value="{one}"]').check()
        elif kind.startswith("select"):
            found.first.select_option(value)
        else:
            found.first.fill(value)


def test_a_birth_is_registered_from_a_telephone_to_the_rating(
    visit: Callable[..., Any], look: Callable[..., None], cast: Any, ward: Any, tmp_path: Path
) -> None:
    version = catalogue.current(BIRTH).version
    form, where = catalogue.form(version.pk), application.Situation(today=date.today())
    answers = example(form, situation=where)
    fields = fields_of(form, answers)

    # Lan finds the procedure on a small telephone, typing without marks.
    phone = visit(cast.lan, width=360)
    phone.goto("/")
    look(phone, "01-front")
    phone.locator('input[type="search"]').first.fill("khai sinh")
    phone.keyboard.press("Enter")
    look(phone, "02-results")
    phone.locator("main").get_by_role("link", name=re.compile("^Thủ tục đăng ký khai sinh$")).first.click()
    look(phone, "03-procedure")
    phone.locator("main form button.btn--main").first.click()

    dossier_id = _write(phone, look, fields, ward, tmp_path)
    dossier = dossiers.one(cast.lan, dossier_id)
    assert dossier.state == State.SUBMITTED
    look(phone, "08-receipt")

    # Hoa receives it at the counter, Minh takes it and asks for one paper again.
    counter = visit(cast.hoa)
    counter.goto("/counter/")
    look(counter, "09-counter")
    counter.goto(f"/counter/{dossier_id}/")
    look(counter, "10-counter-dossier")
    _press(counter, "Tiếp nhận")
    desk = visit(cast.minh)
    desk.goto("/desk/")
    look(desk, "11-desk")
    desk.goto(f"/desk/{dossier_id}/")
    _press(desk, "Nhận xử lý")
    look(desk, "12-desk-dossier")
    desk.goto(f"/desk/{dossier_id}/ask/")
    paper = dossiers.papers(dossier_id)[0].code
    _ask_for(desk, paper)
    assert dossiers.one(cast.minh, dossier_id).state == State.SUPPLEMENT

    # Lan sees why it stands still, and sends the paper.
    phone.goto(f"/dossiers/{dossier_id}/")
    look(phone, "13-where-is-my-dossier")
    phone.goto(f"/dossiers/{dossier_id}/supplement/")
    phone.locator('input[type="file"]').first.set_input_files(photo(tmp_path, "ro-hon"))
    look(phone, "14-supplement")
    phone.locator("main form button.btn--main").last.click()
    phone.wait_for_load_state()
    assert dossiers.one(cast.lan, dossier_id).state == State.PROCESSING

    # Minh proposes, Hùng approves and signs, Thu numbers and seals, Hoa returns.
    desk.goto(f"/desk/{dossier_id}/propose/")
    desk.locator('[name="outcome"][value="granted"]').check()
    look(desk, "15-propose")
    desk.locator("main form button.btn--main").first.click()
    leader = visit(cast.hung)
    leader.goto(f"/desk/{dossier_id}/")
    _press(leader, "Duyệt")
    leader.goto(f"/desk/{dossier_id}/")
    _press(leader, "Ký số")
    seal = visit(cast.thu)
    seal.goto(f"/desk/{dossier_id}/")
    _press(seal, "Cấp số, đóng dấu")
    assert dossiers.one(cast.hoa, dossier_id).state == State.DONE
    counter.goto(f"/counter/{dossier_id}/hand_back/")
    counter.locator('[name="to_name"]').fill("Nguyễn Thị Lan")
    counter.locator('[name="identity"]').fill("Căn cước công dân 001192000011")
    look(counter, "16-return")
    counter.locator("main form button.btn--main").first.click()

    # Lan rates it, and the signed result is what pdfsig calls valid.
    phone.goto(f"/dossiers/{dossier_id}/rate/")
    phone.locator('[name="overall"][value="3"]').check()
    look(phone, "17-rate")
    phone.locator("main form button.btn--main").first.click()
    phone.goto(f"/dossiers/{dossier_id}/")
    look(phone, "18-returned")
    assert dossiers.one(cast.lan, dossier_id).state == State.RETURNED
    result = phone.request.get(f"/dossiers/{dossier_id}/result/")
    (tmp_path / "result.pdf").write_bytes(result.body())
    said = subprocess.run(
        ["pdfsig", "-nocert", str(tmp_path / "result.pdf")], capture_output=True, text=True, check=True
    )
    assert said.stdout.count("Signature is Valid") == 2, said.stdout


def _write(phone: Any, look: Callable[..., None], fields: dict[str, Any], ward: Any, folder: Path) -> Any:
    """Go through every page of the draft as it comes, to the receipt; returns the dossier's id."""
    looked = set()
    for _page in range(25):
        path = phone.url
        if "/receipt/" in path:
            return _id_in(path)
        kind = next((k for k in ("choose-unit", "add-papers", "get-result", "check-answers") if k in path), "section")
        if kind == "choose-unit":
            _choose(phone, ward)
        elif kind == "add-papers":
            _hand_in(phone, folder)
            # Files go up as they are chosen, and then the page shows itself anew.
            phone.wait_for_timeout(2_000)
            phone.wait_for_load_state("networkidle")
        elif kind != "get-result":
            fill(phone, fields)
        if kind not in looked:
            looked.add(kind)
            look(phone, f"0{3 + len(looked)}-{kind}")
        if phone.url == path:
            phone.locator("main form button.btn--main").last.click()
            phone.wait_for_load_state()
        assert phone.url != path or kind == "choose-unit", phone.locator("main").inner_text()[:2000]
    raise AssertionError(f"no end to the form: {phone.url}")


def _id_in(path: str) -> Any:
    from uuid import UUID

    found = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", path)
    assert found is not None
    return UUID(found.group())


def _choose(phone: Any, ward: Any) -> None:
    """District first where there are many, then the ward."""
    from motcua.organisation import queries as organisation

    for unit in (organisation.unit(ward.parent_id), ward):
        for value in (unit.code, str(unit.pk)):
            for option in phone.locator(f'main select option[value="{value}"]').all():
                option.locator("..").select_option(value)
            for radio in phone.locator(f'main input[type="radio"][value="{value}"]').all():
                radio.check()


def _hand_in(phone: Any, folder: Path) -> None:
    """A photo for every paper that can be handed in."""
    choosers = phone.locator('main input[type="file"]')
    for n in range(choosers.count()):
        choosers.nth(n).set_input_files(photo(folder, f"giay-{n + 1}"))


def _press(page: Any, label: str) -> None:
    page.locator("main").get_by_role("button", name=label, exact=True).first.click()
    page.wait_for_load_state()


def _ask_for(desk: Any, paper: str) -> None:
    desk.locator(f'[name="item"][value="paper:{paper}"]').check()
    desk.locator(f'[name="reason:paper:{paper}"]').fill("Ảnh bị mờ, không đọc được số.")
    desk.locator('[name="reason"]').fill("Cần bản chụp rõ hơn.")
    desk.locator("main form button.btn--main").last.click()
    desk.wait_for_load_state()
