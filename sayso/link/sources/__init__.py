"""Sources: speakers across articles, the names they go by, and publisher families."""
