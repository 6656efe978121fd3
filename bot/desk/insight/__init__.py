"""Insight: how Noor and the desk are doing, in figures."""
