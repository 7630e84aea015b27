"""Checks on a note: what each praises, what it minds, and where it has no say."""

import re
from dataclasses import replace
from datetime import date

import pytest

from applications.models import Message
from followups.timing.catalogue.sources import PLACES
from notes.drafting.checks import CHECKS, PLACES_OF, check_note
from notes.drafting.facts import (
    TO_EMPLOYER,
    TO_REFERENCES,
    TO_REFERRER,
    DraftFacts,
    OtherNote,
)
from notes.drafting.suggest import suggest

MET = date(2026, 3, 18)
CALL = "phone_screen"
FACTS = DraftFacts(
    purpose="thank_you",
    rule="interview.thank_you",
    you="Robin Hale",
    today=date(2026, 3, 19),
    person="Bo Lindqvist",
    title="Senior Product Designer",
    company="Harbour Analytics",
    kind="interview",
    met_on=MET,
    topic="Why your charts confuse new users",
)
GOOD = """Dear Bo,

Thank you for your time on 18 March, when we spoke about the Senior Product Designer position.
Your remark that charts confuse people on their first day stays with me, and I am keener than ever.
At Larkspur I led the redesign of a reporting tool, so I know how much a calm first screen is worth.

Kind regards,
Robin Hale"""


def facts(purpose: str = "thank_you", **changes: object) -> DraftFacts:
    return replace(FACTS, purpose=purpose, **changes)


def said(name: str, body: str, about: DraftFacts = FACTS) -> tuple[bool, str] | None:
    found = {check.name: (check.is_good, check.text) for check in check_note(body, about)}
    return found.get(name)


def test_a_good_note_has_nothing_to_mind() -> None:
    assert [check.name for check in check_note(GOOD, FACTS) if not check.is_good] == []


def test_what_is_to_mind_comes_first() -> None:
    order = [check.is_good for check in check_note("Dear Bo, thank you. [More]", FACTS)]
    assert order == sorted(order)
    assert order[0] is False


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_every_check_is_for_purposes_that_exist(name: str) -> None:
    rule = CHECKS[name]
    assert set(rule.purposes) <= set(Message.Purpose.values)
    assert set(rule.sources_of) <= {*rule.purposes, "call"}
    for places in (rule.sources, *rule.sources_of.values()):
        assert set(places) <= set(PLACES)


FORM = {"gap", "commas", "begun", "short", "job"}
"""Checks of the form alone; for some purposes the sources speak of it, too."""


@pytest.mark.parametrize("name", sorted(set(CHECKS) - FORM))
def test_every_check_of_the_content_cites_its_source(name: str) -> None:
    rule = CHECKS[name]
    for purpose in rule.purposes:
        for kind in ("interview", "phone_screen"):
            assert rule.sources_for(facts(purpose, kind=kind)), purpose


def test_what_is_said_of_a_note_carries_its_source() -> None:
    found = {check.name: check.sources for check in check_note("Dear Bo,", FACTS)}
    assert found["sells"] == ("S2:strengths", "S3:sell-again", "S4:why-you")
    assert found["recalls"] == ("S3:thank-everyone",)
    call = {each.name: each.sources for each in check_note(GOOD, replace(FACTS, kind=CALL))}
    assert call["short"] == ("S3:phone-screen",)


def test_no_sentence_starts_with_it() -> None:
    bodies = ("", GOOD, "Dear Bo,, call me about pay [x]. " * 40)
    for purpose in Message.Purpose.values:
        for body in bodies:
            for check in check_note(body, facts(purpose, result="rejected")):
                assert not re.match(r"(It|This one|What|Whoever|There)\b", check.text), check.text
                assert not re.search(r"how things stand|letter|anew", check.text), check.text


def test_every_purpose_has_a_reader() -> None:
    known = (*TO_EMPLOYER, *TO_REFERRER, *TO_REFERENCES, "other")
    assert sorted(known) == sorted(Message.Purpose.values)


@pytest.mark.parametrize(
    ("body", "gap"),
    [
        ("Dear [name here],", "[name here]"),
        ("a [] b", "[]"),
        ("a […] b", "[…]"),
        ("a [...] b", "[...]"),
        ("Dear {name},", "{name}"),
        ("x[1] is y", None),
        ("list[] is y", None),
    ],
)
def test_a_gap_is_named(body: str, gap: str | None) -> None:
    found = said("gap", body)
    assert (found is not None) == (gap is not None)
    assert gap is None or (found and gap in found[1] and not found[0])


