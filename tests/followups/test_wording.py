"""The words made from reasons: every rule and guard has its sentences, and nothing in them is left
unfilled."""

import json
import re
from datetime import datetime

import pytest
from django.utils.translation import override

from followups.timing.catalogue.index import GUARDS, RULES
from followups.timing.plan_items import HeldBack, Planned, Reason
from followups.wording import (
    SENTENCES,
    Words,
    explain,
)
from tests.followups.timing.build import (
    LONDON,
    applied,
    by_rule,
    chosen,
    guards,
    interview,
    only,
    person,
    planned,
    sent,
    status,
    t,
    the_note,
    timeline,
)
from tests.followups.timing.stories import every_entry
from tests.followups.timing.stories import story as plan_of

ENTRIES = list(every_entry())
IDS = [f"{story}-{getattr(entry, 'guard', entry.rule)}" for story, entry in ENTRIES]
NAMES = {
    "fay": "Fay",
    "ana": "Ana",
    "bo": "Bo",
    "chi": "Chi",
    "rec": "Rec",
    "rita": "Rita",
    "otto": "Otto",
}
UNFILLED = re.compile(r"%|\{|\}|None|\bTrue\b|\bFalse\b|datetime|  ")
LOOP = ("2026-03-05 09:00", "2026-03-19 14:00", "2026-03-19 17:00", "ana", "bo", "chi")


def say(reason: Reason, now: datetime | None = None) -> Words:
    return explain(reason, people=NAMES, timezone=LONDON, now=now)


@pytest.mark.parametrize("now", [None, t("2026-01-01 10:00"), t("2027-01-01 10:00")])
@pytest.mark.parametrize(("story", "entry"), ENTRIES, ids=IDS)
def test_every_sentence_is_whole(
    story: str, entry: Planned | HeldBack, now: datetime | None
) -> None:
    words = say(entry.reason, now)

    assert words.fact.endswith(".")
    assert words.fact[0].isupper() or words.fact[0].isdigit()
    for text in (words.fact, words.arithmetic, words.due, words.lapse):
        assert not UNFILLED.search(text), text
        assert "!" not in text
    if isinstance(entry, Planned):
        assert words.arithmetic.endswith("your time")
        assert bool(words.due) is bool(entry.due_at)
        assert bool(words.lapse) is bool(entry.lapses_at)


@pytest.mark.parametrize(("story", "entry"), ENTRIES, ids=IDS)
def test_words_are_the_same_from_stored_json(story: str, entry: Planned | HeldBack) -> None:
    stored = Reason.from_json(json.loads(json.dumps(entry.reason.to_json())))

    assert say(stored) == say(entry.reason)


@pytest.mark.parametrize(("story", "entry"), ENTRIES, ids=IDS)
def test_every_sentence_names_a_day_or_says_why_none_counts(
    story: str, entry: Planned | HeldBack
) -> None:
    fact = say(entry.reason).fact

    assert re.search(r"\b\d{1,2} [A-Z][a-z]{2}\b", fact) or "Your policy sends no" in fact


def test_every_rule_and_guard_has_its_sentence_and_no_sentence_is_left_over() -> None:
    used = {entry.reason.sentence for _, entry in ENTRIES}

    assert used == set(SENTENCES)
    for name in RULES:
        assert any(key == name or key.startswith(f"{name}.") for key in SENTENCES)
    assert {f"held_back.{name}" for name in GUARDS} <= set(SENTENCES)


def test_a_sentence_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        say(Reason("status.sometime", {}))


