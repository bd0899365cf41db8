"""Which door stands at which path."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from motcua.doors.lobby import watching

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("motcua.doors.portal.urls")),
    path("healthz", watching.healthz),
    path("readyz", watching.readyz),
    path("metrics", watching.metrics),
    path("licences/", include("motcua.doors.licences.urls")),
    path("lobby/", include("motcua.doors.lobby.urls")),
    path("counter/", include("motcua.doors.counter.urls")),
    path("control/", include("motcua.doors.control.urls")),
    path("desk/", include("motcua.doors.desk.urls")),
    path("authors/", include("motcua.doors.authors.urls")),
    path("callbacks/", include("motcua.doors.callbacks.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("sandbox/", include("motcua.doors.sandbox.urls")))

handler404 = "motcua.doors.lobby.views.not_there"
handler500 = "motcua.doors.lobby.views.broken"