@pytest.mark.parametrize(
    ("purpose", "words", "is_good"),
    [
        ("status", 12, True),
        ("status", 80, True),
        ("status", 81, False),
        ("thank_you", 160, True),
        ("thank_you", 161, False),
        ("decline_note", 120, True),
        ("decline_note", 121, False),
    ],
)
def test_length(purpose: str, words: int, is_good: bool) -> None:
    found = said("short", "word " * words, facts(purpose))
    assert found
    assert found[0] is is_good
    assert str(words) in found[1]


@pytest.mark.parametrize("purpose", ["status", "gift", "other"])
def test_a_note_is_more_than_a_few_words(purpose: str) -> None:
    about = facts(purpose)
    assert said("begun", "word " * 11, about) == (False, "Write a few words more.")
    assert said("short", "word " * 11, about) is None
    assert said("begun", "word " * 12, about) is None


def test_length_of_a_note_to_a_reference() -> None:
    assert said("short", "word " * 200, facts("gift"))[0] is True
    assert said("short", "word " * 201, facts("gift"))[0] is False


def test_after_a_phone_screen_the_note_is_very_short() -> None:
    call = facts(kind=CALL)
    assert said("short", "word " * 60, call)[0] is True
    assert said("short", "word " * 61, call)[0] is False


def test_the_list_does_not_make_a_note_long() -> None:
    long = facts("references_list", listed=("Joan Whitfield\n" + "word " * 150,))
    assert said("short", "word " * 350, long)[0] is True
    assert said("short", "word " * 353, long)[0] is False


@pytest.mark.parametrize(
    ("body", "is_good"),
    [
        ("about the Senior Product Designer position", True),
        ("about the senior  product\ndesigner position", True),
        ("about the Senior Product Desinger position", True),
        ("about the position", False),
        ("about the Senior Accountant position", False),
    ],
)
def test_the_job_is_named(body: str, is_good: bool) -> None:
    assert said("job", body, facts("decline_note"))[0] is is_good


@pytest.mark.parametrize("purpose", ["thank_you", "status"])
@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("the Senior Product Designer position on 18 March", (True, "Names the job and the date.")),
        ("the Senior Product Designer position", (True, "Names the job.")),
        ("on 18 March", (True, "Names the date.")),
        (
            "the position",
            (False, "Name the job or the date: Senior Product Designer, Wednesday 18 March."),
        ),
    ],
)
def test_the_job_or_the_date_or_both_are_named(
    purpose: str, body: str, found: tuple[bool, str]
) -> None:
    assert said("about", body, facts(purpose)) == found


def test_without_a_date_the_job_is_named() -> None:
    about = facts("status", met_on=None)
    assert said("about", "the position", about) == (False, "Name the job: Senior Product Designer.")
    assert said("about", "the position", replace(about, title="")) is None


def test_no_job_no_say() -> None:
    assert said("job", "anything", facts("reference_outcome", title="")) is None


@pytest.mark.parametrize(
    "words",
    [
        "on 18 March",
        "on Wednesday 18 March",
        "on the 18th of March",
        "on March 18",
        "on March 18th",
        "on 18 Mar",
        "on 2026-03-18",
        "on 18/3",
        "on 3/18",
        "on 18.03.",
        "on Wednesday",
        "yesterday",
    ],
)
def test_the_day_is_named(words: str) -> None:
    assert said("about", f"we spoke {words} about it")[0] is True


@pytest.mark.parametrize(
    "words",
    [
        *("on 19 March", "on Tuesday", "last week", "on 118 March", "on 18 May", "today"),
        *("on 18 March 2025", "on March 18, 2025"),
    ],
)
def test_the_day_is_not_named(words: str) -> None:
    found = said("about", f"we spoke {words} about it")
    assert found == (
        False,
        "Name the job or the date: Senior Product Designer, Wednesday 18 March.",
    )


def test_a_weekday_names_only_a_day_of_the_last_week() -> None:
    old = replace(FACTS, today=date(2026, 3, 26))
    assert said("about", "we spoke on Wednesday", old)[0] is False
    assert said("about", "we spoke on 18 March", old)[0] is True


def test_after_an_interview_only_its_day_will_do() -> None:
    about = facts("status", checked_on=date(2026, 3, 17), asked_on=date(2026, 3, 11))
    assert said("about", "On 17 March you called Joan", about)[0] is False
    assert said("about", "On 11 March I asked", about)[0] is False
    assert said("about", "On 18 March I interviewed", about)[0] is True
    assert said("about", "On 18 March 2026 I interviewed", about)[0] is True


