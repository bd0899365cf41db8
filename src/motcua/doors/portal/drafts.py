"""A draft on its way through the pages, and which page comes next."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from motcua.base.ports import plugged
from motcua.base.refusals import LogInFirst, NotThere
from motcua.catalogue import application
from motcua.catalogue import queries as catalogue
from motcua.catalogue.definition import Definition
from motcua.catalogue.demands import PaperDemand
from motcua.catalogue.forms import Form
from motcua.catalogue.ready import Situation
from motcua.documents import queries as documents
from motcua.doors.lobby.requests import Request
from motcua.doors.portal.pages import language, show
from motcua.dossiers import drafts
from motcua.dossiers import queries as dossiers
from motcua.people import queries as people
from motcua.people.who import Who

# Where the parcel goes is kept among the answers under a name that no question can have: ids have no hyphens.
ADDRESS = "return-address"
# In the session: the one draft that a link opened; the officer who helps; a form whose session had ended.
RESUMED, ASSISTED, CARRIED = "resumed", "assisted_by", "carried"
GUEST, MOST_CARRIED = "motcua.guest", 200_000
P = ParamSpec("P")


@dataclass(frozen=True)
class Writing:
    """A draft with what its pages need. `kept` is the row; answers to questions alone are in `answers`."""

    kept: Any
    definition: Definition
    form: Form
    situation: Situation
    guest: bool = False
    assisted: dict[str, str] | None = None

    @property
    def channel(self) -> str:
        return "counter" if self.assisted else "online"

    @property
    def expires_at(self) -> datetime:
        return drafts.expires_at(self.kept)

    def digests(self, paper: str) -> set[str]:
        """What lies under a paper already, by content."""
        laid = set(self.kept.papers.get(paper, []))
        return {d.digest for d in documents.of_dossier(self.kept.pk) if str(d.id) in laid}

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
        return {"part": here + 1, "parts": len(urls), "back": urls[here - 1] if here else "",
                "expires_at": self.expires_at, "guest": self.guest, "assisted": self.assisted}  # fmt: skip

    def url(self, page: str) -> str:
        return reverse(f"portal:{page}", args=[self.kept.pk])

    def section_url(self, section: str) -> str:
        return reverse("portal:section", args=[self.kept.pk, section])


def _is_pledge(page: Any) -> bool:
    return all(field["kind"] == "declaration" for field in page["fields"])


def with_draft(view: Callable[Concatenate[Request, Writing, P], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give the view the caller's own draft. Another's is not there; one that was sent has become a dossier.

    Who came by a link (`linking.py`) has this one draft without an account. A form that comes after its session has
    ended is not lost: it is carried through the login (`entering.py`).
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        draft_id: UUID = kwargs.pop("draft_id")
        if request.who.person_id is None and not _let_in_by_link(request, draft_id):
            if request.method == "POST":
                return carried(request)
            raise LogInFirst()
        try:
            writing = opened(request, draft_id)
        except NotThere:
            sent = dossiers.one(request.who, draft_id)
            only_its_writer(request)
            return redirect("portal:receipt", sent.pk)
        return view(request, writing, *args, **kwargs)

    return guarded


def _let_in_by_link(request: Request, draft_id: UUID) -> bool:
    """Let somebody in who spent a link to this draft: as its writer, for this request, and marked as a guest."""
    resumed = request.session.get(RESUMED) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if not resumed or resumed["draft"] != str(draft_id):
        return False
    account = people.account_of_person(UUID(resumed["person"]))
    if account is None or not account.is_active:
        return False
    request.who = Who(user_id=account.pk, name=_("Bản nháp mở bằng đường dẫn"), person_id=UUID(resumed["person"]))
    request.META[GUEST] = True
    return True


def is_guest(request: Request) -> bool:
    return bool(request.META.get(GUEST))


def only_its_writer(request: Request) -> None:
    """Sending, throwing away and whatever tells more than the draft itself need the account. Raises `LogInFirst`."""
    if is_guest(request):
        raise LogInFirst()


def carried(request: Request) -> HttpResponse:
    """The session ended before the form came: the login page, with what was typed in it."""
    typed_so_far = {k: request.POST.getlist(k) for k in request.POST if k not in {"csrfmiddlewaretoken", "key", "seen"}}
    kept = json.dumps(typed_so_far, ensure_ascii=False)
    words = {"next": request.path, "kept": kept if len(kept) <= MOST_CARRIED else "", "carried": True}
    return show(request, "login", {**words, "choices": plugged("identity").choices()}, status=401)


def brought_back(request: Request) -> dict[str, list[str]] | None:
    """What was typed on this page before its session ended, once."""
    found = request.session.get(CARRIED) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if not found or found["path"] != request.path:
        return None
    del request.session[CARRIED]
    return {str(k): [str(v) for v in values] for k, values in found["typed"].items()}


def opened(request: Request, draft_id: UUID) -> Writing:
    """Raises `NotThere`."""
    kept = dossiers.draft(request.who, draft_id)
    assisted = assistant(request)
    return Writing(
        kept=kept,
        definition=catalogue.definition(kept.version_id),
        form=catalogue.form(kept.version_id),
        situation=application.situation(channel="counter" if assisted else "online", at=timezone.now()),
        guest=is_guest(request),
        assisted=assisted,
    )


def assistant(request: Request) -> dict[str, str] | None:
    """The officer who works this session with the person: their id and name."""
    return request.session.get(ASSISTED) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
