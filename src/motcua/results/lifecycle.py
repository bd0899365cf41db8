"""The life of a result: drafted by one person, approved by another, signed, numbered and sealed by a third and
fourth. It runs beside the dossier, which stays in processing until the seal.

What was issued can be revoked, by two people: one asks, with the reason, another decides. A mistake of the office is
corrected in the same way: the wrong result is revoked, and a new one with a number of its own is drafted."""

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
    REVOKED = "revoked", _("Đã thu hồi")


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
    step("ask_revocation", since=R.SEALED,           until=R.SEALED,    who=(Role.SPECIALIST, Role.HEAD, Role.SEAL), law="NĐ 61/2018 art. 21", name=_("Đề nghị thu hồi kết quả")),
    step("revoke",    since=R.SEALED,                until=R.REVOKED,   who=Role.LEADER,              law="NĐ 61/2018 art. 21", name=_("Thu hồi kết quả")),
)
# fmt: on

# A decision exists from the signature on: the application can no longer be withdrawn (TT 03/2025 art. 7).
DECIDED = (R.SIGNED, R.SEALED)
# Happens when the applicant is asked for something more, never by itself: the draft says what no longer holds.
NEVER_ALONE = frozenset({"set_aside"})
# These are done to what was issued; the others make it.
AFTERWARDS = frozenset({"ask_revocation", "revoke"})
# While one of these exists no other result can be proposed.
RUNNING = (R.DRAFTED, R.APPROVED, R.SIGNED, R.SEALED)
