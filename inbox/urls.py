"""URLs of the inbox app."""

from django.urls import URLPattern, path

from inbox.views import settings

app_name = "inbox"

urlpatterns: list[URLPattern] = [
    path("settings/inbox/", settings.show, name="settings"),
    path("settings/inbox/address/", settings.address_renew, name="address_renew"),
    path("settings/inbox/address/end/", settings.address_end, name="address_end"),
    path(
        "settings/inbox/senders/<int:pk>/read-again/",
        settings.sender_read_again,
        name="sender_read_again",
    ),
]
