"""URLs of the notes app."""

from django.urls import URLPattern, path

from notes.views import drafts, reminders, templates, write

app_name = "notes"


def note_actions(start: str, name: str, about: str) -> list[URLPattern]:
    """The URLs of a note's actions, below its page."""
    actions = {
        "check": drafts.check,
        "sent": drafts.sent,
        "print": drafts.to_print,
        "sheet": drafts.sheet,
        "discard": drafts.discard,
        "keep": templates.keep,
    }
    return [
        path(f"{start}/<int:pk>/write/{act}/", view, {"about": about}, name=f"{name}_{act}")
        for act, view in actions.items()
    ]


urlpatterns: list[URLPattern] = [
    path("reminders/<int:pk>/sent/", reminders.sent, name="reminder_sent"),
    path("reminders/<int:pk>/write/", drafts.show, name="draft"),
    *note_actions("reminders", "draft", "reminder"),
    path("applications/<int:pk>/write/", write.about_application, name="write"),
    *note_actions("applications", "write", "application"),
    path("references/<int:pk>/write/", write.to_reference, name="write_to"),
    *note_actions("references", "write_to", "reference"),
    path("notes/<int:message>/undo/", drafts.sent_undo, name="sent_undo"),
    path("templates/", templates.index, name="templates"),
    path("templates/<int:pk>/", templates.edit, name="template"),
    path("templates/<int:pk>/remove/", templates.remove, name="template_remove"),
    path("templates/restore/<str:key>/", templates.restore, name="template_restore"),
    path("reminders/<int:pk>/undo/note/<int:message>/", reminders.undo_note, name="note_undo"),
]
