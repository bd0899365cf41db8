"""Every step that a page may offer: its words, its article, its button; and the files of a result."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from motcua.base.lifecycle import Step, step
from motcua.dossiers import lifecycle as dossier_life
from motcua.people.models import Role
from motcua.post import lifecycle as post_life
from motcua.results import lifecycle as result_life
from motcua.results import queries as results
from motcua.routing import lifecycle as route_life

# How a door names its own address of a page: `url("paper", document_id)`.
Url = Callable[..., str]


# Every step that a page may offer or tell of, by the name of its act. Taking the fee is no step of a lifecycle.
STEPS: dict[str, Step] = {
    s.act: s
    for s in (
        step(
            "collect", since=(), until=None, who=(Role.COUNTER, Role.CASHIER), law="NĐ 61/2018 art. 22",
            name=_lazy("Thu phí, lệ phí"),
        ),
        step(
            "hand_again", since=(), until=None, who=Role.COUNTER, law="NĐ 61/2018 art. 21",
            name=_lazy("Trao kết quả cấp lại"),
        ),
        step(
            "correct", since=(), until=None, who=(Role.COUNTER, Role.SPECIALIST), law="NĐ 61/2018 art. 5.1",
            name=_lazy("Đính chính"),
        ),
        *route_life.LIFECYCLE.steps, *route_life.OPINIONS.steps,
        *post_life.LIFECYCLE.steps, *result_life.LIFECYCLE.steps, *dossier_life.LIFECYCLE.steps,
    )
}  # fmt: skip


def letter_words(name: str) -> str:
    """What a letter is called, by the name of its template (TT 01/2018 art. 9)."""
    known = {
        "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01)"),
        "receipt_combined": _("Giấy tiếp nhận chung cho nhiều hồ sơ"),
        "supplement": _("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02)"),
        "refusal": _("Phiếu từ chối tiếp nhận giải quyết hồ sơ (Mẫu 03)"),
        "stop_notice": _("Thông báo dừng giải quyết hồ sơ"),
        "fee_receipt": _("Biên lai thu phí, lệ phí"),
    }
    return known.get(name, name)


def law_words(law: str) -> str:
    """`NĐ 61/2018 điều 17`: an article as the reader's language writes it."""
    return law.replace("art.", _("điều"))


def stages(result: Any) -> list[tuple[str, str]]:
    """The files there are of a result, the last one first."""
    found = [
        ("sealed", _("Bản đã ban hành"), result.sealed_digest),
        ("signed", _("Bản đã ký"), result.signed_digest),
        ("draft", _("Bản dự thảo"), result.draft_digest),
    ]
    return [(stage, label) for stage, label, digest in found if digest]


def result_file(dossier_id: UUID, result_id: UUID, stage: str) -> tuple[str, str]:
    """(digest, name) of one file of a result; the digest is "" when there is none."""
    for one in results.all_of(dossier_id):
        if one.id == result_id:
            digests = {"sealed": one.sealed_digest, "signed": one.signed_digest, "draft": one.draft_digest}
            return digests.get(stage, ""), one.name
    return "", ""


def buttons(steps: Iterable[Step], *, order: dict[str, str], url: Url) -> list[dict[str, Any]]:
    """The acts that are open, as the part `acts` takes them: the first in `order` is the main one.

    `order` says of each act of the door whether it is done at once (`plain`), asks first (`page`), or is grave.
    """
    open_now = {s.act: s for s in steps}
    found = [
        {
            "label": open_now[act].name if kind == "plain" else f"{open_now[act].name}…", "url": url(act),
            "kind": "" if kind == "plain" else "page", "grave": kind == "grave", "help": law_words(open_now[act].law),
        }
        for act, kind in order.items()
        if act in open_now
    ]  # fmt: skip
    if found and not found[0]["grave"]:
        found[0]["main"] = True
    return found
