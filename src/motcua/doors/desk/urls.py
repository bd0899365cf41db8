from django.urls import path

from motcua.doors.desk import acts, handing, hearing, views

app_name = "desk"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("grievances/", hearing.grievances, name="grievances"),
    path("grievances/<uuid:dossier_id>/", hearing.grievance, name="grievance"),
    path("find/", views.find, name="find"),
    path("<uuid:dossier_id>/", views.dossier, name="dossier"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/", views.paper, name="paper"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/picture/", views.picture, name="picture"),
    path("<uuid:dossier_id>/letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("<uuid:dossier_id>/results/<uuid:result_id>/<slug:stage>/", views.result, name="result"),
    path("absences/", handing.absences, name="absences"),
    path("absences/back/", handing.back, name="back"),
    path("<uuid:dossier_id>/opinion/", handing.asked, name="asked"),
    path("<uuid:dossier_id>/claim/", handing.claim, name="claim"),
    path("<uuid:dossier_id>/assign/", handing.assign, name="assign"),
    path("<uuid:dossier_id>/reassign/", handing.reassign, name="reassign"),
    path("<uuid:dossier_id>/hand_on/", handing.hand_on, name="hand_on"),
    path("<uuid:dossier_id>/ask_opinion/", handing.ask_opinion, name="ask_opinion"),
    path("<uuid:dossier_id>/take/", acts.take, name="take"),
    path("<uuid:dossier_id>/ask/", acts.ask, name="ask"),
    path("<uuid:dossier_id>/charge/", acts.charge, name="charge"),
    path("<uuid:dossier_id>/propose/", acts.propose, name="propose"),
    path("<uuid:dossier_id>/approve/", acts.approve, name="approve"),
    path("<uuid:dossier_id>/send_back/", acts.send_back, name="send_back"),
    path("<uuid:dossier_id>/sign/", acts.sign, name="sign"),
    path("<uuid:dossier_id>/seal/", acts.seal, name="seal"),
    path("<uuid:dossier_id>/ask_revocation/", acts.ask_revocation, name="ask_revocation"),
    path("<uuid:dossier_id>/revoke/", acts.revoke, name="revoke"),
    path("<uuid:dossier_id>/stop/", acts.stop, name="stop"),
]
