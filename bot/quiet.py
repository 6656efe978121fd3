"""Keeps libraries from filling the terminal with what nobody here can act on."""

import logging
import warnings


def without_warnings() -> None:
    """Show no warnings that are meant for the developers of libraries.

    Rasa sets warning filters of its own, so this is done at the end of the line, where no later setting undoes it.
    """
    warnings.showwarning = lambda *_args, **_more: None


def quiet_rasa(level: int = logging.WARNING) -> None:
    """Show neither warnings nor log lines below `level`; Rasa would log every message that it parses."""
    without_warnings()
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(level)
