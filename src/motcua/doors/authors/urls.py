"""The door of those who keep the catalogue, mounted at `/authors/`."""

from django.urls import path

from motcua.doors.authors import changing, drafting, listing

app_name = "authors"
PROCEDURE, DRAFT, PROPOSAL = "procedures/<slug:code>", "drafts/<uuid:draft_id>", "proposals/<uuid:proposal_id>"

urlpatterns = [
    path("", listing.procedures, name="procedures"),
    path(f"{PROCEDURE}/", listing.procedure, name="procedure"),
    path(f"{PROCEDURE}/compare/", listing.compare, name="compare"),
    path(f"{PROCEDURE}/withdraw/", changing.withdraw, name="withdraw"),
    path(f"{PROCEDURE}/switch-off/", changing.switch_off, name="switch_off"),
    path(f"{PROCEDURE}/versions/<uuid:version_id>/<str:form>/", listing.download, name="download"),
    path("drafts/", drafting.drafts, name="drafts"),
    path("drafts/new/", drafting.new, name="new"),
    path("drafts/template/", drafting.template, name="template"),
    path("drafts/schema/", drafting.schema, name="schema"),
    path(f"{DRAFT}/", drafting.draft, name="draft"),
    path(f"{DRAFT}/compare/", drafting.compare, name="draft_compare"),
    path(f"{DRAFT}/publish/", changing.publish, name="publish"),
    path(f"{DRAFT}/scrap/", drafting.scrap, name="scrap"),
    path(f"{DRAFT}/files/<str:form>/", drafting.download, name="draft_download"),
    path("proposals/", changing.proposals, name="proposals"),
    path(f"{PROPOSAL}/", changing.proposal, name="proposal"),
    path(f"{PROPOSAL}/consent/", changing.consent, name="consent"),
    path(f"{PROPOSAL}/reject/", changing.reject, name="reject"),
]