class TestFacts:
    """What is said, word for word."""

    def test_who_is_thanked_and_who_is_not(self) -> None:
        plan = planned(interview(*LOOP), sent("thank_you", "2026-03-19 18:00", "ana", "talk"))
        bo, chi = by_rule(plan, "interview.thank_you")

        assert say(bo.reason).fact == (
            "You spoke with Ana, Bo and Chi on Thu 19 Mar; Bo has no thank-you yet."
        )
        assert say(chi.reason).fact.endswith("Chi has no thank-you yet.")

    def test_what_lies_ahead_is_not_told_as_past(self) -> None:
        (found, *_) = by_rule(planned(interview(*LOOP)), "interview.thank_you")

        assert say(found.reason, t("2026-03-19 16:59")).fact == (
            "You will speak with Ana, Bo and Chi on Thu 19 Mar; afterwards Ana gets a thank-you."
        )
        assert say(found.reason, t("2026-03-19 17:00")).fact.startswith("You spoke with")

    @pytest.mark.parametrize(
        ("story", "rule", "fact"),
        [
            ("applied", "application.receipt",
             "You applied on Mon 2 Mar, and nothing shows yet that it arrived."),
            ("met three", "interview.prepare",
             "Your interview with Ana, Bo and Chi starts on Wed 11 Mar, 10:00."),
            ("met nobody by name", "interview.thank_you",
             "You had an interview on Wed 11 Mar; nobody has been thanked yet."),
            ("screened", "screen.follow_up",
             ("You had a phone screen on Wed 11 Mar; no note has gone out yet. Your interest is 3 "
             "out of 5, so the note is up to you.")),
            ("screened and keen", "screen.follow_up",
             ("You spoke with Rec by phone on Wed 11 Mar; no note has gone out yet. Your interest "
             "is 5 out of 5: one short note is worth it.")),
            ("one reference agreed", "references.line_up",
             ("Of the 3 references you want, 1 has agreed; your first interview: "
             "Wed 11 Mar, 10:00.")),
            ("asked and answered", "status.again",
             "You asked on Tue 17 Mar; they answered on Fri 20 Mar, without a date."),
            ("asked", "status.again", "You asked on Tue 17 Mar and have had no answer."),
            ("news by", "status.promised",
             "On Thu 5 Mar they said that you would hear by Fri 20 Mar."),
            ("ask on", "status.promised",
             "On Thu 5 Mar they said to ask again on Sat 21 Mar."),
            ("news by, past", "status.after_applying",
             "On Thu 5 Mar they named Sun 1 Mar, a day that had passed already."),
            ("answered", "status.after_applying",
             "They were last in touch on Thu 5 Mar, and named no date."),
            ("checked", "status.after_reference_check",
             "They contacted Rita, your reference, on Thu 12 Mar."),
            ("applied", "application.close_out", "No reply since Mon 2 Mar."),
            ("used up, and a date ahead", "application.close_out",
             ("You have sent 2 notes since Tue 3 Mar, and no other is due; the silence counts from "
             "Mon 20 Apr.")),
            ("applied, and a mail", "status.after_applying",
             "An email of Thu 5 Mar may be from them: sort it."),
            ("asked, and a mail", "status.again",
             "You asked on Tue 17 Mar; an email of Fri 20 Mar may be their answer: sort it."),
            ("a mail, and then a reply", "status.after_applying",
             "They were last in touch on Fri 6 Mar, and named no date."),
            ("saved", "application.apply_by",
             "The posting closes on Fri 20 Mar, and you have not applied yet."),
            ("referred", "referrer.thank_you",
             ("Fay referred you, and you applied on Mon 2 Mar; no thank-you has gone out yet.")),
            ("referred: rejected", "referrer.outcome",
             "They turned you down on Wed 1 Apr; Fay, who referred you, should know."),
            ("offered, with a date", "offer.acknowledge",
             ("You got an offer on Wed 1 Apr, open until Mon 20 Apr; say that you are pleased.")),
            ("offered, with a date", "offer.answer",
             "You got an offer on Wed 1 Apr; your answer is due by Mon 20 Apr."),
            ("ended: offer", "offer.acknowledge",
             ("You got an offer on Wed 1 Apr; say that you are pleased, and ask how long it is "
             "open.")),
            ("ended: offer", "offer.answer",
             "You got an offer on Wed 1 Apr and have not answered it yet."),
            ("ended: withdrawn", "application.withdraw_note",
             "You withdrew on Wed 1 Apr and have not told them in a note."),
            ("accepted elsewhere", "application.withdraw_note",
             "You accepted another offer on Tue 10 Mar and have not withdrawn here yet."),
            ("turned down after the interview", "interview.thank_you",
             ("They turned you down on Thu 12 Mar; a thank-you to Ana for Wed 11 Mar is "
             "optional.")),
            ("turned down after the screen", "screen.follow_up",
             "They turned you down on Thu 12 Mar; a thank-you for Wed 11 Mar is optional."),
            ("ended: no_response", "reference.outcome",
             "You closed this on Wed 1 Apr, unanswered; Rita does not know yet."),
            ("asked twice", "application.close_out",
             ("You have sent 2 notes since Mon 2 Mar, and no other is due; the silence counts from "
             "Wed 25 Mar.")),
            ("never asks", "application.close_out",
             "Your policy sends no status notes; the silence counts from Mon 2 Mar."),
            ("do not call", "application.close_out",
             "They asked on Thu 5 Mar not to be called; the silence counts from Thu 5 Mar."),
            ("chosen, long ago", "reference.reconfirm",
             ("Rita agreed on Wed 1 Jan 2020, at least 3 years before you chose them on "
             "Thu 5 Mar.")),
            ("chosen, a year ago", "reference.reconfirm",
             ("Rita agreed on Wed 1 Jan 2020, at least 1 year before you chose them on "
             "Thu 5 Mar.")),
            ("ended: offer", "reference.outcome",
             "You have had an offer since Wed 1 Apr; Rita does not know yet."),
            ("ended: accepted", "reference.gift",
             "You accepted the offer on Wed 1 Apr; Rita spoke or wrote for you 2 times."),
            ("hired after a letter", "reference.gift",
             "You accepted the offer on Wed 1 Apr; Rita spoke or wrote for you once."),
            ("wrote", "reference.thank_you",
             "Rita wrote for you on Thu 12 Mar; no thank-you has gone out since."),
            ("in touch", "reference.keep_in_touch",
             "Your last contact with Rita was on Sun 1 Feb."),
        ],
    )  # fmt: skip
    def test_of_a_reminder(self, story: str, rule: str, fact: str) -> None:
        assert say(only(plan_of(story), rule).reason).fact == fact

    @pytest.mark.parametrize(
        ("story", "guard", "fact"),
        [
            ("news by", "promised",
             "They said you would hear by Fri 20 Mar; the earliest note is Mon 23 Mar."),
            ("ask on", "promised",
             "They said to ask on Sat 21 Mar; the earliest note is Mon 23 Mar."),
            ("applied", "too_soon",
             ("You applied on Mon 2 Mar, and nobody there has written since. The earliest note is "
             "Mon 16 Mar.")),
            ("asked twice", "notes_used_up",
             ("You have sent 2 notes since Mon 2 Mar and that of Wed 25 Mar has had no answer; "
                "now it is their turn.")),
            ("asked twice and answered", "notes_used_up",
             ("You have sent 2 notes since Mon 2 Mar and their answer of Fri 27 Mar gave no date; "
             "now it is their turn.")),
            ("asked twice, and a mail", "notes_used_up",
             ("You have sent 2 notes since Mon 2 Mar and an email of Fri 27 Mar may be their "
             "answer; now it is their turn.")),
            ("thanked, lightly", "notes_used_up",
             ("You have sent 1 note since Wed 11 Mar, thank-you notes counted, and had no answer; "
             "now it is their turn.")),
            ("never asks", "notes_used_up",
             "Your policy sends no status notes: it is for them to write."),
            ("do not call", "asked_not_to_call",
             "On Thu 5 Mar they asked not to be called: they will be in touch."),
            ("your turn", "your_turn",
             "They asked for references on Thu 5 Mar and have no list yet: that comes first."),
            ("a mail to sort", "mail_to_sort",
             ("An email of Fri 13 Mar may be their answer: sort it. The earliest note is "
             "Fri 20 Mar.")),
            ("accepted elsewhere", "accepted_elsewhere",
             "You accepted another offer on Tue 10 Mar: no status note is due here."),
            ("asked again, and waiting", "awaiting_consent",
             "You chose Rita on Thu 5 Mar; they were asked and have not answered yet."),
            ("ended: offer", "offer_in_hand",
             "You have had an offer since Wed 1 Apr: there is no status to ask for."),
            ("ended: rejected", "closed",
             "They turned you down on Wed 1 Apr: there is nothing left to ask."),
            ("ended: no_response", "closed",
             "You closed this on Wed 1 Apr, as no answer had come: let it rest."),
            ("chosen, asked", "awaiting_consent",
             "You chose Rita on Thu 5 Mar; they were asked and have not answered yet."),
            ("chosen, declined", "consent_declined",
             "Rita, chosen on Thu 5 Mar, would rather not be named: choose someone else."),
        ],
    )  # fmt: skip
    def test_of_what_is_held_back(self, story: str, guard: str, fact: str) -> None:
        assert say(guards(plan_of(story))[guard].reason).fact == fact

    @pytest.mark.parametrize(
        ("now", "fact"),
        [
            ("2026-03-11 10:59",
             "If they stay silent after Wed 11 Mar, you may close this application."),
            ("2026-03-11 23:59", "No reply since Wed 11 Mar."),
            ("2026-03-12 00:00", "No reply in 1 day, since Wed 11 Mar."),
            ("2026-07-10 10:00", "No reply in 121 days, since Wed 11 Mar."),
        ],
    )  # fmt: skip
    def test_silence_is_counted_to_the_day_it_is_read(self, now: str, fact: str) -> None:
        reason = only(planned(interview()), "application.close_out").reason

        assert say(reason, t(now)).fact == fact

    def test_people_may_be_asked_for_by_a_function(self) -> None:
        reason = only(plan_of("wrote"), "reference.thank_you").reason

        assert explain(reason, people=str.title, timezone=LONDON).fact.startswith("Rita wrote")
        assert explain(reason, timezone=LONDON).fact.startswith("rita wrote")
        assert explain(reason, people={"rita": ""}, timezone=LONDON).fact.startswith("rita wrote")


