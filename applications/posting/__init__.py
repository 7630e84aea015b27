"""What a pasted job posting says, by careful reading: what is not clear is left empty."""

from applications.posting.read import read_posting

__all__ = ["read_posting"]
