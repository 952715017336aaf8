"""Readings of the claims as networks, and what the measures of `kg.analytics` say of them, with evidence."""
