"""The words of the clock in Vietnamese and English: sentences with holes, dates, durations."""

from datetime import date, datetime
from typing import Literal

from .errors import ClockError
from .moments import HOUR, WORKING_DAY

Language = Literal["vi", "en"]

_WEEKDAYS = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_UNITS = {"vi": (("ngày",) * 2, ("giờ",) * 2, ("phút",) * 2),
          "en": (("day", "days"), ("hour", "hours"), ("minute", "minutes"))}  # fmt: skip

SENTENCES: dict[str, dict[str, str]] = {
    "vi": {
        "in_hours": "Hồ sơ được tiếp nhận lúc {received}, trong giờ làm việc: thời hạn tính từ lúc đó.",
        "plain_time": "Hồ sơ được tiếp nhận lúc {received}: thời hạn tính liên tục cả ngày đêm từ lúc đó.",
        "cut_off": "Hồ sơ được tiếp nhận lúc {received}, từ giờ chốt nhận hồ sơ trở đi: "
        "thời hạn tính từ đầu ngày làm việc tiếp theo, {starts}.",
        "before_opening": "Hồ sơ được tiếp nhận lúc {received}, trước giờ làm việc: "
        "thời hạn tính từ {starts}.",
        "break": "Hồ sơ được tiếp nhận lúc {received}, trong giờ nghỉ: thời hạn tính từ {starts}.",
        "after_close": "Hồ sơ được tiếp nhận lúc {received}, sau giờ làm việc: "
        "thời hạn tính từ đầu ngày làm việc tiếp theo, {starts}.",
        "day_off": "Hồ sơ được tiếp nhận lúc {received}, là ngày nghỉ{name}: "
        "thời hạn tính từ đầu ngày làm việc tiếp theo, {starts}.",
        "limit_at_once": "Thời hạn giải quyết: ngay trong ngày làm việc.",
        "limit_hours": "Thời hạn giải quyết: {n} giờ làm việc.",
        "limit_working_days": "Thời hạn giải quyết: {n} ngày làm việc, tính đến giờ "
        "(1 ngày làm việc là 8 giờ làm việc, tổng cộng {amount}).",
        "limit_whole_days": "Thời hạn giải quyết: {n} ngày làm việc, tính trọn ngày, không kể ngày bắt đầu.",
        "limit_days": "Thời hạn giải quyết: {n} ngày, kể cả ngày nghỉ, không kể ngày bắt đầu.",
        "limit_months": "Thời hạn giải quyết: {n} tháng.",
        "limit_clock_hours": "Thời hạn giải quyết: {n} giờ liên tục, kể cả ban đêm và ngày nghỉ.",
        "part": "{day}: tính {amount} ({intervals}).",
        "full": "{day}: cả ngày làm việc, tính {amount}.",
        "full_many": "Từ {first} đến {last}: {days} ngày làm việc, tính {amount}{weekend}.",
        "make_up": "{day} là ngày làm bù: tính {amount} ({intervals}).",
        "holiday": "{day}: nghỉ{name}, không tính.",
        "holiday_many": "Từ {first} đến {last}: nghỉ{name}, không tính.",
        "weekend": "{day}: nghỉ hằng tuần, không tính.",
        "weekend_many": "Từ {first} đến {last}: nghỉ hằng tuần, không tính.",
        "weekend_inside": ", không tính ngày nghỉ hằng tuần",
        "plain": "Từ {first} đến {last}: tính {amount}.",
        "nth": "{day}: ngày làm việc thứ {n}.",
        "nth_make_up": "{day} là ngày làm bù: ngày làm việc thứ {n}.",
        "nth_many": "Từ {first} đến {last}: ngày làm việc thứ {n} đến thứ {m}{weekend}.",
        "dates_at_once": "Ngày giải quyết là ngày bắt đầu: {last}.",
        "dates_whole_days": "Ngày bắt đầu {first} không tính.",
        "dates_days": "Đếm từ ngày sau ngày bắt đầu {first}: ngày thứ {n} là {last}.",
        "dates_months": "Bắt đầu {first}: {n} tháng sau là {last}{clipped}.",
        "clipped": " (ngày cuối tháng, vì tháng đó không có ngày {day})",
        "pause": "Tạm dừng từ {begins} đến {ends}: {cause}. ",
        "running": "Tạm dừng từ {begins} đến nay: {cause}. Ngày hẹn trả được tính lại khi hết tạm dừng.",
        "goes_on": "Khi đó còn {left}; tính tiếp từ {resumes}.",
        "nothing_left": "Khi đó không còn phút làm việc nào; hạn là lúc làm việc tiếp, {resumes}.",
        "moved": "Thời hạn lùi {n} ngày, từ {before} đến {after}.",
        "moved_working": "Thời hạn lùi {n} ngày làm việc, từ {before} đến {after}.",
        "same_date": "Không kéo qua thêm ngày nào được tính, nên thời hạn không đổi.",
        "restarts": "Hồ sơ đã đầy đủ, thời hạn tính lại từ đầu từ {resumes} "
        "(khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP).",
        "promised": "Hồ sơ đã đầy đủ; tính lại từ đầu thì sớm hơn hạn đã gia hạn, nên giữ hạn "
        "đã gia hạn và tính tiếp phần còn lại từ {resumes}.",
        "too_late": "Việc tạm dừng bắt đầu khi đã đến hạn hoặc quá hạn, nên thời hạn không đổi.",
        "too_late_running": "Tạm dừng từ {begins} đến nay: {cause}. ",
        "before_start": "Việc tạm dừng kết thúc trước khi thời hạn được tính, nên thời hạn không đổi.",
        "extended": "Lúc {at}, lãnh đạo gia hạn kèm lời xin lỗi: hạn {replaced} được thay bằng {due} "
        "(khoản 9 Điều 19 Nghị định 61/2018/NĐ-CP).",
        "off_moved": "{day} là ngày nghỉ{name}, nên hạn chuyển sang ngày làm việc tiếp theo, {after}.",
        "due": "Hạn trả kết quả: {due}.",
        "due_close": "Hạn trả kết quả: {due}, hết giờ làm việc của ngày đó.",
        "indicator": "Theo bộ chỉ số của Quyết định 766/QĐ-TTg, thời gian bổ sung hồ sơ chỉ được trừ ra, "
        "thời hạn không tính lại từ đầu:",
        "supplement": "chờ bổ sung hồ sơ",
        "payment": "chờ thực hiện nghĩa vụ tài chính",
        "opinion": "chờ ý kiến của cơ quan liên quan",
        "linked": "chờ kết quả của thủ tục liên thông",
        "inspection": "chờ kiểm tra, thẩm định thực tế",
        "force_majeure": "sự kiện bất khả kháng",
        "left": "còn {amount}",
        "late": "trễ {amount}",
        "now": "đến hạn",
        "legal_label": "Hạn trả kết quả",
        "indicator_label": "Hạn theo bộ chỉ số (Quyết định 766/QĐ-TTg)",
        "paused_label": "đang tạm dừng từ {begins}",
    },
    "en": {
        "in_hours": "The dossier was received at {received}, within working hours: "
        "the time counts from then.",
        "plain_time": "The dossier was received at {received}: the time counts day and night from then.",
        "cut_off": "The dossier was received at {received}, at or after the cut-off: "
        "the time counts from the opening of the next working day, {starts}.",
        "before_opening": "The dossier was received at {received}, before opening: "
        "the time counts from {starts}.",
        "break": "The dossier was received at {received}, during the break: the time counts from {starts}.",
        "after_close": "The dossier was received at {received}, after the close: "
        "the time counts from the opening of the next working day, {starts}.",
        "day_off": "The dossier was received at {received}, on a day off{name}: "
        "the time counts from the opening of the next working day, {starts}.",
        "limit_at_once": "Time allowed: within the same working day.",
        "limit_hours": "Time allowed: {n} working hours.",
        "limit_working_days": "Time allowed: {n} working days, counted to the hour "
        "(a working day is 8 working hours; {amount} in all).",
        "limit_whole_days": "Time allowed: {n} whole working days; the day of the start is not counted.",
        "limit_days": "Time allowed: {n} days, days off included; the day of the start is not counted.",
        "limit_months": "Time allowed: {n} months.",
        "limit_clock_hours": "Time allowed: {n} hours on end, nights and days off included.",
        "part": "{day}: {amount} counted ({intervals}).",
        "full": "{day}: the whole working day, {amount} counted.",
        "full_many": "From {first} to {last}: {days} working days, {amount} counted{weekend}.",
        "make_up": "{day} is a make-up working day: {amount} counted ({intervals}).",
        "holiday": "{day}: day off{name}, not counted.",
        "holiday_many": "From {first} to {last}: days off{name}, not counted.",
        "weekend": "{day}: weekly day off, not counted.",
        "weekend_many": "From {first} to {last}: weekly days off, not counted.",
        "weekend_inside": ", weekly days off not counted",
        "plain": "From {first} to {last}: {amount} counted.",
        "nth": "{day}: working day {n}.",
        "nth_make_up": "{day} is a make-up working day: working day {n}.",
        "nth_many": "From {first} to {last}: working days {n} to {m}{weekend}.",
        "dates_at_once": "The day of the result is the day of the start: {last}.",
        "dates_whole_days": "The day of the start, {first}, is not counted.",
        "dates_days": "Counted from the day after the start, {first}: day {n} is {last}.",
        "dates_months": "Started on {first}: {n} months later is {last}{clipped}.",
        "clipped": " (the last day of the month, since that month has no day {day})",
        "pause": "Paused from {begins} to {ends}: {cause}. ",
        "running": "Paused since {begins}: {cause}. The due moment is computed again when the pause ends.",
        "goes_on": "{left} were left then; counting goes on from {resumes}.",
        "nothing_left": "No working minute was left then; due when work goes on, {resumes}.",
        "moved": "The due date moves by {n} days, from {before} to {after}.",
        "moved_working": "The due date moves by {n} working days, from {before} to {after}.",
        "same_date": "It touched no further date that counts, so the due date does not move.",
        "restarts": "The dossier is complete; the time counts again in full from {resumes} "
        "(Decree 61/2018/NĐ-CP, art. 19.4).",
        "promised": "The dossier is complete; counting again in full would end before the extended due "
        "moment, which is kept, and what was left of it counts from {resumes}.",
        "too_late": "The pause began when the dossier was already due or late, so nothing moves.",
        "too_late_running": "Paused since {begins}: {cause}. ",
        "before_start": "The pause ended before the time began to count, so nothing moves.",
        "extended": "At {at} a leader extended it, with an apology: {due} replaces {replaced} "
        "(Decree 61/2018/NĐ-CP, art. 19.9).",
        "off_moved": "{day} is a day off{name}, so it is due on the next working day, {after}.",
        "due": "Due: {due}.",
        "due_close": "Due: {due}, the close of that day.",
        "indicator": "For the indicators of Decision 766/QĐ-TTg the time of a supplement is only taken out; "
        "the time does not count again in full:",
        "supplement": "waiting for the dossier to be completed",
        "payment": "waiting for a financial obligation to be met",
        "opinion": "waiting for another body's opinion",
        "linked": "waiting for the result of a linked procedure",
        "inspection": "waiting for an inspection on site",
        "force_majeure": "force majeure",
        "left": "{amount} left",
        "late": "{amount} late",
        "now": "due now",
        "legal_label": "Due",
        "indicator_label": "Due for the indicators (Decision 766/QĐ-TTg)",
        "paused_label": "paused since {begins}",
    },
}  # fmt: skip


