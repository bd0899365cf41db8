from django.urls import path

from motcua.doors.control import book, views

app_name = "control"
urlpatterns = [
    path("", views.wall, name="wall"),
    path("list/<slug:figure>/", views.behind, name="behind"),
    path("list/<slug:figure>/export/", views.export, name="export"),
    path("book/", book.book, name="book"),
    path("book/export/", book.export, name="book_export"),
    path("book/print/", book.printed, name="book_print"),
]
