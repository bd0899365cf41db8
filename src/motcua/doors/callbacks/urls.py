"""Where gateways call, mounted at `/callbacks/`."""

from django.urls import path

from motcua.doors.callbacks import views

app_name = "callbacks"
urlpatterns = [path("<slug:name>/", views.callback, name="callback")]
