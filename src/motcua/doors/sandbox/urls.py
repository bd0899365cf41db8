"""What the demo shows of itself, mounted at `/sandbox/` and only there."""

from django.urls import path

from motcua.doors.sandbox import money, views

app_name = "sandbox"
urlpatterns = [
    path("", views.systems, name="systems"),
    path("outbox/", views.outbox, name="outbox"),
    path("bank/", money.bank, name="bank"),
    path("bank/statement.csv", money.statement, name="statement"),
    path("gateway/<slug:name>/", money.gateway, name="gateway"),
    path("gateway/<slug:name>/decide/", money.decide, name="decide"),
    path("gateway/<slug:name>/api/", money.api, name="api"),
]
