"""Send the writer of a draft a link that opens it on another device."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from motcua.base.acts import Done, private
from motcua.base.refusals import Invalid
from motcua.catalogue import queries as catalogue
from motcua.dossiers import commands as dossiers
from motcua.dossiers import drafts
from motcua.notices import commands as notices
from motcua.people.who import Who


@private
def send_link(*, dossier_id: UUID, way: str, by: Who, at: datetime) -> Done:
    """By `email` or `sms`, only to the address of the account: once, for a day; an earlier link opens nothing more.

    Raises `NotThere`, and `Invalid` when the account has no such address.
    """
    draft = dossiers.hold_draft(draft_id=dossier_id, by=by)
    if way not in {"email", "sms"} or not drafts.address_of(draft.person, way=way):
        raise Invalid(fields={"way": _("Tài khoản của bạn chưa có địa chỉ này nên chưa gửi được.")})
    link = f"{settings.PUBLIC_URL}/resume/{drafts.give_link(draft=draft, at=at)}/"
    name = catalogue.definition(draft.version_id).name
    notices.owe_message(person=draft.person, kind="draft_link", way=way, at=at, secret=link, name=str(name))
    return Done(dossier_id)
