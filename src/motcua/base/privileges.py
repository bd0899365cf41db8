"""What the application's database role may do: derived from the models, applied after every migration.

Append-only is a privilege, not a habit: `AppendOnly` tables get SELECT and INSERT. Migrations run as the owner.
"""

from django.apps import apps
from django.db import connection

from motcua.base.models import Kept

ROLE = "motcua_app"


def statements() -> list[str]:
    """The GRANTs, in order. Tables of libraries (sessions, jobs) are theirs to change."""
    said = [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLE}",
        f"GRANT USAGE ON SCHEMA public TO {ROLE}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}",
        f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {ROLE}",
    ]
    for table in sorted(connection.introspection.table_names()):
        said.append(f'GRANT {", ".join(rights(table))} ON "{table}" TO {ROLE}')
    return said


def rights(table: str) -> list[str]:
    model = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}.get(table)
    if table == "django_migrations" or table == "django_content_type":
        return ["SELECT"]
    if model is None or not issubclass(model, Kept):
        return ["SELECT", "INSERT", "UPDATE", "DELETE"]
    return ["SELECT", "INSERT"] + ["UPDATE"] * model.may_change + ["DELETE"] * model.may_delete


def apply() -> None:
    """Make the role if it is missing, give it its rights, and let no foreign key wait for COMMIT.

    Runs as the owner. A deferred violation would surface at COMMIT, when the act believes it is done.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {ROLE} LOGIN")
        cursor.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [ROLE])
        if not cursor.fetchone()[0]:
            cursor.execute(f"GRANT {ROLE} TO CURRENT_USER")
        for statement in statements():
            cursor.execute(statement)
        cursor.execute(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE contype = 'f' AND condeferrable AND connamespace = 'public'::regnamespace"
        )
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} ALTER CONSTRAINT "{name}" NOT DEFERRABLE')
