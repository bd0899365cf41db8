"""What the applicant must do now, by when, and with which button. Reads nothing."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.doors.lobby.words import money_words
from motcua.dossiers.lifecycle import ENDED, State


@dataclass(frozen=True)
class Todo:
    """`acts`: the applicant's open acts; `request`: the last supplement request or None;
    `own`: the reader is the applicant, not just a holder of the secret."""

    dossier: Any
    acts: frozenset[str]
    request: Any
    due_vnd: int
    office: str
    parcel: Any
    rated: bool
    own: bool
    online: bool = False


def todo(now: Todo) -> dict[str, Any]:
    """`kind` (a notice's colour), `title`, `text`, and `label` with `url` where there is something to press."""
    state, page = State(now.dossier.state), [now.dossier.pk]
    match state:
        case State.SUPPLEMENT:
            found = {
                "kind": "soon",
                "title": _("Bạn cần bổ sung hồ sơ"),
                "text": now.request.reason if now.request else "",
            }
            if now.acts & {"supplement", "resubmit"}:
                found |= {"label": _("Bổ sung hồ sơ"), "url": reverse("portal:supplement", args=page)}
            return found
        case State.OBLIGATION:
            text = _("Nộp %(amount)s tại thu ngân của Bộ phận Một cửa, %(office)s. Mang theo mã hồ sơ.")
            found = {
                "kind": "soon",
                "title": _("Bạn cần nộp tiền"),
                "text": text % {"amount": money_words(now.due_vnd), "office": now.office},
            }
            if now.own and now.online:
                online = _("Nộp %(amount)s trực tuyến ngay bây giờ, hoặc tại thu ngân của Bộ phận Một cửa, %(office)s.")
                found["text"] = online % {"amount": money_words(now.due_vnd), "office": now.office}
                found |= {"label": _("Nộp tiền"), "url": reverse("portal:pay", args=page)}
            return found
        case State.DONE:
            return _fetch(now)
    if state in ENDED:
        return _ended(now)
    return {
        "kind": "done",
        "title": _("Bạn không phải làm gì lúc này"),
        "text": _("Có thay đổi, chúng tôi sẽ báo cho bạn."),
    }


def _fetch(now: Todo) -> dict[str, Any]:
    if now.parcel is not None and now.parcel.state != "came_back":
        text = _("Kết quả được bưu chính giao đến %(address)s. Hãy để ý điện thoại.") % {
            "address": now.parcel.to_address
        }
        return {"kind": "done", "title": _("Đã có kết quả, đang trên đường tới bạn"), "text": text}
    text = _(
        "Đến Bộ phận Một cửa, %(office)s. Mang theo giấy tờ tuỳ thân và bản chính các giấy tờ đã nộp bản chụp."
    ) % {"office": now.office}
    if now.due_vnd > 0:
        text += " " + _("Khi nhận, nộp %(amount)s.") % {"amount": money_words(now.due_vnd)}
    return {"kind": "soon", "title": _("Đã có kết quả: mời bạn đến nhận"), "text": text}


def _ended(now: Todo) -> dict[str, Any]:
    found = {"kind": "done", "title": _("Hồ sơ đã kết thúc"), "text": _("Cảm ơn bạn đã đánh giá.") if now.rated else ""}
    if now.own and not now.rated:
        found |= {
            "text": _("Việc này được làm thế nào? Ba lần chạm là xong."),
            "label": _("Đánh giá"),
            "url": reverse("portal:rate", args=[now.dossier.pk]),
        }
    return found
