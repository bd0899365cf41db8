"""What `fsck` re-derives here: letters that were given, and what people are still owed."""

from collections.abc import Iterator

from motcua.base.checks import Check, Finding, Observation, Scope, missing, rows


def letters(scope: Scope) -> Iterator[Finding]:
    """letters and what the journal tells of them"""
    yield from missing(
        scope, what="letter",
        expected="SELECT subject, concat_ws(' ', data->>'name', data->>'id', data->>'version', at) "
        f"FROM base_journalline WHERE kind = 'notices.letter' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', name, id, version_id, at) FROM notices_letter "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def owed_for_ever(scope: Scope) -> Iterator[Finding]:
    """messages that are still owed"""
    # A week is longer than every pause between two tries (`notices.jobs`).
    ((count,),) = rows(
        scope,
        "SELECT count(*) FROM notices_notice WHERE sent_at IS NULL "
        "AND (next_try_at IS NULL OR owed_at < now() - interval '7 days' AND attempts > 0) "
        f"AND {scope.of('dossier_id')}",
    )
    if count:
        yield Observation("messages that could not be sent for more than a week, or will never be tried", count)


OF_THE_CITY: tuple[Check, ...] = ()
OF_DOSSIERS: tuple[Check, ...] = (letters, owed_for_ever)
