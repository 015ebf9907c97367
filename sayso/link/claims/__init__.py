"""Claims: what articles state, which statements state the same, and what bears on a question."""
