"""URLs of the inbox app."""

from django.urls import URLPattern, path

from inbox.views import mailbox, privacy, settings, upload, webhook

app_name = "inbox"

urlpatterns: list[URLPattern] = [
    path("inbox/privacy/", privacy.show, name="privacy"),
    path("settings/mailbox/", mailbox.show, name="mailbox"),
    path("settings/mailbox/connect/", mailbox.connect, name="mailbox_connect"),
    path("settings/mailbox/folders/", mailbox.folders, name="mailbox_folders"),
    path("settings/mailbox/fetch/", mailbox.fetch, name="mailbox_fetch"),
    path("settings/mailbox/disconnect/", mailbox.disconnect, name="mailbox_disconnect"),
    path("settings/inbox/", settings.show, name="settings"),
    path("settings/inbox/address/", settings.address_renew, name="address_renew"),
    path("settings/inbox/address/end/", settings.address_end, name="address_end"),
    path(
        "settings/inbox/senders/<int:pk>/read-again/",
        settings.sender_read_again,
        name="sender_read_again",
    ),
    path("inbox/add/", upload.upload, name="upload"),
    path("inbox/webhooks/<slug:provider>/", webhook.webhook, name="webhook"),
    path("inbox/webhooks/<slug:provider>/mime/", webhook.webhook, name="webhook_mime"),
]