@pytest.mark.parametrize("purpose", sorted(set(Message.Purpose.values)))
def test_every_purpose_says_on_which_places_it_rests(purpose: str) -> None:
    assert set(PLACES_OF[purpose]) <= set(PLACES)
    if purpose in TO_REFERENCES:
        assert all(place.startswith("S1") for place in PLACES_OF[purpose])
    assert bool(PLACES_OF[purpose]) is (purpose != "other")


def test_a_status_note_may_name_any_of_its_days() -> None:
    about = facts("status", met_on=None, applied_on=date(2026, 3, 2), asked_on=date(2026, 3, 11))
    assert said("about", "On 11 March I asked", about)[0] is True
    assert said("about", "On 2 March I applied", about)[0] is True
    assert said("about", "I applied", about)[0] is False
    assert "Monday 2 March" in said("about", "I applied", about)[1]


@pytest.mark.parametrize("words", ["Thank you", "many thanks", "I am grateful", "I appreciate it"])
def test_thanks(words: str) -> None:
    assert said("thanks", words)[0] is True


def test_no_thanks() -> None:
    assert said("thanks", "It was nice. A thankless task it is not.")[0] is True
    assert said("thanks", "It was nice.")[0] is False
    assert said("thanks", "It was nice.", facts("status")) is None


@pytest.mark.parametrize(
    ("body", "is_good"),
    [
        ("You said that charts confuse newcomers", True),
        ("that new users are lost", True),
        ("the confusing part", True),
        ("the way you work", False),
    ],
)
def test_something_discussed_is_recalled(body: str, is_good: bool) -> None:
    assert said("recalls", body)[0] is is_good


def test_what_to_recall_is_said() -> None:
    text = said("recalls", "Dear Bo")[1]
    assert text == "Recall something you talked about with Bo: why your charts confuse new users."


@pytest.mark.parametrize("topic", ["", "  ", "that and this", "it was so"])
def test_nothing_telling_is_noted(topic: str) -> None:
    about = replace(FACTS, topic=topic)
    start = suggest(about).body
    found = said("recalls", re.sub(r"\[.*?\]", "", start), about)
    assert found
    assert found[0] is False
    assert "your debrief has no note of it" in found[1]


def test_what_was_recalled_without_a_note_of_it_is_enough() -> None:
    about = replace(FACTS, topic="")
    start = suggest(about).body
    assert (
        said("recalls", re.sub(r"\[.*?\]", "Your sailing trip made me smile.", start), about)
        is None
    )
    assert said("recalls", GOOD, about) is None


def test_while_the_gap_stands_it_alone_is_to_be_minded() -> None:
    for topic in ("", "She asked me why I left Larkspur"):
        about = replace(FACTS, topic=topic)
        minds = [
            check.name for check in check_note(suggest(about).body, about) if not check.is_good
        ]
        assert minds == ["gap"]


def test_a_long_note_is_not_repeated_in_the_advice() -> None:
    about = replace(FACTS, topic="She asked me why I left Larkspur")
    assert said("recalls", "Dear Bo", about) == (
        False,
        "Recall something you talked about with Bo.",
    )


def test_words_of_the_title_recall_nothing() -> None:
    about = replace(FACTS, topic="Design tokens")
    assert said("recalls", "about the Senior Product Designer position", about)[0] is False
    assert said("recalls", "about tokens", about)[0] is True
    assert said("recalls", "about design", replace(FACTS, topic="Design"))[0] is True


def test_brackets_of_a_name_are_no_gap() -> None:
    about = replace(FACTS, title="Designer [Remote]", company="Acme [EU]")
    assert said("gap", "the Designer [Remote] position at Acme [EU]", about) is None
    assert said("gap", "[more] for the Designer [Remote]", about) == (False, "Fill the gap: [more]")
    assert said("gap", "[more] and [less]") == (False, "Fill the gaps: [more] [less]")


@pytest.mark.parametrize(
    ("body", "is_good"),
    [
        ("Could you tell me the status", True),
        ("Is there any news?", True),
        ("Please let me know", True),
        ("I would like to ask about the status", True),
        ("I am waiting for your answer.", False),
    ],
)
def test_a_status_note_asks(body: str, is_good: bool) -> None:
    assert said("asks", body, facts("status"))[0] is is_good
    assert said("asks", body) is None


