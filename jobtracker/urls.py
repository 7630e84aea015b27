"""Every address of the site; the apps are named by string."""

from django.urls import include, path

from jobtracker import outbox

urlpatterns = [
    path("", include("followups.urls")),
    path("", include("applications.urls")),
    path("", include("references.urls")),
    path("", include("accounts.urls")),
    path("", include("followups.operations_urls")),
    path("account/", include("allauth.urls")),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<str:name>/", outbox.mail, name="outbox_mail"),
    path("outbox/<str:name>/html/", outbox.mail_html, name="outbox_html"),
]
