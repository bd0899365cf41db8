"""What the messages say: what happened, what to do, by when. Plain words, and never more personal data than needed."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from motcua.base.language import for_the_record
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier

MESSAGES = {
    "submitted": (
        _("Đã nhận hồ sơ trực tuyến %(code)s"),
        _(
            "Hồ sơ %(code)s (%(about)s) đã được gửi. Bộ phận Một cửa sẽ trả lời trong 8 giờ làm việc. Theo dõi tại: %(link)s"
        ),
    ),
    "received": (
        _("Hồ sơ %(code)s đã được tiếp nhận"),
        _("Hồ sơ %(code)s (%(about)s) đã được tiếp nhận. Hẹn trả kết quả: %(due)s. Theo dõi tại: %(link)s"),
    ),
    "guided": (
        _("Hồ sơ %(code)s cần hoàn thiện trước khi tiếp nhận"),
        _("Hồ sơ %(code)s (%(about)s) chưa tiếp nhận được. Việc cần làm: %(reason)s. Mở hồ sơ tại: %(link)s"),
    ),
    "declined": (
        _("Hồ sơ %(code)s không được tiếp nhận"),
        _("Hồ sơ %(code)s (%(about)s) không được tiếp nhận. Lý do: %(reason)s. Xem phiếu tại: %(link)s"),
    ),
    "asked": (
        _("Hồ sơ %(code)s cần bổ sung giấy tờ"),
        _(
            "Hồ sơ %(code)s (%(about)s) cần bổ sung: %(reason)s. Thời gian giải quyết tạm dừng cho tới khi bạn nộp bổ sung tại: %(link)s"
        ),
    ),
    "supplemented": (
        _("Đã nhận giấy tờ bổ sung của hồ sơ %(code)s"),
        _("Đã nhận giấy tờ bổ sung của hồ sơ %(code)s. Hẹn trả kết quả: %(due)s. Theo dõi tại: %(link)s"),
    ),
    "charged": (
        _("Hồ sơ %(code)s cần thực hiện nghĩa vụ tài chính"),
        _("Hồ sơ %(code)s (%(about)s): số tiền phải nộp là %(amount)s. Lý do: %(reason)s. Xem tại: %(link)s"),
    ),
    "acquitted": (
        _("Đã nhận tiền của hồ sơ %(code)s"),
        _("Đã nhận đủ tiền, hồ sơ %(code)s được xử lý tiếp. Hẹn trả kết quả: %(due)s. Theo dõi tại: %(link)s"),
    ),
    "paid": (
        _("Đã nhận tiền của hồ sơ %(code)s"),
        _("Đã nhận tiền của hồ sơ %(code)s, biên lai số %(number)s. Xem tại: %(link)s"),
    ),
    "pay_link": (
        _("Hồ sơ %(code)s còn khoản phải nộp"),
        _("Hồ sơ %(code)s (%(about)s) còn phải nộp %(amount)s. Nộp trực tuyến, không cần đăng nhập, tại: %(pay)s"),
    ),
    "refunded": (
        _("Hoàn tiền của hồ sơ %(code)s"),
        _("Hồ sơ %(code)s được hoàn %(amount)s, phiếu hoàn số %(number)s. Xem tại: %(link)s"),
    ),
    "withdrawing": (
        _("Đã nhận yêu cầu rút hồ sơ %(code)s"),
        _("Yêu cầu rút hồ sơ %(code)s đã được ghi nhận. Bộ phận Một cửa sẽ xác nhận. Theo dõi tại: %(link)s"),
    ),
    "stopped": (
        _("Hồ sơ %(code)s đã dừng giải quyết"),
        _("Hồ sơ %(code)s (%(about)s) đã dừng giải quyết. Lý do: %(reason)s. Xem tại: %(link)s"),
    ),
    "done": (
        _("Hồ sơ %(code)s đã có kết quả"),
        _("Hồ sơ %(code)s (%(about)s) đã có kết quả. Xem bản điện tử và cách nhận bản giấy tại: %(link)s"),
    ),
    "on_its_way": (
        _("Kết quả hồ sơ %(code)s đã gửi qua bưu chính"),
        _("Kết quả hồ sơ %(code)s đã bàn giao cho bưu chính, số hiệu bưu gửi %(item)s. Theo dõi tại: %(link)s"),
    ),
    "returned": (
        _("Đã trả kết quả hồ sơ %(code)s"),
        _("Kết quả hồ sơ %(code)s đã được trả. Mời bạn đánh giá mức độ hài lòng tại: %(link)s"),
    ),
}


@for_the_record
def say(kind: str, *, dossier: Dossier, **facts: Any) -> tuple[str, str]:
    """Subject and body of a message of this kind. The link carries the look-up secret: it is the applicant's own."""
    subject, body = MESSAGES[kind]
    words = {
        "code": dossier.code,
        "about": dossier.about,
        "due": f"{local(dossier.due_at):%d/%m/%Y %H:%M}" if dossier.due_at else "",
        "link": f"{settings.PUBLIC_URL}/follow/{dossier.secret}/",
        **facts,
    }
    if "reason" in words:
        words["reason"] = words["reason"].rstrip(" .")  # the sentence around it has its own full stop
    return str(subject % words)[:300], str(body % words)
