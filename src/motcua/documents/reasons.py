"""Why a paper was not taken, and what the person can do about it: one sentence per reason."""

import unicodedata

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from motcua.base.refusals import Invalid

_SENTENCES = {
    "empty": _("«{name}» không có nội dung. Hãy mở tệp trên máy xem có đọc được không, rồi chọn lại."),
    "unknown": _(
        "Không nhận ra «{name}» là ảnh hay văn bản. Hãy gửi ảnh (JPEG, HEIC, PNG), tệp PDF hoặc Word (DOCX)."
    ),
    "archive": _("«{name}» là tệp nén. Hãy giải nén rồi gửi từng tệp bên trong."),
    "old-word": _("«{name}» là tệp Word hoặc Excel đời cũ. Hãy mở ra, chọn «Lưu thành» PDF rồi gửi tệp PDF."),
    "locked-office": _(
        "«{name}» có mật khẩu. Hãy bỏ mật khẩu, hoặc lưu thành PDF không có mật khẩu, rồi gửi lại."
    ),
    "office": _(
        "«{name}» là loại tệp văn phòng chưa nhận được. Hãy mở ra, chọn «Lưu thành» PDF rồi gửi tệp PDF."
    ),
    "video": _("«{name}» là phim hoặc âm thanh. Hãy chụp ảnh giấy tờ rồi gửi ảnh."),
    "picture": _(
        "«{name}» là loại ảnh chưa nhận được. Hãy lưu thành JPEG hoặc PNG, hoặc chụp lại bằng điện thoại."
    ),
    "two-in-one": _(
        "«{name}» chứa hai loại tệp chồng lên nhau nên không an toàn. Hãy chụp ảnh hoặc in lại ra PDF."
    ),
    "damaged": _(
        "«{name}» bị hỏng hoặc chưa tải lên hết. Hãy mở thử trên máy, rồi gửi lại hoặc chụp ảnh giấy tờ."
    ),
    "many-pixels": _(
        "Ảnh «{name}» có từ {megapixels} triệu điểm ảnh trở lên, nhiều hơn mức nhận được là {most} triệu. "
        "Hãy chụp lại ở cỡ ảnh nhỏ hơn."
    ),
    "locked-pdf": _(
        "«{name}» có mật khẩu nên không mở được. Hãy mở ra, chọn In rồi «Lưu thành PDF», và gửi tệp mới."
    ),
    "script": _(
        "«{name}» có mã lệnh bên trong nên nội dung có thể tự thay đổi. Hãy mở ra, chọn In rồi «Lưu thành"
        " PDF», và gửi tệp mới."
    ),
    "launch": _(
        "«{name}» có lệnh mở chương trình khác. Hãy mở ra, chọn In rồi «Lưu thành PDF», và gửi tệp mới."
    ),
    "attachment": _(
        "«{name}» có tệp khác đính kèm bên trong. Hãy lưu các tệp đó ra và gửi riêng từng tệp; in tệp này"
        " lại ra PDF."
    ),
    "media": _(
        "«{name}» có phim, âm thanh hoặc hình động bên trong. Hãy mở ra, chọn In rồi «Lưu thành PDF», và "
        "gửi tệp mới."
    ),
    "living-form": _(
        "«{name}» là biểu mẫu động chỉ phần mềm Adobe mở được. Hãy điền xong, in ra PDF rồi gửi tệp mới."
    ),
    "no-pages": _("«{name}» không có trang nào. Hãy kiểm tra lại tệp rồi gửi lại."),
    "many-pages": _(
        "«{name}» có {pages} trang, nhiều hơn mức nhận được là {most}. Hãy tách thành nhiều tệp."
    ),
    "macros": _(
        "«{name}» có macro (mã lệnh). Hãy lưu thành PDF, hoặc thành Word (DOCX) không có macro, rồi gửi lại."
    ),
    "linked": _(
        "«{name}» lấy một phần nội dung từ nơi khác. Hãy mở ra, chọn «Lưu thành» PDF rồi gửi tệp PDF."
    ),
    "objects": _(
        "«{name}» có đối tượng của chương trình khác bên trong. Hãy mở ra, chọn «Lưu thành» PDF rồi gửi "
        "tệp PDF."
    ),
    "swollen": _(
        "«{name}» khi mở ra lớn bất thường nên không an toàn. Hãy lưu thành PDF hoặc chụp ảnh rồi gửi lại."
    ),
    "too-heavy": _(
        "Máy không xử lý nổi «{name}» trong thời gian cho phép. Hãy gửi tệp nhỏ hơn, hoặc chụp ảnh từng "
        "trang."
    ),
}

REASONS = frozenset(_SENTENCES)


class PaperRefused(Invalid):
    """A file that is not taken as a paper. `reason` is one of `REASONS`, `values` fill its sentence."""

    kind = "paper-refused"
    title = _("Tệp này chưa nhận được")

    def __init__(self, reason: str, *, name: str = "", **values: int) -> None:
        super().__init__(fields={"reason": reason})
        # Set without being looked at: where files are opened there are no settings to translate with.
        self.said = format_lazy(_SENTENCES[reason], name=shown_name(name), **values)
        self.reason = reason
        self.values = values


def shown_name(name: str) -> str:
    """A person's file name as it may stand in a sentence: one line, nothing invisible, at most 60 long."""
    seen = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip()
    return seen if len(seen) <= 60 else f"{seen[:40]}…{seen[-19:]}"
