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


def signatures(scope: Scope) -> Iterator[Finding]:
    """signed letters and what the journal tells of them"""
    yield from missing(
        scope, what="signed letter",
        expected="SELECT subject, concat_ws(' ', data->>'id', data->>'file', at) "
        f"FROM base_journalline WHERE kind = 'notices.letter_signed' AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', letter_id, digest, at) FROM notices_lettersignature "
        f"WHERE {scope.of('dossier_id')}",
    )  # fmt: skip


def messages(scope: Scope) -> Iterator[Finding]:
    """messages through the one-stop unit and what the journal tells of them"""
    yield from missing(
        scope, what="message to the applicant",
        expected="SELECT subject, concat_ws(' ', kind, data->>'id', at) FROM base_journalline "
        f"WHERE kind IN ('notices.message_drafted', 'notices.message_sent') AND {scope.of('subject')}",
        found="SELECT dossier_id, concat_ws(' ', 'notices.message_drafted', id, at) FROM notices_correspondence "
        f"WHERE {scope.of('dossier_id')} UNION ALL "
        "SELECT dossier_id, concat_ws(' ', 'notices.message_sent', id, sent_at) FROM notices_correspondence "
        f"WHERE sent_at IS NOT NULL AND {scope.of('dossier_id')}",
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
OF_DOSSIERS: tuple[Check, ...] = (letters, signatures, messages, owed_for_ever)
