"""The outside systems that this installation imitates, read from its own configuration."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class System:
    """`here` says what stands in its place now, `instead` what would; `variables` are set for that."""

    name: str
    imitated: bool
    here: str
    instead: str
    variables: tuple[str, ...]


def imitated() -> list[System]:
    """Identity, mail, signing keys, gateways and bank: what is in force here, and what would replace it."""
    return [_identity(), _mail(), _keys(), _gateways(), _bank()]


def _identity() -> System:
    demo = settings.ADAPTERS["identity"] == "motcua.adapters.identity.Demo"
    return System(
        name=_("Định danh người dân"),
        imitated=demo,
        here=_("Trang đăng nhập có sẵn danh sách nhân vật để chọn, không hỏi mật khẩu.")
        if demo
        else _("Người dân đăng nhập qua nhà cung cấp định danh đã cấu hình."),
        instead=_("Hệ thống định danh quốc gia, nối bằng một mô-đun chuyển tiếp điền vào cổng Identity."),
        variables=("MOTCUA_IDENTITY",),
    )


def _mail() -> System:
    demo = settings.ADAPTERS["mailer"] == "motcua.adapters.mail.Outbox"
    return System(
        name=_("Thư điện tử"),
        imitated=demo,
        here=_("Không thư nào rời khỏi máy này: mọi thư nằm lại trong hộp thư của bản trình diễn.")
        if demo
        else _("Thư được gửi thật qua máy chủ đã cấu hình."),
        instead=_("Máy chủ thư SMTP của cơ quan."),
        variables=("MOTCUA_SMTP_HOST", "MOTCUA_SMTP_PORT", "MOTCUA_SMTP_USER", "MOTCUA_SMTP_PASSWORD",
                   "MOTCUA_SMTP_TLS", "MOTCUA_MAIL_FROM"),
    )  # fmt: skip


def _keys() -> System:
    demo = settings.SIGNING.get("shelf", "demo") == "demo"
    return System(
        name=_("Khóa ký số và con dấu số"),
        imitated=demo,
        here=_("Khóa và chứng thư được tạo ngay trên máy này; chữ ký ghi rõ là minh hoạ, không có giá trị pháp lý.")
        if demo
        else _("Văn bản được ký bằng khóa đã cấu hình."),
        instead=_("Chứng thư do tổ chức có thẩm quyền cấp, giữ trong tệp PKCS#12 hoặc thiết bị PKCS#11 (thẻ, HSM)."),
        variables=("MOTCUA_SIGNING_SHELF", "MOTCUA_SIGNING_FOLDER", "MOTCUA_SIGNING_MODULE", "MOTCUA_SIGNING_ROOTS",
                   "MOTCUA_SIGNING_TIMESTAMP_URL"),
    )  # fmt: skip


def _gateways() -> System:
    demo = all("/sandbox/gateway/" in one["api"] for one in settings.GATEWAYS.values())
    return System(
        name=_("Cổng thanh toán"),
        imitated=demo,
        here=_("Hai cổng thanh toán mô phỏng trên máy này, ký và xác minh đúng như cổng thật; không có tiền thật.")
        if demo
        else _("Thanh toán qua cổng đã cấu hình."),
        instead=_("Nền tảng thanh toán quốc gia và VNPay, với mã đối tác và khóa bí mật được cấp."),
        variables=("MOTCUA_PLATFORM_API", "MOTCUA_PLATFORM_PARTNER", "MOTCUA_PLATFORM_SECRET", "MOTCUA_VNPAY_URL",
                   "MOTCUA_VNPAY_API", "MOTCUA_VNPAY_PARTNER", "MOTCUA_VNPAY_SECRET"),
    )  # fmt: skip


def _bank() -> System:
    demo = settings.ADAPTERS["bank"] == "motcua.adapters.payment.banks.Sandbox"
    return System(
        name=_("Ngân hàng"),
        imitated=demo,
        here=_("Một ngân hàng mô phỏng: chuyển khoản ở đó, sao kê tự về, khoản nộp tự được ghi nhận.")
        if demo
        else _("Sao kê được lấy từ thư mục đã cấu hình, hoặc nhập ở trang của thủ quỹ."),
        instead=_("Tài khoản của cơ quan và sao kê CSV của ngân hàng."),
        variables=("MOTCUA_BANK_BIN", "MOTCUA_BANK_ACCOUNT", "MOTCUA_BANK_NAME", "MOTCUA_BANK_FOLDER"),
    )
