"""Who may see what at every address: a row for each, by the name of its URL.

A new address needs a row here; without one `tests/test_access.py` fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

PUBLIC, LIBRARY, OWN, OF = ["public", "library", "own", "of"]
SECRET, KEYED, NOWHERE = ["secret", "keyed", "nowhere"]


@dataclass(frozen=True)
class Row:
    """What an address is, and what its parts stand for: rows of the world, or words as they are."""

    kind: str
    parts: dict[str, str | int] = field(default_factory=dict)
    may_miss: bool = False


def public(**parts: str | int) -> Row:
    """Anyone may read it, and it holds nothing of anybody's."""
    return Row(PUBLIC, parts)


def library(**parts: str | int) -> Row:
    """Signing in and what goes with it: the library's own pages."""
    return Row(LIBRARY, parts)


def own(*, may_miss: bool = False, **parts: str | int) -> Row:
    """Everyone who is signed in has one of their own, with nothing of anybody else's in it.

    `may_miss`: it is not there (404) where it has nothing to act on.
    """
    return Row(OWN, parts, may_miss)


def of(thing: str, *, may_miss: bool = False, **more: str | int) -> Row:
    """About one thing of the owner's; to everybody else it does not exist."""
    return Row(OF, {"pk": thing, **more}, may_miss)


def secret(**parts: str | int) -> Row:
    """Whoever has the address may read it; a wrong one leads nowhere."""
    return Row(SECRET, parts)


def keyed() -> Row:
    """For programs that send a key; a session opens nothing."""
    return Row(KEYED)


def nowhere(**parts: str | int) -> Row:
    """Not there at all, unless one develops."""
    return Row(NOWHERE, parts)


