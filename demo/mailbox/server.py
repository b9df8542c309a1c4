"""`python -m demo.mailbox.server`: a mail server for the demo that puts every mail into the folder `settings.MAILBOX`."""

import os
import signal
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

STOP = {signal.SIGTERM, signal.SIGINT}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.conf import settings

    settings.MAILBOX.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Blocked before the server's thread starts, so that only sigwait below receives them.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
    server = Controller(Mailbox(settings.MAILBOX), hostname="127.0.0.1", port=int(os.environ["SMTP_PORT"]))
    server.start()
    signal.sigwait(STOP)
    server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
