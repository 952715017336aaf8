"""The words of the sources, without keeping them: digests, segments, and a user's own copies held against both."""

from kg.documents.copies import Copy, check, fill

__all__ = ["Copy", "check", "fill"]
