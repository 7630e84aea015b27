"""The URLs of this app."""

from django.urls import URLPattern, path

from followups.views import (
    catch_up,
    coaching,
    inbox,
    policy,
    reminders,
    rest,
    rules,
    today,
    wrong,
)

app_name = "followups"

urlpatterns: list[URLPattern] = [
    path("", today.show, name="today"),
    path("today/poll/", today.poll, name="today_poll"),
    path("today/rest/", today.lower, name="today_lower"),
    path("today/waiting/", today.waiting, name="today_waiting"),
    path("today/catch-up/", catch_up.show, name="catch_up"),
    path("today/catch-up/pick/", catch_up.pick, name="catch_up_pick"),
    path("today/catch-up/dismiss/", catch_up.dismiss, name="catch_up_dismiss"),
    path("today/catch-up/close/", catch_up.close, name="catch_up_close"),
    path("today/catch-up/undo/<str:key>/", catch_up.undo, name="catch_up_undo"),
    path("today/<slug:name>/", today.group, name="today_group"),
    path("inbox/", inbox.show, name="inbox"),
    path("inbox/confirmations/log/", inbox.log_confirmations, name="inbox_accept_confirmations"),
    path("inbox/undo/<str:key>/", inbox.undo, name="inbox_undo"),
    path("inbox/<int:pk>/log/", inbox.log, name="inbox_accept"),
    path("inbox/<int:pk>/change/", inbox.change, name="inbox_change"),
    path("inbox/<int:pk>/not-about-a-job/", inbox.set_aside, name="inbox_ignore"),
    path("inbox/<int:pk>/take-back/", inbox.take_back, name="inbox_take_back"),
    path("settings/rest/", rest.show, name="rest"),
    path("settings/rest/start/", rest.start, name="rest_start"),
    path("settings/rest/end/", rest.end, name="rest_end"),
    path("settings/rest/undo/<str:key>/", rest.undo, name="rest_undo"),
    path("rules/", rules.rules, name="rules"),
    path("settings/policy/", policy.policy, name="policy"),
    path("settings/policy/preview/", policy.policy_preview, name="policy_preview"),
    path("settings/policy/save/", policy.policy_save, name="policy_save"),
    path("from-coach/<int:pk>/read/", coaching.nudge_read, name="nudge_read"),
    path("from-coach/policy/<int:pk>/keep/", coaching.policy_keep, name="coach_policy_keep"),
    path("from-coach/policy/<int:pk>/revert/", coaching.policy_revert, name="coach_policy_revert"),
    path("reminders/<int:pk>/", reminders.show, name="reminder"),
    path("reminders/<int:pk>/why/", reminders.why, name="reminder_why"),
    path("reminders/<int:pk>/wrong/", wrong.show, name="reminder_wrong"),
    path("reminders/<int:pk>/wrong/case.json", wrong.download, name="reminder_case"),
    path("reminders/<int:pk>/menu/", reminders.menu, name="reminder_menu"),
    path("reminders/<int:pk>/record/", reminders.record, name="reminder_record"),
    path("reminders/<int:pk>/done/", reminders.done, name="reminder_done"),
    path("reminders/<int:pk>/snooze/", reminders.snooze, name="reminder_snooze"),
    path("reminders/<int:pk>/dismiss/", reminders.dismiss, name="reminder_dismiss"),
    path("reminders/<int:pk>/undo/", reminders.undo, name="reminder_undo"),
    path("reminders/<int:pk>/undo/fact/<int:event>/", reminders.undo_fact, name="fact_undo"),
]
