"""Reuse: which articles share wording, where, and which of them had it first."""
