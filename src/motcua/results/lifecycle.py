"""The life of a result: drafted by one person, approved by another, signed, numbered and sealed by a third and
fourth. It runs beside the dossier, which stays in processing until the seal."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from motcua.base.lifecycle import Lifecycle, step
from motcua.people.models import Role


class ResultState(TextChoices):
    DRAFTED = "drafted", _("Dự thảo, chờ duyệt")
    SENT_BACK = "sent_back", _("Trả lại người soạn")
    APPROVED = "approved", _("Đã duyệt, chờ ký")
    SIGNED = "signed", _("Đã ký, chờ cấp số và đóng dấu")
    SEALED = "sealed", _("Đã ban hành")


NONE = "none"
R = ResultState

# fmt: off
LIFECYCLE = Lifecycle(
    _("kết quả"),
    step("propose",   since=NONE,                    until=R.DRAFTED,   who=Role.SPECIALIST,          law="NĐ 61/2018 art. 19", name=_("Trình kết quả")),
    step("set_aside", since=(R.DRAFTED, R.APPROVED), until=R.SENT_BACK, who=Role.SPECIALIST,          law="NĐ 61/2018 art. 19.4", name=_("Thu hồi dự thảo")),
    step("approve",   since=R.DRAFTED,               until=R.APPROVED,  who=(Role.HEAD, Role.LEADER), law="NĐ 61/2018 art. 19", name=_("Duyệt")),
    step("send_back", since=(R.DRAFTED, R.APPROVED), until=R.SENT_BACK, who=(Role.HEAD, Role.LEADER), law="NĐ 61/2018 art. 19", name=_("Trả lại người soạn")),
    step("sign",      since=R.APPROVED,              until=R.SIGNED,    who=Role.LEADER,              law="NĐ 61/2018 art. 19", name=_("Ký số")),
    step("seal",      since=R.SIGNED,                until=R.SEALED,    who=Role.SEAL,                law="NĐ 61/2018 art. 19", name=_("Cấp số, đóng dấu")),
)
# fmt: on

# A decision exists from the signature on: the application can no longer be withdrawn (TT 03/2025 art. 7).
DECIDED = (R.SIGNED, R.SEALED)
# Happens when the applicant is asked for something more, never by itself: the draft says what no longer holds.
NEVER_ALONE = frozenset({"set_aside"})
# While one of these exists no other result can be proposed.
RUNNING = (R.DRAFTED, R.APPROVED, R.SIGNED, R.SEALED)
