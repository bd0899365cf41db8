"""The house as it stands in a demo, whatever the test run was started as."""

from django.urls import include, path

from motcua.config.urls import handler404, handler500
from motcua.config.urls import urlpatterns as house

__all__ = ["handler404", "handler500", "urlpatterns"]
urlpatterns = [*house, path("sandbox/", include("motcua.doors.sandbox.urls"))]
