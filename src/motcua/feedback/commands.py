"""What may be written about satisfaction. Called by casework, inside an act."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.base import record
from motcua.base.refusals import Invalid, OutOfOrder
from motcua.dossiers.models import Dossier
from motcua.feedback import queries
from motcua.feedback.models import Rating, Score

DETAILS = ("ease", "punctuality", "attitude")


def rate(*, dossier: Dossier, scores: dict[str, Any], comment: str, at: datetime) -> Rating:
    """Keep what the applicant says, once. `scores` has `overall`, and each of `DETAILS` or not.

    The journal learns that there was a rating, and neither which nor by whom: no officer can trace it.
    """
    if scores.get("overall") not in Score.values:
        raise Invalid(fields={"overall": _("Chọn một trong ba mức: rất hài lòng, hài lòng, chưa hài lòng.")})
    for detail in DETAILS:
        if scores.get(detail) not in {None, *Score.values}:
            raise Invalid(fields={detail: _("Chọn một trong ba mức, hoặc để trống.")})
    if queries.is_rated(dossier.pk):
        raise OutOfOrder(_("Hồ sơ này đã được đánh giá. Cảm ơn bạn."))
    record.write(subject=dossier.pk, kind="feedback.rate", actor="applicant", at=at)
    return record.add(
        Rating(dossier=dossier, overall=scores["overall"], comment=comment[:2000], at=at,
               **{d: scores.get(d) for d in DETAILS})
    )  # fmt: skip
