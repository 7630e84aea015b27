"""The forms of applications."""

from applications.forms.application import ApplicationForm, NewApplicationForm, QuickAddForm
from applications.forms.entries import EditEventForm, EditMessageForm
from applications.forms.interview import InterviewForm
from applications.forms.log import LOG_FORMS, LogForm
from applications.forms.move import MoveForm

__all__ = [
    "LOG_FORMS",
    "ApplicationForm",
    "EditEventForm",
    "EditMessageForm",
    "InterviewForm",
    "LogForm",
    "MoveForm",
    "NewApplicationForm",
    "QuickAddForm",
]
