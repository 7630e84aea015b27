"""URLs of the api app, beside those of the API's own operations."""

from django.urls import URLPattern, path

from api.assistants.views import mcp
from api.views import assistants, capture, keys, webhooks
from api.views.reference import openapi, reference
from api.views.unknown import unknown

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("settings/assistants/", assistants.show, name="assistants"),
    path("settings/api-keys/", keys.show, name="keys"),
    path("settings/api-keys/new/", keys.new, name="key_new"),
    path("settings/api-keys/revoke/", keys.revoke_all, name="keys_revoke"),
    path("settings/api-keys/<int:pk>/revoke/", keys.revoke, name="key_revoke"),
    path("api/v1/openapi.json", openapi, name="openapi"),
    path("api/v1/docs", reference, name="reference"),
    path("settings/capture/", capture.show, name="capture"),
    path("settings/capture/connect/", capture.connect, name="capture_connect"),
    path("settings/webhooks/", webhooks.show_all, name="webhooks"),
    path("settings/webhooks/add/", webhooks.add, name="webhook_add"),
    path("settings/webhooks/<int:pk>/", webhooks.show, name="webhook"),
    path("settings/webhooks/<int:pk>/change/", webhooks.change, name="webhook_change"),
    path("settings/webhooks/<int:pk>/secret/", webhooks.renew, name="webhook_renew"),
    path("settings/webhooks/<int:pk>/test/", webhooks.test, name="webhook_test"),
    path("settings/webhooks/<int:pk>/off/", webhooks.switch_off, name="webhook_off"),
    path("settings/webhooks/<int:pk>/on/", webhooks.switch_on, name="webhook_on"),
    path("settings/webhooks/<int:pk>/skip/", webhooks.skip, name="webhook_skip"),
    path("settings/webhooks/<int:pk>/delete/", webhooks.delete, name="webhook_delete"),
    path("settings/webhooks/deliveries/<int:pk>/again/", webhooks.again, name="webhook_again"),
    path("mcp", mcp, name="mcp"),
    path("api/<path:rest>", unknown, name="unknown"),
]
