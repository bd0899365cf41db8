from django.urls import path

from motcua.doors.desk import acts, batches, extras, reader, views

app_name = "desk"
# fmt: off
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("batch/", batches.batch, name="batch"),
    path("view/", extras.view, name="view"),
    path("export/", extras.export, name="export"),
    path("find/", views.find, name="find"),
    path("<uuid:dossier_id>/", views.dossier, name="dossier"),
    path("<uuid:dossier_id>/note/", extras.note, name="note"),
    path("<uuid:dossier_id>/message/", extras.message, name="message"),
    path("<uuid:dossier_id>/control_sheet/", extras.control_sheet, name="control_sheet"),
    path("<uuid:dossier_id>/letters/<uuid:letter_id>/sign/", extras.sign_letter, name="sign_letter"),
    path("<uuid:dossier_id>/read/", reader.read, name="read"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/", views.paper, name="paper"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/picture/", views.picture, name="picture"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/pages/<int:page>/", reader.paper_page, name="paper_page"),
    path(
        "<uuid:dossier_id>/results/<uuid:result_id>/<slug:stage>/pages/<int:page>/", reader.result_page,
        name="result_page",
    ),
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
]
# fmt: on
