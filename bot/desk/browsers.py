"""A name for somebody's browser that they recognise; nothing more of it is kept."""

# The first that fits: each later one's name stands in those before it, too.
_BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "een iPhone",
    "iPad": "een iPad",
    "Windows": "Windows",
    "Mac OS": "een Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def browser_name(user_agent: str) -> str:
    """Such as "Firefox op Windows"; "Onbekende browser" for what says nothing."""
    browser = _first(_BROWSERS, user_agent) or "Onbekende browser"
    system = _first(_SYSTEMS, user_agent)
    return f"{browser} op {system}" if system else browser


def _first(names: dict[str, str], user_agent: str) -> str | None:
    return next((name for mark, name in names.items() if mark in user_agent), None)
