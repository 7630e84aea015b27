"""The models of applications and their timelines."""

from applications.models.application import Application, Stage, Tag
from applications.models.document import Document
from applications.models.event import Event
from applications.models.goal import WeeklyGoal
from applications.models.interview import Debrief, DebriefTopic, Interview
from applications.models.message import Message
from applications.models.saved_view import SavedView
from applications.models.trash import RemovedApplication

__all__ = [
    "Application",
    "Debrief",
    "DebriefTopic",
    "Document",
    "Event",
    "Interview",
    "Message",
    "RemovedApplication",
    "SavedView",
    "Stage",
    "Tag",
    "WeeklyGoal",
]
