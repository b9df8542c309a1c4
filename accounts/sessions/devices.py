"""Names of devices from the User-Agent header, of which nothing else is stored; the list of a person's sessions."""

# The first match counts: most browsers also name others, for compatibility.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "Unbekannter Browser"


def device_name(agent):
    """For example "Firefox auf Windows"; UNKNOWN for what is in neither list."""
    browser, system = first_match(BROWSERS, agent), first_match(SYSTEMS, agent)
    if browser and system:
        return f"{browser} auf {system}"
    return browser or (f"{UNKNOWN} auf {system}" if system else UNKNOWN)


def first_match(names, agent):
    return next((name for mark, name in names if mark in agent), "")


def devices_of(request):
    """The user's active sessions, the current one first; each has an attribute `is_this`."""
    devices = list(request.user.sessions.active().order_by("-seen_at", "number"))
    for device in devices:
        device.is_this = device.pk == request.session.session_key
    return sorted(devices, key=lambda device: not device.is_this)
