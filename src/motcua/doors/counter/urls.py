from django.urls import path

from motcua.doors.counter import acts, carrier, money, views, walk_in

app_name = "counter"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("find/", views.find, name="find"),
    path("register/", walk_in.choose, name="register"),
    path("register/<slug:procedure>/", walk_in.register, name="register_one"),
    path("post/", carrier.parcels, name="post"),
    path("post/<uuid:dossier_id>/", carrier.parcel, name="parcel"),
    path("post/<uuid:dossier_id>/deliver/", carrier.deliver, name="deliver"),
    path("post/<uuid:dossier_id>/bring_back/", carrier.bring_back, name="bring_back"),
    path("money/", money.drawer, name="drawer"),
    path("money/days/<uuid:day_id>/take-over/", money.take_over, name="take_over"),
    path("money/bank/", money.bank, name="bank"),
    path("money/bank/<uuid:line_id>/", money.settle_line, name="settle_line"),
    path("money/reconcile/", money.reconcile, name="reconcile"),
    path("<uuid:dossier_id>/money/", money.ledger, name="ledger"),
    path("<uuid:dossier_id>/", views.dossier, name="dossier"),
    path("<uuid:dossier_id>/registered/", walk_in.registered, name="registered"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/", views.paper, name="paper"),
    path("<uuid:dossier_id>/papers/<uuid:document_id>/picture/", views.picture, name="picture"),
    path("<uuid:dossier_id>/letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("<uuid:dossier_id>/results/<uuid:result_id>/<slug:stage>/", views.result, name="result"),
    path("<uuid:dossier_id>/receive/", acts.receive, name="receive"),
    path("<uuid:dossier_id>/guide/", acts.guide, name="guide"),
    path("<uuid:dossier_id>/decline/", acts.decline, name="decline"),
    path("<uuid:dossier_id>/collect/", acts.collect, name="collect"),
    path("<uuid:dossier_id>/acquit/", acts.acquit, name="acquit"),
    path("<uuid:dossier_id>/hand_back/", acts.hand_back, name="hand_back"),
    path("<uuid:dossier_id>/hand_to_post/", acts.hand_to_post, name="hand_to_post"),
    path("<uuid:dossier_id>/release/", acts.release, name="release"),
    path("<uuid:dossier_id>/give_back/", acts.give_back, name="give_back"),
]
