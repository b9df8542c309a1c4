"""What a browser's User-Agent says, in words. Not more is kept of it."""

# In this order: most browsers also name those they want to be taken for.
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
    """As "Firefox auf Windows"; at most a few words, whatever the browser sends."""
    browser, system = first_in(BROWSERS, agent), first_in(SYSTEMS, agent)
    if browser and system:
        return f"{browser} auf {system}"
    return browser or (f"{UNKNOWN} auf {system}" if system else UNKNOWN)


def first_in(names, agent):
    return next((name for mark, name in names if mark in agent), "")


def devices_of(request):
    """The sessions of the person, this one first; each knows whether it `is_this`."""
    found = list(request.user.sessions.lasting().order_by("-seen_at", "number"))
    for device in found:
        device.is_this = device.pk == request.session.session_key
    return sorted(found, key=lambda device: not device.is_this)
