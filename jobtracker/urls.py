"""Every address of the site; the apps are named by string."""

from django.urls import include, path

from jobtracker import outbox
from jobtracker.admin import coach_site, operator_site

urlpatterns = [
    path("", include("followups.urls")),
    path("", include("applications.urls")),
    path("", include("references.urls")),
    path("", include("accounts.urls")),
    path("", include("followups.operations_urls")),
    path("coach/", coach_site.urls),
    path("admin/", operator_site.urls),
    path("account/", include("allauth.urls")),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<str:name>/", outbox.mail, name="outbox_mail"),
    path("outbox/<str:name>/html/", outbox.mail_html, name="outbox_html"),
]