ROWS: dict[str, Row] = {
    "followups:today": own(),
    "followups:today_lower": own(),
    "followups:today_poll": own(),
    "followups:today_waiting": own(),
    "followups:today_group": own(name="overdue"),
    "followups:inbox": own(),
    "followups:inbox_accept": of("suggestion"),
    "followups:inbox_change": of("suggestion"),
    "followups:inbox_ignore": of("suggestion"),
    "followups:inbox_take_back": of("suggestion"),
    "followups:inbox_accept_confirmations": own(),
    "followups:inbox_undo": own(key="none"),
    "followups:rest": own(),
    "followups:rest_start": own(),
    "followups:rest_end": own(),
    "followups:rest_undo": own(key="none"),
    "followups:catch_up": own(),
    "followups:catch_up_pick": own(),
    "followups:catch_up_dismiss": own(),
    "followups:catch_up_close": own(),
    "followups:catch_up_undo": own(key="none"),
    "followups:rules": public(),
    "followups:policy": own(),
    "followups:policy_preview": own(),
    "followups:policy_save": own(),
    "data_exchange:data": own(),
    "data_exchange:export": own(),
    "data_exchange:import": own(),
    "data_exchange:spreadsheet_preview": own(),
    "data_exchange:spreadsheet_import": own(),
    "data_exchange:spreadsheet_undo": own(),
    "accounts:account_delete": own(),
    "accounts:account_delete_confirm": own(),
    "agenda:calendar": own(),
    "agenda:link_create": own(),
    "agenda:link_end": own(),
    "agenda:interview_ics": of("interview"),
    "agenda:feed": secret(secret="made-up"),
    "followups:reminder": of("reminder"),
    "followups:reminder_why": of("reminder"),
    "followups:reminder_wrong": of("reminder"),
    "followups:reminder_case": of("reminder"),
    "followups:reminder_menu": of("reminder"),
    "notes:reminder_sent": of("reminder"),
    "followups:reminder_record": of("reminder"),
    "followups:reminder_done": of("reminder"),
    "followups:reminder_snooze": of("reminder"),
    "followups:reminder_dismiss": of("reminder"),
    "followups:reminder_undo": of("reminder"),
    "notes:note_undo": of("reminder", message="message"),
    "followups:fact_undo": of("reminder", event="event"),
    "notes:draft": of("reminder"),
    "notes:draft_check": of("reminder"),
    "notes:draft_sent": of("reminder"),
    "notes:draft_print": of("reminder"),
    "notes:draft_sheet": of("reminder"),
    "notes:draft_discard": of("reminder"),
    "notes:draft_keep": of("reminder"),
    "notes:write": of("application"),
    "notes:write_check": of("application", may_miss=True),
    "notes:write_sent": of("application", may_miss=True),
    "notes:write_print": of("application", may_miss=True),
    "notes:write_sheet": of("application", may_miss=True),
    "notes:write_discard": of("application", may_miss=True),
    "notes:write_keep": of("application", may_miss=True),
    "notes:write_to": of("reference"),
    "notes:write_to_check": of("reference", may_miss=True),
    "notes:write_to_sent": of("reference", may_miss=True),
    "notes:write_to_print": of("reference", may_miss=True),
    "notes:write_to_sheet": of("reference", may_miss=True),
    "notes:write_to_discard": of("reference", may_miss=True),
    "notes:write_to_keep": of("reference", may_miss=True),
    "notes:sent_undo": Row(OF, {"message": "message"}),
    "notes:templates": own(),
    "notes:template": of("note_template"),
    "notes:template_remove": of("note_template"),
    "notes:template_restore": own(key="made-up", may_miss=True),
    "demo:start_empty": own(may_miss=True),
    "followups:nudge_read": of("nudge"),
    "followups:coach_policy_keep": of("policy_change"),
    "followups:coach_policy_revert": of("policy_change"),
    "digests:stop": secret(token="made-up"),
    "digests:link": secret(token="made-up"),
    "digests:link_action": secret(token="made-up", act="done"),
    "applications:list": own(),
    "applications:filters": own(),
    "applications:export": own(),
    "applications:export_workbook": own(),
    "applications:view_save": own(),
    "applications:view_delete": of("view"),
    "applications:bulk_move": own(),
    "applications:bulk_tag": own(),
    "applications:bulk_archive": own(),
    "applications:bulk_unarchive": own(),
    "applications:duplicates": own(),
    "applications:add": own(),
    "applications:paste": own(),
    "applications:undo": own(key="made-up", may_miss=True),
    "applications:page": of("application"),
    "applications:edit": of("application"),
    "applications:delete": of("application"),
    "applications:archive": of("application"),
    "applications:unarchive": of("application"),
    "applications:move": of("application"),
    "applications:log": of("application", kind="note"),
    "applications:arrange": of("application"),
    "applications:choose": of("application"),
    "applications:chosen": of("application", reference_id="reference"),
    "applications:documents_of": of("application"),
    "applications:document_attach": of("application", document_id="document"),
    "applications:document_detach": of("application", document_id="document"),
    "applications:board": own(),
    "applications:quick_add": own(),
    "applications:documents": own(),
    "applications:document": of("document"),
    "applications:document_remove": of("document"),
    "applications:event_edit": of("event"),
    "applications:event_remove": of("event"),
    "applications:message_edit": of("message"),
    "applications:message_remove": of("message"),
    "applications:interview_edit": of("interview"),
    "applications:interview_remove": of("interview"),
    "applications:insights": own(),
    "applications:insights_goal": own(),
    "applications:interview": of("interview"),
    "applications:interview_prepare": of("interview"),
    "applications:interview_debrief": of("interview"),
    "applications:interview_cancel": of("interview"),
    "applications:interview_reinstate": of("interview"),
    "applications:interview_thanked": of("interview"),
    "applications:reference_choose": of("reference"),
    "applications:reference_happened": of("reference"),
    "applications:reference_sent": of("reference"),
    "applications:reference_list": of("application"),
    "applications:list_sent": of("application"),
    "applications:packet": of("application", reference="reference"),
    "applications:packet_points": of("application", reference="reference"),
    "people:people": own(),
    "people:contact_add": own(),
    "people:contact": of("contact"),
    "people:contact_edit": of("contact"),
    "people:contact_remove": of("contact"),
    "people:contact_merge": of("contact"),
    "people:company_merge": of("company"),
    "people:companies": own(),
    "people:company_add": own(),
    "people:company": of("company"),
    "people:company_edit": of("company"),
    "people:company_remove": of("company"),
    "people:references": own(),
    "people:reference_add": own(),
    "people:reference": of("reference"),
    "people:reference_edit": of("reference"),
    "people:reference_consent": of("reference"),
    "people:reference_remove": of("reference"),
    "people:consent_undo": own(key="made-up", may_miss=True),
    "accounts:settings": own(),
    "accounts:settings_profile": own(),
    "accounts:settings_region": own(),
    "accounts:settings_digest": own(),
    "inbox:privacy": public(),
    "inbox:settings": own(),
    "inbox:upload": own(),
    "inbox:webhook": nowhere(provider="mailgun"),
    "inbox:webhook_mime": nowhere(provider="mailgun"),
    "inbox:mailbox": own(),
    "inbox:mailbox_connect": own(),
    "inbox:mailbox_folders": own(may_miss=True),
    "inbox:mailbox_fetch": own(may_miss=True),
    "inbox:mailbox_disconnect": own(may_miss=True),
    "inbox:address_renew": own(),
    "inbox:address_end": own(),
    "inbox:sender_read_again": of("ignored_sender"),
    "accounts:coaches": own(),
    "accounts:coach_invite": own(),
    "accounts:access_log": own(),
    "accounts:coach_accept": of("offer"),
    "accounts:coach_decline": of("offer"),
    "accounts:coach_settle": of("grant"),
    "accounts:coach_renew": of("grant"),
    "accounts:coach_end": of("grant"),
    "accounts:invitation": secret(token="00000000-0000-4000-8000-000000000000"),
    "accounts:invitation_accept": Row(OF, {"token": "invitation.token"}, may_miss=True),
    "health": public(),
    "manifest": public(),
    "health_live": public(),
    "health_ready": public(),
    "metrics": nowhere(),
    "api:keys": own(),
    "api:assistants": own(),
    "api:key_new": own(),
    "api:keys_revoke": own(),
    "api:key_revoke": of("api_key"),
    "api:capture": own(),
    "api:capture_connect": own(),
    "api:webhooks": own(),
    "api:webhook_add": own(),
    "api:webhook": of("webhook"),
    "api:webhook_change": of("webhook"),
    "api:webhook_renew": of("webhook"),
    "api:webhook_test": of("webhook"),
    "api:webhook_off": of("webhook"),
    "api:webhook_on": of("webhook"),
    "api:webhook_skip": of("webhook"),
    "api:webhook_delete": of("webhook"),
    "api:webhook_again": of("delivery"),
    "api:mcp": keyed(),
    "api:unknown": nowhere(rest="v1/made-up"),
    "api:openapi": public(),
    "api:reference": public(),
    "outbox": nowhere(),
    "outbox_mail": nowhere(name="made-up"),
    "outbox_html": nowhere(name="made-up"),
    "account_login": library(),
    "account_logout": library(),
    "account_inactive": library(),
    "account_signup": library(),
    "account_reauthenticate": library(),
    "account_email": library(),
    "account_email_verification_sent": library(),
    "account_change_password": library(),
    "account_set_password": library(),
    "account_reset_password": library(),
    "account_confirm_login_code": library(),
    "account_confirm_email": library(key="made-up"),
    "account_reset_password_from_key_done": library(),
    "account_reset_password_from_key": library(uidb36="1", key="made-up"),
    "account_reset_password_done": library(),
    "mfa_index": library(),
    "mfa_authenticate": library(),
    "mfa_reauthenticate": library(),
    "mfa_activate_totp": library(),
    "mfa_deactivate_totp": library(),
    "mfa_view_recovery_codes": library(),
    "mfa_generate_recovery_codes": library(),
    "mfa_download_recovery_codes": library(),
    "mfa_list_webauthn": library(),
    "mfa_add_webauthn": library(),
    "mfa_reauthenticate_webauthn": library(),
    "mfa_remove_webauthn": library(pk=1),
    "mfa_edit_webauthn": library(pk=1),
    "mfa_login_webauthn": library(),
}

ELSEWHERE = {
    "api-v1": "tests/api",
    "coach": "tests/coaching",
    "operator": "tests/coaching",
}
"""Namespaces with a matrix of their own, and where it stands."""


def url_of(name: str, world: Mapping[str, Any]) -> str:
    """The address of this name, about what is in the world."""
    parts = {key: _part(value, world) for key, value in ROWS[name].parts.items()}
    return reverse(name, kwargs=parts)


def _part(value: str | int, world: Mapping[str, Any]) -> object:
    thing, _dot, attribute = str(value).partition(".")
    return getattr(world[thing], attribute or "pk") if thing in world else value
