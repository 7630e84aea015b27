"""Every address of the site; the apps are named by string."""

from django.urls import include, path

urlpatterns = [
    path("", include("followups.urls")),
    path("", include("applications.urls")),
    path("", include("references.urls")),
    path("", include("accounts.urls")),
    path("", include("followups.operations_urls")),
    path("account/", include("allauth.urls")),
]