def test_words_follow_the_readers_language() -> None:
    reason = the_note(planned(applied(), timeline("2026-03-05 10:00", ask_on="2026-05-20"))).reason

    with override("de"):
        assert "Mai" in explain(reason, timezone=LONDON).fact
    assert "May" in explain(reason, timezone=LONDON).fact


def test_several_stories_at_once_do_not_mix() -> None:
    plan = planned(
        applied(), chosen("2026-03-05 10:00"), status("2026-03-17 10:00"),
        people=(person(consent="not_asked"), person("otto", "not_asked")),
    )  # fmt: skip

    assert say(only(plan, "reference.ask").reason).fact == (
        "You chose Rita on Thu 5 Mar and have not asked them yet."
    )


@pytest.mark.parametrize(
    ("case", "facts", "said"),
    [
        (
            "note_unanswered",
            {"note_on": "2026-03-02", "days": 21},
            "If the note of Mon 2 Mar has no reply in 21 days, you may close this application.",
        ),
        (
            "notes_used_up",
            {
                "allowed": 0,
                "silent_since_at": "2026-03-09T09:00:00Z",
            },
            "Your policy sends no status notes; the silence counts from Mon 9 Mar.",
        ),
        (
            "they_will_call",
            {"requested_at": "2026-03-02T09:00:00Z", "silent_since_at": "2026-03-09T09:00:00Z"},
            "They asked on Mon 2 Mar not to be called; the silence counts from Mon 9 Mar.",
        ),
    ],
)
def test_what_version_1_stored_can_still_be_said(
    case: str, facts: dict[str, object], said: str
) -> None:
    data = {"sentence": f"application.close_out.{case}", "facts": facts}
    assert say(Reason.facts_from_json(data), t("2026-03-20 10:00")).fact == said
