"""The URLs of the site; apps are named by string."""

from django.urls import include, path

from jobtracker.admin import coach_site, operator_site
from jobtracker.http import web_app
from jobtracker.mail import outbox

handler500 = "jobtracker.http.busy.server_error"

urlpatterns = [
    path("manifest.webmanifest", web_app.manifest, name="manifest"),
    path("", include("followups.urls")),
    path("", include("applications.urls")),
    path("", include("applications.people.urls")),
    path("", include("inbox.urls")),
    path("", include("notes.urls")),
    path("", include("digests.urls")),
    path("", include("agenda.urls")),
    path("", include("data_exchange.urls")),
    path("", include("demo.urls")),
    path("", include("accounts.urls")),
    path("", include("operations.urls")),
    path("", include("api.operation_urls")),
    path("", include("api.urls")),
    path("coach/", coach_site.urls),
    path("admin/", operator_site.urls),
    path("account/", include("allauth.urls")),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<str:name>/", outbox.mail, name="outbox_mail"),
    path("outbox/<str:name>/html/", outbox.mail_html, name="outbox_html"),
]
