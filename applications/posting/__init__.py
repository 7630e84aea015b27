"""Read a pasted job posting; fields that are not clear stay empty."""

from applications.posting.read import read_posting

__all__ = ["read_posting"]
