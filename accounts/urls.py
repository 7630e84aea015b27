"""URLs of the accounts app."""

from django.urls import URLPattern, path

from accounts.views import deletion, grants, invitations, settings

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    path("settings/", settings.show, name="settings"),
    path("settings/profile/", settings.profile, name="settings_profile"),
    path("settings/region/", settings.region, name="settings_region"),
    path("settings/digest/", settings.digest, name="settings_digest"),
    path("settings/coaches/", grants.coaches, name="coaches"),
    path("settings/coaches/invite/", grants.invite, name="coach_invite"),
    path("settings/coaches/log/", grants.log, name="access_log"),
    path("settings/coaches/<int:pk>/accept/", grants.accept, name="coach_accept"),
    path("settings/coaches/<int:pk>/decline/", grants.decline, name="coach_decline"),
    path("settings/coaches/<int:pk>/settle/", grants.settle, name="coach_settle"),
    path("settings/coaches/<int:pk>/renew/", grants.renew, name="coach_renew"),
    path("settings/coaches/<int:pk>/end/", grants.end, name="coach_end"),
    path("settings/delete/", deletion.show, name="account_delete"),
    path("settings/delete/confirm/", deletion.confirm, name="account_delete_confirm"),
    path("invitations/<uuid:token>/", invitations.show, name="invitation"),
    path("invitations/<uuid:token>/accept/", invitations.accept, name="invitation_accept"),
]
