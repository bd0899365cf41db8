"""What the database itself holds to, read from its own catalogue: the rules by which it can be distributed.

Every table of a dossier carries the dossier's key, so that all of one dossier can lie on one machine
(`docs/decisions/`); tables that all acts read never refer to one.
"""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import InternalError, ProgrammingError, connection, transaction

from motcua.base.models import AppendOnly, Kept

pytestmark = pytest.mark.django_db

# Tables that belong to one dossier under another name of the key: the dossier itself, the journal and the
# answers of its acts (their subject), and what its applicant wrote before sending it (its id becomes the dossier's).
KEY_BY_ANOTHER_NAME = {
    "dossiers_dossier": "id", "dossiers_draft": "id", "registers_renewal": "id",
    "base_journalline": "subject", "base_answer": "subject",
}  # fmt: skip
# Of a waiting room: rows of one unit and day, which no dossier's act reads.
OF_A_UNIT = {"reception_ticket", "reception_ticketstep", "reception_dayclosed"}
# Small tables that all acts read, on every machine.
REFERENCE = {
    "organisation_unit", "organisation_calendarversion", "people_person", "people_user", "people_duty",
    "people_savedview",
    "catalogue_procedure", "catalogue_procedureversion", "catalogue_letterversion", "catalogue_lifeevent",
    "base_counter", "registers_register", "people_mandate", "documents_shelved", "notices_message",
    "catalogue_proceduredraft", "catalogue_proposal", "payments_statementline", "payments_cashday", "people_absence",
}  # fmt: skip


def ask(sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def own_tables():
    return {m._meta.db_table for m in apps.get_models() if m.__module__.startswith("motcua.")}


def tables_of_a_dossier():
    """Table and the column that is the dossier's key."""
    found = dict(
        ask("""
            SELECT relname, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
            WHERE attname = 'dossier_id' AND relkind = 'r' AND NOT attisdropped
              AND relnamespace = 'public'::regnamespace
        """)
    )
    return found | KEY_BY_ANOTHER_NAME


def test_every_table_is_either_a_dossiers_or_a_reference_table():
    assert own_tables() - set(tables_of_a_dossier()) - OF_A_UNIT == REFERENCE
    assert len(tables_of_a_dossier()) >= 18


def test_the_key_of_the_dossier_is_never_missing():
    nullable = ask("""
        SELECT relname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
        WHERE attname = 'dossier_id' AND relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT attnotnull
    """)

    assert nullable == []


def test_every_unique_key_of_a_dossiers_table_contains_the_dossiers_key():
    keys = ask("""
        SELECT tab.relname, idx.relname, array_agg(attname::text)
        FROM pg_index
        JOIN pg_class tab ON tab.oid = indrelid JOIN pg_class idx ON idx.oid = indexrelid
        JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey::int2[])
        WHERE indisunique AND tab.relnamespace = 'public'::regnamespace
        GROUP BY 1, 2
    """)
    of_dossier = tables_of_a_dossier()
    strange = [
        (table, name, columns)
        for table, name, columns in keys
        if table in of_dossier and of_dossier[table] not in columns
    ]

    assert len([k for k in keys if k[0] in of_dossier]) >= 18
    assert strange == []


def test_ids_are_made_by_us_and_never_by_a_sequence():
    generated = ask("""
        SELECT relname, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
          AND (attidentity <> '' OR pg_get_expr(adbin, adrelid) LIKE 'nextval%%')
    """)

    assert {table for table, _column in generated} & own_tables() == set()


def references():
    """(table, its columns, the table it refers to) for every foreign key."""
    return ask("""
        SELECT conrelid::regclass::text, array_agg(attname::text), confrelid::regclass::text, conname, condeferrable
        FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey)
        WHERE contype = 'f' AND connamespace = 'public'::regnamespace GROUP BY 1, 3, 4, 5
    """)


def test_a_table_that_all_acts_read_never_refers_to_a_dossier():
    of_dossier = set(tables_of_a_dossier())

    assert [r for r in references() if r[0] in REFERENCE and r[2] in of_dossier] == []


def test_a_dossiers_rows_refer_to_their_own_dossier_and_to_no_other():
    of_dossier = set(tables_of_a_dossier())
    strange = [r for r in references() if r[2] in of_dossier and r[1] != ["dossier_id"]]

    assert strange == []


def test_no_foreign_key_waits_for_the_commit():
    found = references()

    assert len(found) > 20
    assert [(r[0], r[3]) for r in found if r[4] and r[0] in own_tables()] == []


def test_a_violation_surfaces_at_the_statement_that_made_it(lan):
    from django.db import IntegrityError

    from motcua.base.ids import new_id

    with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dossiers_viewing (dossier_id, id, by_id, what, at) VALUES (%s, %s, %s, 'page', now())",
            [new_id(), new_id(), lan.user_id],
        )


