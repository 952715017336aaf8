"""The words of the sources, without keeping them: segments, digests, and a user's own copies."""

from kg.documents.copies import Copy, check, fill

__all__ = ["Copy", "check", "fill"]
