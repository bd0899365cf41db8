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


def tablet_ratings(scope: Scope) -> Iterator[Finding]:
    """ratings on tablets and what the journal tells of them"""
    yield from missing(
        scope, what="rating on a tablet",
        expected="SELECT subject, at::text FROM base_journalline "
        f"WHERE kind = 'feedback.rate_on_tablet' AND {scope.of('subject')}",
        found=f"SELECT dossier_id, at::text FROM feedback_tabletrating WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def grievances(scope: Scope) -> Iterator[Finding]:
    """cases of people who were not satisfied"""
    yield from missing(
        scope, what="case of dissatisfaction",
        expected="SELECT subject, concat_ws(' ', data->>'handler', at) FROM base_journalline "
        f"WHERE kind = 'feedback.open_grievance' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', handler_id, opened_at) FROM feedback_grievance "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip
    yield from missing(
        scope, what="answer to dissatisfaction",
        expected="SELECT subject, at::text FROM base_journalline "
        f"WHERE kind = 'feedback.answer' AND {scope.of('subject')}",
        found="SELECT dossier_id, answered_at::text FROM feedback_grievance "
        f"WHERE answered_at IS NOT NULL AND {scope.of('dossier_id')}",
    )  # fmt: skip


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (ratings, tablet_ratings, grievances)
