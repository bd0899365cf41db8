"""What `fsck` re-derives here: nobody added a rating or took one away. Which one it was, the journal never knew."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Scope, missing


def ratings(scope: Scope) -> Iterator[Finding]:
    """ratings and what the journal tells of them"""
    yield from missing(
        scope, what="rating",
        expected="SELECT subject, at::text FROM base_journalline "
        f"WHERE kind = 'feedback.rate' AND {scope.of('subject')}",
        found=f"SELECT dossier_id, at::text FROM feedback_rating WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (ratings,)
