"""The catalogue's facts in plain words: limits, channels, levels, quantities. Pure: no request, no question asked."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.facts import Limit


def limit_words(limit: Limit | None) -> str:
    """`3 ngày làm việc`, `Ngay trong ngày làm việc`; says so when the limit is not known."""
    if limit is None:
        return _("Chưa công bố thời hạn")
    n = getattr(limit, limit.unit)
    match limit.unit:
        case "at_once":
            return _("Ngay trong ngày làm việc")
        case "hours":
            return ngettext("%(n)d giờ làm việc", "%(n)d giờ làm việc", n) % {"n": n}
        case "working_days":
            return ngettext("%(n)d ngày làm việc", "%(n)d ngày làm việc", n) % {"n": n}
        case "days":
            return ngettext("%(n)d ngày, kể cả ngày nghỉ", "%(n)d ngày, kể cả ngày nghỉ", n) % {"n": n}
        case "months":
            return ngettext("%(n)d tháng", "%(n)d tháng", n) % {"n": n}
        case _:
            return ngettext("%(n)d giờ liên tục", "%(n)d giờ liên tục", n) % {"n": n}


def channel_words(name: str) -> str:
    return {
        "counter": _("Tại Bộ phận Một cửa"),
        "online": _("Nộp trực tuyến"),
        "post": _("Qua bưu chính công ích"),
    }[name]


def level_words(level: str) -> str:
    return {
        "city": _("Cấp thành phố"),
        "district": _("Cấp quận, huyện, thị xã"),
        "commune": _("Cấp phường, xã, thị trấn"),
    }[level]


def applicant_words(kind: str) -> str:
    return {
        "citizen": _("Công dân Việt Nam"),
        "overseas_vietnamese": _("Người Việt Nam định cư ở nước ngoài"),
        "foreigner": _("Người nước ngoài"),
        "household_business": _("Hộ kinh doanh"),
        "enterprise": _("Doanh nghiệp"),
        "cooperative": _("Hợp tác xã"),
        "organisation": _("Tổ chức"),
        "state_agency": _("Cơ quan nhà nước"),
        "press_agency": _("Cơ quan báo chí"),
    }[kind]


def quantity_words(*, original: int, certified: int, copies: int) -> str:
    """`1 bản chính, 2 bản sao`; nothing when no number is given."""
    parts = [
        ngettext("%(n)d bản chính", "%(n)d bản chính", original) % {"n": original} if original else "",
        ngettext("%(n)d bản sao chứng thực", "%(n)d bản sao chứng thực", certified) % {"n": certified}
        if certified
        else "",
        ngettext("%(n)d bản sao", "%(n)d bản sao", copies) % {"n": copies} if copies else "",
    ]
    return ", ".join(part for part in parts if part)


def cut_off_words(value: str) -> str:
    if value == "last_hour":
        return _("Nộp trong giờ làm việc cuối của ngày thì tính từ ngày làm việc tiếp theo.")
    return _("Nộp sau %(time)s thì tính từ ngày làm việc tiếp theo.") % {"time": value}


def validity_words(validity: Any, *, language: str) -> str:
    """How long a result holds; nothing when the file does not say."""
    if validity is None:
        return ""
    if validity.words:
        return str(validity.words.into(language))
    if n := validity.days:
        return ngettext("%(n)d ngày", "%(n)d ngày", n) % {"n": n}
    if n := validity.months:
        return ngettext("%(n)d tháng", "%(n)d tháng", n) % {"n": n}
    if n := validity.years:
        return ngettext("%(n)d năm", "%(n)d năm", n) % {"n": n}
    return ""


def masked_name(name: str) -> str:
    """`Nguyễn T** L**`: enough for somebody who knows the person, not enough to learn the name."""
    first, *rest = name.split()
    return " ".join([first, *(f"{word[0]}**" for word in rest)])
