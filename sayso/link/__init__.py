"""Articles and readings in, what joins them out: reuse, claims, stories, traces."""
