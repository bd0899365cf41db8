"""What the messages say: what happened, what to do, by when. Plain words, and never more personal data than needed."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from motcua.base.language import for_the_record
from motcua.dossiers.clock import local
from motcua.dossiers.models import Dossier
from motcua.people.models import Person

MESSAGES: dict[str, tuple[Any, Any]] = {
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
    "opened": (
        _("Hồ sơ %(code)s đã mở trong hồ sơ liên thông %(lead)s"),
        _("Hồ sơ %(code)s (%(about)s) đã được mở trong hồ sơ liên thông %(lead)s. Theo dõi tại: %(link)s"),
    ),
    "paused": (
        _("Hồ sơ %(code)s tạm dừng thời gian giải quyết"),
        _("Hồ sơ %(code)s (%(about)s) tạm dừng thời gian giải quyết. Lý do: %(reason)s. Theo dõi tại: %(link)s"),
    ),
    "resumed": (
        _("Hồ sơ %(code)s được xử lý tiếp"),
        _("Hồ sơ %(code)s được xử lý tiếp. Hẹn trả kết quả: %(due)s. Theo dõi tại: %(link)s"),
    ),
    "apologised": (
        _("Xin lỗi: hồ sơ %(code)s hẹn lại ngày trả kết quả"),
        _(
            "Xin lỗi ông/bà: hồ sơ %(code)s (%(about)s) chưa xong đúng hẹn. Lý do: %(reason)s. Hẹn trả kết quả: %(due)s. Xem phiếu xin lỗi tại: %(link)s"
        ),
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
    "handed_again": (
        _("Đã trao kết quả cấp lại của hồ sơ %(code)s"),
        _("Kết quả cấp lại của hồ sơ %(code)s (%(about)s) đã được trao. Xem tại: %(link)s"),
    ),
    "grievance_answered": (
        _("Trả lời ý kiến của bạn về hồ sơ %(code)s"),
        _("Bạn đã cho biết chưa hài lòng về hồ sơ %(code)s (%(about)s). Trả lời: %(reason)s. Xem tại: %(link)s"),
    ),
    "revoked": (
        _("Kết quả của hồ sơ %(code)s đã bị thu hồi"),
        _(
            "Kết quả số %(number)s của hồ sơ %(code)s (%(about)s) đã bị thu hồi. Lý do: %(reason)s. Bản đang giữ không còn giá trị. Xem tại: %(link)s"
        ),
    ),
    "expiring": (
        _("Giấy tờ số %(number)s (hồ sơ %(code)s) sắp hết hạn"),
        _(
            "Giấy tờ số %(number)s (%(about)s) có hiệu lực đến hết ngày %(until)s. Nếu còn dùng tiếp, hãy làm thủ tục gia hạn hoặc cấp lại. Xem tại: %(link)s"
        ),
    ),
    "on_its_way": (
        _("Kết quả hồ sơ %(code)s đã gửi qua bưu chính"),
        _("Kết quả hồ sơ %(code)s đã bàn giao cho bưu chính, số hiệu bưu gửi %(item)s. Theo dõi tại: %(link)s"),
    ),
    "returned": (
        _("Đã trả kết quả hồ sơ %(code)s"),
        _("Kết quả hồ sơ %(code)s đã được trả. Mời bạn đánh giá, một lần và không ghi tên, tại: %(rate_link)s"),
    ),
    "message": (
        _("Bộ phận Một cửa nhắn về hồ sơ %(code)s"),
        _("Về hồ sơ %(code)s (%(about)s): %(text)s Theo dõi tại: %(link)s"),
    ),
}

# What concerns two people of one dossier, and what is about no dossier at all.
MESSAGES["on_behalf"] = (
    _("%(submitter)s đã nộp hồ sơ %(code)s thay bạn"),
    _(
        "%(submitter)s đã nộp hồ sơ %(code)s (%(about)s) mà bạn là chủ hồ sơ, với tư cách: %(basis)s. "
        "Nếu bạn không đồng ý, hãy mở hồ sơ để phản đối hoặc rút hồ sơ. Theo dõi tại: %(link)s"
    ),
)
MESSAGES["objected"] = (
    _("Chủ hồ sơ phản đối hồ sơ %(code)s"),
    _("Chủ hồ sơ không đồng ý với hồ sơ %(code)s (%(about)s) bạn nộp thay. Cán bộ đã thấy việc này. Xem tại: %(link)s"),
)
PERSONAL = {
    "draft_link": (
        _("Đường dẫn mở bản nháp của bạn"),
        _(
            "Mở bản nháp «%(name)s» trên máy khác bằng đường dẫn này: %%(link)s . Đường dẫn dùng được một lần, "
            "trong 24 giờ. Ai có đường dẫn đều đọc được bản nháp, nên đừng chuyển cho người khác."
        ),
    ),
    "draft_expires": (
        _("Bản nháp của bạn sắp hết hạn lưu"),
        _(
            "Bản nháp «%(name)s» sẽ bị xoá cùng các tệp đính kèm vào ngày %(day)s nếu không ai sửa. "
            "Mở ra và lưu lại thì giữ thêm %(days)s ngày."
        ),
    ),
    "mandate_given": (
        _("Một giấy uỷ quyền có tên bạn vừa được lập"),
        _(
            "%(who)s vừa lập giấy uỷ quyền: %(giver)s uỷ quyền cho %(holder)s đến hết ngày %(until)s. "
            "Nếu không đúng, hãy vào trang của bạn để chấm dứt giấy này."
        ),
    ),
    "mandate_ended": (
        _("Một giấy uỷ quyền có tên bạn đã chấm dứt"),
        _("Giấy uỷ quyền của %(giver)s cho %(holder)s đã chấm dứt. Từ nay không nộp hồ sơ bằng giấy này được nữa."),
    ),
    "account_closed": (
        _("Tài khoản của bạn đã đóng"),
        _(
            "Tài khoản của bạn trên cổng đã đóng theo yêu cầu. Hồ sơ đã nộp vẫn được lưu theo quy định; "
            "bản nháp và uỷ quyền của bạn không còn hiệu lực."
        ),
    ),
}


@for_the_record
def say_to(person: Person, kind: str, **facts: Any) -> tuple[str, str]:
    """Subject and body of a message that is about no dossier. A link stays `%(link)s` until it is sent."""
    subject, body = PERSONAL[kind]
    return str(subject % facts)[:300], str(body % facts)


def with_link(body: str, *, link: str) -> str:
    """The words with the link in its place; without one, with a dash."""
    return body.replace("%(link)s", link or "—")


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
    if token := words.pop("token", ""):
        words["rate_link"] = f"{settings.PUBLIC_URL}/rate/{token}/"
    if "reason" in words:
        words["reason"] = words["reason"].rstrip(" .")  # the sentence around it has its own full stop
    return str(subject % words)[:300], str(body % words)
