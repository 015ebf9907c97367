"""Traces: from the articles that carry a claim outward to the roots it rests on."""