@pytest.mark.parametrize(
    "words",
    [
        "the salary",
        "my compensation",
        "the pay",
        "a raise",
        "£52,000",
        "60k EUR",
        "another offer",
        "to negotiate",
        "a signing bonus? A bonus",
        "the benefits package",
        "$ 500",
        "my day rate",
    ],
)
def test_talk_of_terms(words: str) -> None:
    for purpose in ("thank_you", "status"):
        found = said("terms", f"About {words}: yes", facts(purpose))
        assert found
        assert found[0] is False
        assert "offer" in found[1]


@pytest.mark.parametrize(
    "words",
    [
        "I pay attention",
        "to raise a point",
        "a software package",
        "an offer of help",
        "in 2026",
        "the 60 people",
        "equity in design",
        "we will repay it",
    ],
)
def test_no_talk_of_terms(words: str) -> None:
    assert said("terms", words)[0] is True


@pytest.mark.parametrize(
    "words",
    [
        "May I call you",
        "give me a ring",
        "a quick call",
        "I will phone you",
        "by telephone",
        "I'll call on Monday",
        "I’ll call",
    ],
)
def test_phone_talk(words: str) -> None:
    assert said("writing", words)[0] is False


@pytest.mark.parametrize("words", ["so-called users", "a calling", "recall", "a phone screen"])
def test_no_phone_talk(words: str) -> None:
    assert said("writing", words)[0] is True


def test_the_letter_of_another() -> None:
    about = replace(FACTS, others=(OtherNote("Ana Ruiz", GOOD.replace("Bo", "Ana")),))
    found = next(check for check in check_note(GOOD, about) if check.name == "own")
    assert not found.is_good
    assert "Ana Ruiz" in found.text
    assert "%" in found.text
    assert "".join(piece.text for piece in found.pieces) == GOOD
    assert any(piece.marked for piece in found.pieces)


def test_a_letter_of_its_own() -> None:
    other = OtherNote(
        "Ana Ruiz", "Dear Ana, it was kind of you to explain the research. Best, Robin"
    )
    assert said("own", GOOD, replace(FACTS, others=(other,))) == (
        True,
        "Differs from your other notes.",
    )
    assert said("own", GOOD) is None


def test_a_shared_passage_is_shown_and_not_minded() -> None:
    passage = "when we spoke about the Senior Product Designer position"
    other = OtherNote("Ana Ruiz", f"Dear Ana, I liked it {passage} and looked at the sea together.")
    found = said("own", GOOD, replace(FACTS, others=(other,)))
    assert found == (
        True,
        "Shares only a passage with your note to Ana Ruiz.",
    )


@pytest.mark.parametrize(
    ("name", "purpose", "good", "bad"),
    [
        ("free", "ask_reference", "feel free to say no", "I count on you"),
        ("free", "reconfirm", "are you still comfortable with it", "I named you"),
        ("materials", "heads_up", "my resume is attached", "they will ring"),
        ("materials", "heads_up", "https://jobs.example/1", "they will ring"),
        ("employer", "heads_up", "Harbour Analytics will ring", "they will ring"),
        ("wish", "keep_in_touch", "How are you", "Could you recommend me"),
        ("interest", "status", "I am still interested", "Tell me"),
    ],
)
def test_words_of_one_purpose(name: str, purpose: str, good: str, bad: str) -> None:
    about = facts(purpose)
    assert said(name, good, about)[0] is True
    assert said(name, bad, about)[0] is False
    assert said(name, good, facts("reciprocate")) is None


@pytest.mark.parametrize(
    ("result", "good", "bad"),
    [
        ("offer", "They made me an offer", "It is over"),
        ("accepted", "I accepted it", "There is an end"),
        ("declined", "I declined", "There is an end"),
        ("rejected", "They chose someone else", "There is an end"),
        ("withdrawn", "I withdrew", "There is an end"),
        ("no_response", "I have not heard back", "There is an end"),
    ],
)
def test_the_outcome_is_told(result: str, good: str, bad: str) -> None:
    about = facts("reference_outcome", result=result)
    to_referrer = facts("referrer_outcome", result=result)
    assert said("outcome", good, to_referrer)[0] is True
    assert said("outcome", good, about)[0] is True
    assert said("outcome", bad, about)[0] is False


@pytest.mark.parametrize(
    "words",
    [
        "At Larkspur I led a team of five",
        "My experience with dense tables would help",
        "I have spent six years on charts",
        "I’ve built design systems",
        "I could contribute from the first day",
        "I think that I am a good fit",
        "it suits me well",
        "with ten years of practice",
    ],
)
def test_why_one_fits_is_there(words: str) -> None:
    assert said("sells", words) == (True, "Says why you fit.")


