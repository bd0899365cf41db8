import time

from django.db import connection

from motcua.base.checks import Scope
from motcua.reporting import fsck

N = 20000
TABLES = [
    "dossiers_movement",
    "dossiers_clockevent",
    "dossiers_answers",
    "dossiers_paper",
    "dossiers_supplementrequest",
    "documents_document",
    "results_result",
    "results_resultstep",
    "results_handover",
    "payments_entry",
    "post_parcel",
    "notices_notice",
    "notices_letter",
    "feedback_rating",
]


def test_speed(town, tamper):
    with connection.cursor() as c:
        t = time.time()
        c.execute("CREATE TEMP TABLE ids AS SELECT g, md5(g::text)::uuid AS id FROM generate_series(1,%s) g", [N])

        def cols(table, key):
            c.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name=%s AND table_schema='public'",
                [table],
            )
            return ['"%s"' % r[0] for r in c.fetchall() if r[0] != key]

        k = cols("dossiers_dossier", "id")
        exprs = [
            "d.code || '-' || ids.g"
            if x == '"code"'
            else "substr(md5('s'||ids.g),1,20)"
            if x == '"secret"'
            else "d." + x
            for x in k
        ]
        c.execute(
            f"INSERT INTO dossiers_dossier (id, {','.join(k)}) SELECT ids.id, {','.join(exprs)} FROM dossiers_dossier d, ids WHERE d.id=%s",
            [town.returned],
        )
        for table, key in [(t_, "dossier_id") for t_ in TABLES] + [
            ("base_journalline", "subject"),
            ("base_answer", "subject"),
        ]:
            k = cols(table, key)
            c.execute(
                f"INSERT INTO {table} ({key}, {','.join(k)}) SELECT ids.id, {','.join('d.' + x for x in k)} FROM {table} d, ids WHERE d.{key}=%s",
                [town.returned],
            )
        c.execute("ANALYZE")
        print("cloned", time.time() - t)
    seen = []
    last = [None, 0.0]

    def told(name, place, of):
        now = time.time()
        if last[0]:
            print(f"{now - last[1]:7.2f}  {last[0]}")
        last[:] = [name, now]

    t = time.time()
    r = fsck.run(Scope(), told=told)
    told("end", 0, 0)
    print(time.time() - t, r.dossiers, r.lines, r.found)
    import resource

    print("MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
