"""Open a draft by the link that was sent."""

from datetime import datetime

from motcua.base.acts import Done, private
from motcua.dossiers import drafts
from motcua.people.who import Who


@private
def open_link(*, secret: str, by: Who, at: datetime) -> Done:
    """Spend the link: it opens this one draft for reading and writing, and neither the account nor the sending.

    Raises `NotThere` for a link that was used, replaced, is older than a day or never was.
    """
    draft = drafts.opened_by(secret=secret, at=at)
    drafts.spend_link(draft=draft)
    return Done(draft.pk, said={"person": str(draft.person_id)})
