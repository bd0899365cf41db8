from django.urls import path

from motcua.doors.lobby import views

app_name = "lobby"
urlpatterns = [
    path("login/", views.login, name="login"),
    path("logout/", views.logout, name="logout"),
    path("home/", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("display/", views.display, name="display"),
]
