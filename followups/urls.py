"""The addresses of this app."""

from django.urls import URLPattern, path

from followups.views import (
    calendar,
    coaching,
    demo,
    drafts,
    exchange,
    leaving,
    mail_acts,
    note_templates,
    policy,
    reminders,
    rules,
    sheet,
    today,
    write,
)

app_name = "followups"


def note_acts(start: str, name: str, about: str) -> list[URLPattern]:
    """What is done with a note, below the page on which it is written."""
    acts = {
        "check": drafts.check,
        "sent": drafts.sent,
        "print": drafts.to_print,
        "sheet": drafts.sheet,
        "afresh": drafts.afresh,
        "keep": note_templates.keep,
    }
    return [
        path(f"{start}/<int:pk>/write/{act}/", view, {"about": about}, name=f"{name}_{act}")
        for act, view in acts.items()
    ]


urlpatterns: list[URLPattern] = [
    path("", today.show, name="today"),
    path("demo/start-empty/", demo.start_empty, name="start_empty"),
    path("today/fresh/", today.fresh, name="today_fresh"),
    path("today/below/", today.below, name="today_below"),
    path("today/waiting/", today.waiting, name="today_waiting"),
    path("today/<slug:name>/", today.group, name="today_group"),
    path("rules/", rules.rules, name="rules"),
    path("settings/policy/", policy.policy, name="policy"),
    path("settings/policy/preview/", policy.policy_preview, name="policy_preview"),
    path("settings/policy/save/", policy.policy_save, name="policy_save"),
    path("settings/data/", exchange.show, name="data"),
    path("settings/data/archive/", exchange.take_out, name="take_out"),
    path("settings/data/bring-in/", exchange.archive_in, name="archive_in"),
    path("settings/data/sheet/", sheet.look, name="sheet"),
    path("settings/data/sheet/bring-in/", sheet.take, name="sheet_in"),
    path("settings/delete/", leaving.leave, name="leave"),
    path("settings/delete/confirm/", leaving.leave_for_good, name="leave_for_good"),
    path("from-coach/<int:pk>/read/", coaching.nudge_read, name="nudge_read"),
    path("from-coach/policy/<int:pk>/keep/", coaching.policy_keep, name="coach_policy_keep"),
    path("from-coach/policy/<int:pk>/back/", coaching.policy_back, name="coach_policy_back"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/link/", calendar.link_make, name="calendar_link_make"),
    path("calendar/link/end/", calendar.link_end, name="calendar_link_end"),
    path("calendar/interview/<int:pk>.ics", calendar.interview_ics, name="interview_ics"),
    path("calendar/feed/<str:secret>.ics", calendar.feed, name="calendar_feed"),
    path("reminders/<int:pk>/", reminders.show, name="reminder"),
    path("reminders/<int:pk>/why/", reminders.why, name="reminder_why"),
    path("reminders/<int:pk>/menu/", reminders.menu, name="reminder_menu"),
    path("reminders/<int:pk>/sent/", reminders.sent, name="reminder_sent"),
    path("reminders/<int:pk>/settled/", reminders.settled, name="reminder_settled"),
    path("reminders/<int:pk>/done/", reminders.done, name="reminder_done"),
    path("reminders/<int:pk>/later/", reminders.later, name="reminder_later"),
    path("reminders/<int:pk>/not-needed/", reminders.not_needed, name="reminder_not_needed"),
    path("reminders/<int:pk>/undo/", reminders.undo, name="reminder_undo"),
    path("reminders/<int:pk>/write/", drafts.show, name="draft"),
    *note_acts("reminders", "draft", "reminder"),
    path("applications/<int:pk>/write/", write.about_application, name="write"),
    *note_acts("applications", "write", "application"),
    path("references/<int:pk>/write/", write.to_reference, name="write_to"),
    *note_acts("references", "write_to", "reference"),
    path("notes/<int:message>/undo/", drafts.sent_undo, name="sent_undo"),
    path("templates/", note_templates.index, name="note_templates"),
    path("templates/<int:pk>/", note_templates.edit, name="note_template"),
    path("templates/<int:pk>/remove/", note_templates.remove, name="note_template_remove"),
    path("templates/back/<str:key>/", note_templates.back, name="note_template_back"),
    path("reminders/<int:pk>/undo/note/<int:message>/", reminders.undo_note, name="note_undo"),
    path("reminders/<int:pk>/undo/fact/<int:event>/", reminders.undo_fact, name="fact_undo"),
    path("mail/stop/<str:token>/", mail_acts.mail_stop, name="mail_stop"),
    path("mail/<str:token>/", mail_acts.choices, name="mail_reminder"),
    path("mail/<str:token>/<slug:act>/", mail_acts.act, name="mail_act"),
]
