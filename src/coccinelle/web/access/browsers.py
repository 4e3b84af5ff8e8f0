"""What a member knows their browser by, from what it says of itself: "Firefox, Android"."""

# In this order: each of them says the names of those below, too.
_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
             ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
             ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_MACHINES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
             ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip


def browser_of(agent: str) -> str:
    """Words of ours alone, "" when it says nothing we know: nothing of what was sent is kept."""
    known = (_first(_BROWSERS, agent), _first(_MACHINES, agent))
    return ", ".join(filter(None, known))


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in names if sign in agent), "")
