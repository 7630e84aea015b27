"""What a note that the seeker wrote is about."""

import pytest

from inbox.reading.purposes import WORDS, words_about

NOTES = {
    "withdraw": [
        "I am writing to withdraw my application.", "Hiermit ziehe ich meine Bewerbung zurück.",
        "Ich möchte meine Bewerbung zurückziehen.", "Je souhaite retirer ma candidature.",
        "Quiero retirar mi candidatura.", "Hierbij trek ik mijn sollicitatie in.",
    ],
    "decline": [
        "After much thought I must decline your generous offer.",
        "Leider kann ich Ihr Angebot nicht annehmen.",
        "Je suis au regret de décliner votre offre.", "No puedo aceptar vuestra oferta.",
        "Ik heb besloten jullie aanbod af te slaan.",
    ],
    "thanks": [
        "Thank you for your time on Thursday.", "Vielen Dank für das Gespräch gestern.",
        "Je vous remercie de votre accueil.", "Muchas gracias por la entrevista.",
        "Bedankt voor het prettige gesprek.",
    ],
    "references": [
        "Here are my references.", "Anbei finden Sie meine Referenzen.",
        "Voici la liste de références.", "Adjunto mis referencias.", "Hierbij mijn referenties.",
    ],
    "update": [
        "I wanted to follow up on my application.", "Darf ich nach dem Stand der Dinge fragen?",
        "Avez-vous des nouvelles de mon dossier ?", "¿Hay alguna novedad sobre el proceso?",
        "Is er al iets bekend? Ik heb nog niets gehoord.",
    ],
    "offer": [
        "I was so pleased by the offer.", "Ihr Angebot hat mich gefreut.", "Votre offre me plaît.",
        "Su oferta me alegra.", "Jullie aanbod is mooi.",
    ],
}  # fmt: skip
PLAIN = [
    "Thursday at ten works for me.", "Donnerstag um zehn passt mir gut.",
    "Jeudi à dix heures me convient.", "El jueves a las diez me viene bien.",
    "Donderdag om tien uur schikt mij.",
]  # fmt: skip


@pytest.mark.parametrize(
    ("about", "note"), [(about, note) for about, notes in NOTES.items() for note in notes]
)
def test_a_note_is_about(about: str, note: str) -> None:
    assert about in words_about("", note)
    assert about in words_about(note, "")
    other = {"withdraw", "decline"} - {about}
    assert not other & words_about("", note)


@pytest.mark.parametrize("note", PLAIN)
def test_an_answer_about_a_date_is_none_of_these(note: str) -> None:
    assert words_about("Interview", note) == frozenset()


def test_all_are_tried_in_five_languages() -> None:
    assert set(NOTES) == set(WORDS)
    assert all(len(notes) >= 5 for notes in NOTES.values())
