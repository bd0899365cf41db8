"""A draft on its way through the pages, and which page comes next."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.base.refusals import NotThere
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.catalogue.demands import PaperDemand
from motcua.catalogue.forms import Form
from motcua.catalogue.ready import Situation
from motcua.doors.lobby.requests import Request, persons_only
from motcua.doors.portal.pages import language
from motcua.dossiers import queries as dossiers

# Where the parcel goes is kept among the answers under a name that no question can have: ids have no hyphens.
ADDRESS = "return-address"
P = ParamSpec("P")


@dataclass(frozen=True)
class Writing:
    """A draft with what its pages need. `kept` is the row; answers to questions alone are in `answers`."""

    kept: Any
    definition: Definition
    form: Form
    situation: Situation

    @property
    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.kept.answers.items() if name in self.form.by_id}

    @property
    def address(self) -> str:
        return str(self.kept.answers.get(ADDRESS, ""))

    @property
    def name(self) -> str:
        return (self.definition.short_name or self.definition.name).into(language())

    def with_address(self, answers: dict[str, Any]) -> dict[str, Any]:
        """`answers` as the draft keeps them, the parcel's address among them."""
        return {**answers, ADDRESS: self.address} if self.address else answers

    def pages(self) -> list[Any]:
        return self.form.pages(self.answers, situation=self.situation, language=language())

    def demands(self) -> list[PaperDemand]:
        return self.form.papers(self.answers, situation=self.situation)

    def pledges(self) -> list[Any]:
        """Sections that only ask to declare something: they are asked on the last page."""
        return [page for page in self.pages() if _is_pledge(page)]

    def steps(self) -> list[tuple[str, str]]:
        """(address, title) of every page in order, for these answers."""
        found = [(self.url("unit"), _("Nơi nộp hồ sơ"))]
        found += [(self.section_url(page["id"]), page["title"]) for page in self.pages() if not _is_pledge(page)]
        if self.demands():
            found.append((self.url("papers"), _("Giấy tờ kèm theo")))
        found += [(self.url("return"), _("Nhận kết quả")), (self.url("check"), _("Xem lại trước khi gửi"))]
        return found

    def after(self, url: str) -> str:
        """The page that follows the one at `url`; the check page after one that is no longer there."""
        urls = [step for step, _title in self.steps()]
        return urls[urls.index(url) + 1] if url in urls[:-1] else self.url("check")

    def place(self, url: str) -> dict[str, Any]:
        """Which part this is of how many, and the way back to the one before."""
        urls = [step for step, _title in self.steps()]
        here = urls.index(url) if url in urls else len(urls) - 1
        return {"part": here + 1, "parts": len(urls), "back": urls[here - 1] if here else ""}

    def url(self, page: str) -> str:
        return reverse(f"portal:{page}", args=[self.kept.pk])

    def section_url(self, section: str) -> str:
        return reverse("portal:section", args=[self.kept.pk, section])


def _is_pledge(page: Any) -> bool:
    return all(field["kind"] == "declaration" for field in page["fields"])


def with_draft(view: Callable[Concatenate[Request, Writing, P], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give the view the caller's own draft. Another's is not there; one that was sent has become a dossier."""

    @wraps(view)
    @persons_only
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        draft_id: UUID = kwargs.pop("draft_id")
        try:
            writing = opened(request, draft_id)
        except NotThere:
            sent = dossiers.one(request.who, draft_id)
            return redirect("portal:receipt", sent.pk)
        return view(request, writing, *args, **kwargs)

    return guarded


def opened(request: Request, draft_id: UUID) -> Writing:
    """Raises `NotThere`."""
    kept = dossiers.draft(request.who, draft_id)
    return Writing(
        kept=kept,
        definition=catalogue.definition(kept.version_id),
        form=catalogue.form(kept.version_id),
        situation=application.situation(channel="online", at=timezone.now()),
    )
