"""Channels: a resident's words in, Noor's words out."""
