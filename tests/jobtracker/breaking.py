"""Run in a process of its own, since reporting wraps Django for good: one view that breaks.

Prints what would have been sent, a line each.
"""

import json
import sys

import sentry_sdk.client
from django.http import HttpRequest, HttpResponse
from django.urls import path
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

KEY = "a-key-of-somebody"


class Printed(Transport):
    def capture_envelope(self, envelope: Envelope) -> None:
        sys.stdout.write(json.dumps([item.payload.json for item in envelope.items]) + "\n")


def broken(request: HttpRequest, key: str) -> HttpResponse:
    told = request.POST["told"]
    raise LookupError(len(told))


urlpatterns = [path("feed/<str:key>/", broken)]


def main() -> None:
    sentry_sdk.client.make_transport = Printed
    import django
    from django.test import Client, override_settings

    django.setup()
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]):
        client = Client(raise_request_exception=False)
        client.post(f"/feed/{KEY}/?query={KEY}", {"told": KEY})
    sentry_sdk.flush()


if __name__ == "__main__":
    main()