def checked(language: str) -> str:
    """The language itself; ``ClockError`` unless it is ``vi`` or ``en``."""
    if language not in SENTENCES:
        raise ClockError(f"{language!r} is not a language of the clock: vi, en")
    return language


def said_moment(moment: datetime) -> str:
    """``09/06/2020 14:30``"""
    return f"{moment:%d/%m/%Y %H:%M}"


def said_date(day: date, *, language: str) -> str:
    """``thứ Ba 09/06/2020``"""
    return f"{_WEEKDAYS[language][day.weekday()]} {day:%d/%m/%Y}"


def said_amount(minutes: int, *, language: str) -> str:
    """``3 giờ 30 phút``, never in days: the length of a day differs between working and plain time."""
    return _said(((minutes // HOUR, 1), (minutes % HOUR, 2)), language=language)


def said_shortly(minutes: int, language: str = "vi") -> str:
    """Working minutes until the due moment: ``còn 1 ngày 3 giờ``, negative ``trễ 2 giờ``, 0 ``đến hạn``.

    Two units at most, cut down, so that it never promises more than there is; a day is 480 working minutes.
    """
    sentences = SENTENCES[checked(language)]
    if not minutes:
        return sentences["now"]
    days, rest = divmod(abs(minutes), WORKING_DAY)
    hours, left = divmod(rest, HOUR)
    parts = ((days, 0), (hours, 1)) if days else ((hours, 1), (left, 2))
    return sentences["left" if minutes > 0 else "late"].format(amount=_said(parts, language=language))


def _said(parts: tuple[tuple[int, int], ...], *, language: str) -> str:
    units = _UNITS[language]
    said = [f"{n} {units[unit][n != 1]}" for n, unit in parts if n]
    return " ".join(said) or f"0 {units[2][1]}"
