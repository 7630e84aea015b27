"""Read a job posting: the source of its page, or copied text. Pure: no Django, no clock."""

from applications.posting.finding import Contact, Posting
from applications.posting.read import read_posting
from applications.posting.shared import read_shared

__all__ = ["Contact", "Posting", "read_posting", "read_shared"]
