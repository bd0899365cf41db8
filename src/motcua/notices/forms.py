"""The procedure's form on paper (level 2 of TT 32/2017 art. 7): blank to be filled in, or with a draft's answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.base.ports import plugged
from motcua.base.refusals import NotThere
from motcua.catalogue import application, print_layout
from motcua.catalogue import queries as catalogue
from motcua.catalogue.showing import Place
from motcua.dossiers import clock
from motcua.notices.ports import Typesetter

LETTER = "form"


def printed(
    version_id: UUID, *, answers: Mapping[str, Any] | None, office: str, language: str, place: Place, at: datetime
) -> bytes:
    """The PDF (PDF/A and PDF/UA) of a version's form; blank when `answers` is None. Raises `NotThere`: no form."""
    definition, form = catalogue.definition(version_id), catalogue.form(version_id)
    if definition.form is None:
        raise NotThere()
    day = clock.local(at).date()
    sections = (
        print_layout.blank(form, language=language)
        if answers is None
        else print_layout.filled(
            form,
            answers,
            situation=application.situation(channel="counter", at=at),
            language=language,
            place=place,
        )
    )
    data = {
        # A blank form has no moment: the same version gives the same bytes on every day.
        "at": f"{definition.effective_from if answers is None else day}T00:00:00+07:00",
        "language": language,
        "agency": {"name": office, "place": ""},
        "form": {
            "name": definition.name.into(language),
            "official": definition.form.official or "",
            "unverified": definition.form.mark == "R",
            "source": definition.form.source or "",
            "digest": form.digest[:12] if isinstance(form.digest, str) else form.digest.hex()[:12],
        },
        "filled": answers is not None,
        "sections": sections,
        "papers": [] if answers is None else _papers(form, answers, language=language, at=at),
    }
    letter = catalogue.letter(LETTER, on=day)
    typesetter: Typesetter = plugged("typesetter")
    return typesetter.render(files=letter.files, main=f"{LETTER}.typ", data=data)


def _papers(form: Any, answers: Mapping[str, Any], *, language: str, at: datetime) -> list[dict[str, Any]]:
    demands = form.papers(answers, situation=application.situation(channel="counter", at=at))
    return [
        {"name": d.paper.name.into(language), "original": d.original, "certified": d.certified, "copy": d.copies}
        for d in demands
    ]
