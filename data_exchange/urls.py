"""URLs of the data_exchange app."""

from django.urls import URLPattern, path

from data_exchange.views import data, spreadsheet

app_name = "data_exchange"

urlpatterns: list[URLPattern] = [
    path("settings/data/", data.show, name="data"),
    path("settings/data/export/", data.export, name="export"),
    path("settings/data/import/", data.import_file, name="import"),
    path("settings/data/spreadsheet/", spreadsheet.preview, name="spreadsheet_preview"),
    path("settings/data/spreadsheet/import/", spreadsheet.import_rows, name="spreadsheet_import"),
    path("settings/data/spreadsheet/undo/", spreadsheet.undo_import, name="spreadsheet_undo"),
]
