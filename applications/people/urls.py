"""URLs of the people pages."""

from django.urls import path

from applications.people.views import companies, contacts, directory, merge, reference, references

app_name = "people"

urlpatterns = [
    path("people/", directory.people, name="people"),
    path("people/add/", contacts.add, name="contact_add"),
    path("people/<int:pk>/", contacts.contact, name="contact"),
    path("people/<int:pk>/edit/", contacts.edit, name="contact_edit"),
    path("people/<int:pk>/remove/", contacts.remove, name="contact_remove"),
    path("people/<int:pk>/merge/", merge.contacts, name="contact_merge"),
    path("companies/<int:pk>/merge/", merge.companies, name="company_merge"),
    path("companies/", directory.companies, name="companies"),
    path("companies/add/", companies.add, name="company_add"),
    path("companies/<int:pk>/", companies.company, name="company"),
    path("companies/<int:pk>/edit/", companies.edit, name="company_edit"),
    path("companies/<int:pk>/remove/", companies.remove, name="company_remove"),
    path("references/", references.references, name="references"),
    path("references/add/", references.add, name="reference_add"),
    path("references/<int:pk>/", reference.reference, name="reference"),
    path("references/<int:pk>/edit/", reference.edit, name="reference_edit"),
    path("references/<int:pk>/consent/", reference.consent, name="reference_consent"),
    path("references/<int:pk>/remove/", reference.remove, name="reference_remove"),
    path("references/undo/<str:key>/", reference.consent_undo, name="consent_undo"),
]
