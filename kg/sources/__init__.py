"""Where claims come from: one reader a kind of source, each yielding records and findings."""
