"""The addresses of this app."""

from django.urls import URLPattern, path

from followups.views import (
    calendar,
    exchange,
    leaving,
    mail_acts,
    policy,
    reminders,
    rules,
    sheet,
    today,
)

app_name = "followups"

urlpatterns: list[URLPattern] = [
    path("", today.show, name="today"),
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
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/link/", calendar.link_make, name="calendar_link_make"),
    path("calendar/link/end/", calendar.link_end, name="calendar_link_end"),
    path("calendar/interview/<int:pk>.ics", calendar.interview_ics, name="interview_ics"),
    path("calendar/feed/<str:secret>.ics", calendar.feed, name="calendar_feed"),
    path("reminders/<int:pk>/", reminders.show, name="reminder"),
    path("reminders/<int:pk>/why/", reminders.why, name="reminder_why"),
    path("reminders/<int:pk>/sent/", reminders.sent, name="reminder_sent"),
    path("reminders/<int:pk>/settled/", reminders.settled, name="reminder_settled"),
    path("reminders/<int:pk>/done/", reminders.done, name="reminder_done"),
    path("reminders/<int:pk>/later/", reminders.later, name="reminder_later"),
    path("reminders/<int:pk>/not-needed/", reminders.not_needed, name="reminder_not_needed"),
    path("reminders/<int:pk>/undo/", reminders.undo, name="reminder_undo"),
    path("reminders/<int:pk>/undo/note/<int:message>/", reminders.undo_note, name="note_undo"),
    path("reminders/<int:pk>/undo/fact/<int:event>/", reminders.undo_fact, name="fact_undo"),
    path("mail/stop/<str:token>/", mail_acts.mail_stop, name="mail_stop"),
    path("mail/<str:token>/", mail_acts.choices, name="mail_reminder"),
    path("mail/<str:token>/<slug:act>/", mail_acts.act, name="mail_act"),
]
