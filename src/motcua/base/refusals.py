"""Why the house says no. One family, turned into pages and problem+json in one place (the lobby)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Refusal(Exception):
    """Nothing was changed. `said` is for the reader, in plain words: what happened and what to do."""

    status = 400
    kind = "refused"
    title: Text = _("Yêu cầu không thực hiện được")

    def __init__(self, said: Text = "", *, fields: Mapping[str, Any] | None = None) -> None:
        super().__init__(said)
        # Only a plain empty text is replaced: asking a lazy one would translate it here and now.
        self.said = self.title if isinstance(said, str) and not said else said
        self.fields = dict(fields or {})


class NotThere(Refusal):
    """It does not exist, or it is not yours: the answer is the same, so that nobody learns which."""

    status = 404
    kind = "not-there"
    title = _("Không tìm thấy")

    def __init__(self, said: Text = "") -> None:
        super().__init__(said or _("Không có gì ở địa chỉ này, hoặc bạn không được xem. Hãy kiểm tra lại mã."))


class NotAllowed(Refusal):
    """You see it, but this act is not yours to do."""

    status = 403
    kind = "not-allowed"
    title = _("Bạn không có quyền làm việc này")


class OutOfOrder(Refusal):
    """The act does not follow from the state the thing is in: mostly, somebody else was faster."""

    status = 409
    kind = "out-of-order"
    title = _("Hồ sơ đã đổi trạng thái")


class KeyReused(Refusal):
    """The same idempotency key came with another request."""

    status = 409
    kind = "key-reused"
    title = _("Biểu mẫu này đã được dùng cho một việc khác")


class Invalid(Refusal):
    """What was sent cannot be taken. `fields` says where and why."""

    status = 422
    kind = "invalid"
    title = _("Thông tin chưa đúng")


class TooLarge(Refusal):
    status = 413
    kind = "too-large"
    title = _("Tệp quá lớn")


class LogInFirst(Refusal):
    status = 401
    kind = "log-in-first"
    title = _("Bạn cần đăng nhập")


class TooMany(Refusal):
    status = 429
    kind = "too-many"
    title = _("Bạn thử quá nhiều lần, hãy đợi một phút")


class DeviceGone(Refusal):
    """A device or outside system that the act cannot do without gives no answer. Nothing was changed."""

    status = 503
    kind = "device-gone"
    title = _("Thiết bị hoặc hệ thống bên ngoài không trả lời")
