import tempfile
from pathlib import Path

from conftest import on
from motcua import casework
from motcua.base.refusals import NotAllowed, NotThere, OutOfOrder
from motcua.casework.tests.keeping import refused, told
from motcua.documents.papers import Found, Prepared
from motcua.dossiers import queries as dossiers
from motcua.reporting import fsck

PDF = b"%PDF-1.7\nscan"
PREPARED = Prepared(found=Found(kind="pdf", pages=1, mime="application/pdf"), pdf=PDF, pages=1, thumbnails=[])


def scan(dossier_id, by, *, key="", at=on(8, 11)):
    with tempfile.NamedTemporaryFile() as file:
        file.write(PDF)
        file.flush()
        return casework.scan(
            dossier_id=dossier_id, paper="identity_paper", path=Path(file.name), prepared=PREPARED, name="quét.pdf",
            by=by, at=at, key=key,
        )  # fmt: skip


def test_the_scan_lies_with_its_paper_and_agrees_with_the_journal(received, hoa):
    done = scan(received, hoa)
    laid = next(p for p in dossiers.papers(received) if str(p.document_id) == done.said["document"])
    assert (laid.code, laid.round, laid.name) == ("identity_paper", 1, "quét.pdf")
    assert told(received)[-1] == "dossier.scan"
    assert fsck.run(fsck.Scope(subjects=(received,))).faults == []


def test_only_the_counter_scans(received, cast):
    with refused(NotThere, received):
        scan(received, cast.khanh)
    for name in ("lan", "minh", "yen"):
        with refused(NotAllowed, received):
            scan(received, getattr(cast, name))


def test_what_has_ended_takes_no_scan(returned, cast):
    with refused(OutOfOrder, returned):
        scan(returned, cast.hoa, at=on(10, 9))
