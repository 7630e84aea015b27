"""The dated story of each application."""

from applications.models.application import Application, Stage, Tag
from applications.models.event import Event
from applications.models.interview import Debrief, DebriefTopic, Interview
from applications.models.message import Message

__all__ = [
    "Application",
    "Debrief",
    "DebriefTopic",
    "Event",
    "Interview",
    "Message",
    "Stage",
    "Tag",
]
