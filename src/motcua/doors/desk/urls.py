from django.urls import path

from motcua.doors.desk import acts, correcting, planning, timing, views

app_name = "desk"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("find/", views.find, name="find"),
    path("calendar/", planning.calendar, name="calendar"),
    path("reported/", planning.reported, name="reported"),
    path("<uuid:dossier_id>/", views.dossier, name="dossier"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/", views.paper, name="paper"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/picture/", views.picture, name="picture"),
    path("<uuid:dossier_id>/letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("<uuid:dossier_id>/results/<uuid:result_id>/<slug:stage>/", views.result, name="result"),
    path("<uuid:dossier_id>/take/", acts.take, name="take"),
    path("<uuid:dossier_id>/ask/", acts.ask, name="ask"),
    path("<uuid:dossier_id>/charge/", acts.charge, name="charge"),
    path("<uuid:dossier_id>/propose/", acts.propose, name="propose"),
    path("<uuid:dossier_id>/approve/", acts.approve, name="approve"),
    path("<uuid:dossier_id>/send_back/", acts.send_back, name="send_back"),
    path("<uuid:dossier_id>/sign/", acts.sign, name="sign"),
    path("<uuid:dossier_id>/seal/", acts.seal, name="seal"),
    path("<uuid:dossier_id>/stop/", acts.stop, name="stop"),
    path("<uuid:dossier_id>/correct/", correcting.correct, name="correct"),
    path("<uuid:dossier_id>/agree/<int:number>/", correcting.agree, name="agree"),
    path("<uuid:dossier_id>/pause/", timing.pause, name="pause"),
    path("<uuid:dossier_id>/resume/", timing.resume, name="resume"),
    path("<uuid:dossier_id>/apologise/", timing.apologise, name="apologise"),
    path("<uuid:dossier_id>/extend/", timing.extend, name="extend"),
    path("<uuid:dossier_id>/consent/", timing.consent, name="consent"),
]