@pytest.mark.parametrize(
    "words",
    [
        "Thank you for your time",
        "I am very interested, and look forward to hearing from you",
        "[One sentence on how your strengths help, my experience]",
        "You led us through your work",
        "Your team has years ahead",
    ],
)
def test_why_one_fits_is_missing(words: str) -> None:
    found = said("sells", words)
    is_gap = words.startswith("[")
    assert found is None if is_gap else found == (False, "Add one sentence on why you fit.")


@pytest.mark.parametrize("changes", [{"result": "offer"}, {"is_taken": True}, {"kind": CALL}])
def test_nobody_is_asked_to_sell_where_it_is_out_of_place(changes: dict) -> None:
    assert said("sells", "Thank you", facts(**changes)) is None


def test_a_decided_thank_you_need_not_show_interest() -> None:
    for changes in ({"result": "rejected"}, {"is_taken": True}):
        assert said("interest", "Thank you", facts(**changes)) is None


@pytest.mark.parametrize(
    ("body", "words"),
    [("Dear Bell,, thank you", "Bell,,"), ("one, , two", "one, ,"), ("Dear Bo,\n, you", "Bo, ,")],
)
def test_two_commas_are_one_too_many(body: str, words: str) -> None:
    assert said("commas", body) == (False, f"Remove a comma: “{words}”")


def test_single_commas_are_fine() -> None:
    assert said("commas", GOOD) is None


@pytest.mark.parametrize(
    ("name", "purpose", "good", "bad"),
    [
        ("forward", "status", "I look forward to your answer", "Please answer"),
        ("forward", "status", "I hope to hear from you", "Please answer"),
        ("pleased", "offer_thanks", "I am delighted", "I got the offer"),
        ("until", "offer_thanks", "Until when is it open?", "I will think"),
        ("until", "offer_thanks", "By when do you need to know?", "I will think"),
        ("withdraws", "withdraw_note", "I withdraw my application", "I have news"),
        ("withdraws", "withdraw_note", "I am no longer a candidate", "I have news"),
        ("thanks", "referrer_thank_you", "Thank you for it", "I applied"),
        ("employer", "referrer_outcome", "Harbour Analytics said yes", "They said yes"),
        ("list", "references_list", "The list is attached", "Here you are"),
    ],
)
def test_words_of_the_new_notes(name: str, purpose: str, good: str, bad: str) -> None:
    about = facts(purpose)
    assert said(name, good, about)[0] is True
    assert said(name, bad, about)[0] is False
    assert said(name, good, facts("reciprocate")) is None


def test_the_day_of_the_answer_is_said() -> None:
    about = facts("offer_thanks", answer_by=date(2026, 3, 27))
    assert said("until", "I will answer by Friday 27 March", about)[0] is True
    assert said("until", "Until when is it open?", about) == (
        False,
        "Say when you will answer: the offer is open until Friday 27 March.",
    )


def test_every_reference_is_on_the_list() -> None:
    about = facts("references_list", listed=("Joan Whitfield\njoan@x.example", "Peter Song"))
    assert said("list", "Joan Whitfield and Peter Song", about)[0] is True
    assert said("list", "Joan Whitfield", about) == (False, "Add Peter Song, or attach the list.")
    assert said("list", "[Your references: who]", facts("references_list")) is None


@pytest.mark.parametrize("consent", ["not_asked", "declined"])
def test_whoever_was_called_unasked_hears_that_one_is_sorry(consent: str) -> None:
    about = facts("reference_thank_you", consent=consent)
    assert said("sorry", "I am sorry, and thank you", about)[0] is True
    assert said("sorry", "Thank you", about)[0] is False
    assert said("sorry", "Thank you", facts("reference_thank_you", consent="agreed")) is None


def test_a_joint_note_is_checked_for_all_its_purposes() -> None:
    about = facts("reference_thank_you", also=("reference_outcome",), result="rejected")
    assert said("outcome", "Thank you", about)[0] is False
    assert said("outcome", "Thank you. I did not get it", about)[0] is True


def test_an_outcome_that_is_not_known_has_no_say() -> None:
    assert said("outcome", "It is over", facts("reference_outcome")) is None


def test_checks_take_anything() -> None:
    for body in ("", " ", "[", "%s %(x)s", "\x00", "a" * 10_000, "🙂" * 50):
        for purpose in Message.Purpose.values:
            assert isinstance(check_note(body, facts(purpose)), list)
