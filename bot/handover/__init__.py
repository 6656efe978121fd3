"""The handover: the record, its life and its store."""
