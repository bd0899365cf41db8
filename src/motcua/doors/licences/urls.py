"""Registers: open to everybody as far as the law makes them public, and to their holders. Mounted at `/licences/`."""

from django.urls import path

from motcua.doors.licences import holding, reading, taking_away

app_name = "licences"
urlpatterns = [
    path("", reading.look_up, name="look_up"),
    path("mine/", holding.mine, name="mine"),
    path("mine/<uuid:registration_id>/renew/", holding.renew, name="renew"),
    path("<slug:code>/", reading.register, name="register"),
    path("<slug:code>.csv", taking_away.as_csv, name="csv"),
    path("<slug:code>.json", taking_away.as_json, name="json"),
]