def test_there_is_no_trigger_but_the_job_librarys():
    triggers = ask("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal")

    assert [t for t in triggers if not t[0].startswith("procrastinate_")] == []


def test_there_is_no_rule_no_view_and_no_function_of_ours():
    assert (
        ask("SELECT relname FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace") == []
    )
    functions = ask("""
        SELECT proname FROM pg_proc JOIN pg_language ON prolang = pg_language.oid
        WHERE pronamespace = 'public'::regnamespace AND lanname NOT IN ('c', 'internal')
    """)
    assert [f for (f,) in functions if not f.startswith("procrastinate_")] == []


def test_the_application_works_as_the_role_that_owns_nothing():
    ((role, owns, is_super),) = ask("""
        SELECT current_user,
               (SELECT count(*) FROM pg_class
                WHERE relowner = current_user::regrole AND relnamespace = 'public'::regnamespace),
               (SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
    """)

    assert (role, owns, is_super) == ("motcua_app", 0, False)


APPEND_ONLY = sorted(
    (m for m in apps.get_models() if issubclass(m, Kept) and not m.may_change), key=lambda m: m._meta.db_table
)


@pytest.mark.parametrize("model", APPEND_ONLY, ids=lambda m: m._meta.db_table)
@pytest.mark.parametrize("attempt", ["UPDATE", "DELETE", "TRUNCATE"])
def test_what_counts_cannot_be_overwritten(model, attempt):
    table, column = model._meta.db_table, model._meta.concrete_fields[-1].column
    sql = {
        "UPDATE": f'UPDATE "{table}" SET "{column}" = "{column}"',
        "DELETE": f'DELETE FROM "{table}"',
        "TRUNCATE": f'TRUNCATE "{table}" CASCADE',
    }[attempt]

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(
    "table", sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, Kept) and not m.may_delete)
)
def test_nothing_of_ours_can_be_deleted_but_a_draft(table):
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'DELETE FROM "{table}"')


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE dossiers_movement DISABLE TRIGGER ALL",
        "ALTER TABLE dossiers_movement DROP CONSTRAINT only_as_the_lifecycle_says",
        "DROP TABLE base_journalline",
        "CREATE TABLE public.mine (x int)",
        "SET ROLE motcua_owner",
    ],
)
def test_the_application_cannot_change_its_own_chains(sql):
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_application_cannot_give_itself_a_right():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("GRANT UPDATE ON base_journalline TO motcua_app")  # a warning, and nothing granted

    assert ask("SELECT has_table_privilege('motcua_app', 'base_journalline', 'UPDATE')") == [(False,)]


def test_append_only_is_exactly_what_the_models_say():
    rights = dict(
        ask("""
            SELECT table_name, array_agg(privilege_type::text ORDER BY privilege_type)
            FROM information_schema.table_privileges
            WHERE grantee = 'motcua_app' AND table_schema = 'public' GROUP BY 1
        """)
    )

    for model in apps.get_models():
        if issubclass(model, AppendOnly):
            assert rights[model._meta.db_table] == ["INSERT", "SELECT"], model
    assert not any("TRUNCATE" in given for given in rights.values())


def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_constraint_that_the_models_name_is_in_the_database():
    kept = {name for (name,) in ask("SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class")}
    named = {c.name for m in apps.get_models() for c in m._meta.constraints}

    assert named - kept == set()
