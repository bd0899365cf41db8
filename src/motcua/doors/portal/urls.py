"""The citizen's door, mounted at `/`. Section ids of forms have no hyphens, so the fixed pages of a draft have one."""

from django.urls import path

from motcua.doors.portal import (
    answering,
    applying,
    checking,
    entering,
    files,
    following,
    front,
    mine,
    papers,
    paying,
    reading,
    receipts,
    sections,
    verifying,
)

app_name = "portal"
DRAFT, DOSSIER = "drafts/<uuid:draft_id>", "dossiers/<uuid:dossier_id>"

urlpatterns = [
    path("", front.home, name="home"),
    path("procedures/", front.search, name="search"),
    path("procedures/<str:procedure>/", reading.procedure, name="procedure"),
    path("login/", entering.login, name="login"),
    path("apply/<str:procedure>/", applying.apply, name="apply"),
    path(f"{DRAFT}/choose-unit/", applying.unit, name="unit"),
    path(f"{DRAFT}/add-papers/", papers.papers, name="papers"),
    path(f"{DRAFT}/get-result/", checking.way_back, name="return"),
    path(f"{DRAFT}/check-answers/", checking.check, name="check"),
    path(f"{DRAFT}/send-now/", checking.send, name="send"),
    path(f"{DRAFT}/throw-away/", applying.discard, name="discard"),
    path(f"{DRAFT}/files/<uuid:document_id>/picture/", files.draft_picture, name="draft_picture"),
    path(f"{DRAFT}/files/<uuid:document_id>/pdf/", files.draft_paper, name="draft_paper"),
    path(f"{DRAFT}/", applying.resume, name="draft"),
    path(f"{DRAFT}/<str:section>/", sections.section, name="section"),
    path("mine/", mine.mine, name="mine"),
    path("track/", following.track, name="track"),
    path("follow/<str:secret>/", following.follow, name="follow"),
    path(f"{DOSSIER}/", following.dossier, name="dossier"),
    path(f"{DOSSIER}/receipt/", receipts.receipt, name="receipt"),
    path(f"{DOSSIER}/supplement/", answering.supplement, name="supplement"),
    path(f"{DOSSIER}/withdraw/", answering.withdraw, name="withdraw"),
    path(f"{DOSSIER}/pay/", paying.pay, name="pay"),
    path("pay/order/<str:reference>/", paying.order, name="order"),
    path("pay/order/<str:reference>/look-again/", paying.look_again, name="look_again"),
    path("pay/back/<slug:way>/", paying.paid, name="paid"),
    path("pay/<str:token>/", paying.by_link, name="pay_link"),
    path(f"{DOSSIER}/rate/", answering.rate, name="rate"),
    path(f"{DOSSIER}/papers/<uuid:document_id>/", files.paper, name="paper"),
    path(f"{DOSSIER}/papers/<uuid:document_id>/picture/", files.picture, name="picture"),
    path(f"{DOSSIER}/letters/<uuid:letter_id>/", files.letter, name="letter"),
    path(f"{DOSSIER}/result/", files.result, name="result"),
    path("verify/", verifying.verify, name="verify_file"),
    path("verify/<uuid:result_id>/", verifying.verify, name="verify"),
]
