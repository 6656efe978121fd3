"""The desk: staff's web application."""
