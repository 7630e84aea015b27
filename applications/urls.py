"""The addresses of this app."""

from django.urls import URLPattern, path

from applications.views import interviews, packets, reference_acts

app_name = "applications"

urlpatterns: list[URLPattern] = [
    path("interviews/<int:pk>/", interviews.interview, name="interview"),
    path("interviews/<int:pk>/prepare/", interviews.prepare, name="interview_prepare"),
    path("interviews/<int:pk>/debrief/", interviews.debrief, name="interview_debrief"),
    path("interviews/<int:pk>/cancel/", interviews.cancel, name="interview_cancel"),
    path("interviews/<int:pk>/reinstate/", interviews.reinstate, name="interview_reinstate"),
    path("interviews/<int:pk>/thanked/", interviews.thanked, name="interview_thanked"),
    path("references/<int:pk>/choose/", reference_acts.choose, name="reference_choose"),
    path("references/<int:pk>/happened/", reference_acts.happened, name="reference_happened"),
    path("references/<int:pk>/sent/", reference_acts.sent, name="reference_sent"),
    path("applications/<int:pk>/references/", packets.reference_list, name="reference_list"),
    path("applications/<int:pk>/packet/<int:reference>/", packets.packet, name="packet"),
    path(
        "applications/<int:pk>/packet/<int:reference>/points/", packets.points, name="packet_points"
    ),
]
