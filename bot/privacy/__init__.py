"""Keeping personal details out of what is stored."""
