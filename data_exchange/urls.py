"""The addresses of this app."""

from django.urls import URLPattern, path

from data_exchange.views import data, spreadsheet

app_name = "data_exchange"

urlpatterns: list[URLPattern] = [
    path("settings/data/", data.show, name="data"),
    path("settings/data/export/", data.take_out, name="export"),
    path("settings/data/import/", data.archive_in, name="import"),
    path("settings/data/spreadsheet/", spreadsheet.look, name="spreadsheet_preview"),
    path("settings/data/spreadsheet/import/", spreadsheet.take, name="spreadsheet_import"),
]
