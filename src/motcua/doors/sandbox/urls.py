"""What the demo shows of itself, mounted at `/sandbox/` and only there."""

from django.urls import path

from motcua.doors.sandbox import views

app_name = "sandbox"
urlpatterns = [
    path("", views.systems, name="systems"),
    path("outbox/", views.outbox, name="outbox"),
]
