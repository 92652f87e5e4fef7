"""A mail server of a drill's own: it takes its time over a mail, notes what it got, and can be away."""

from __future__ import annotations

import re
import socketserver
import threading
import time
from collections import Counter

_MESSAGE_ID = re.compile(rb"^Message-ID: <([^>]+)>", re.MULTILINE | re.IGNORECASE)


class MailServer:
    """Listens on one port of the loopback address from :meth:`come` until :meth:`go`.

    Args:
        port: where.
        seconds: how long it takes over each mail, before it says that it has it.
    """

    def __init__(self, port: int, seconds: float) -> None:
        self.port, self.seconds = port, seconds
        #: How often each mail came, by its Message-ID.
        self.got: Counter[str] = Counter()
        self._server: socketserver.ThreadingTCPServer | None = None

    def come(self) -> None:
        """Listen."""
        owner = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                owner._talk(self)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        socketserver.ThreadingTCPServer.daemon_threads = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", self.port), Talk)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def go(self) -> None:
        """Refuse everybody from now on."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _talk(self, line: socketserver.StreamRequestHandler) -> None:
        def say(answer: bytes) -> None:
            line.wfile.write(answer + b"\r\n")

        try:
            say(b"220 drill")
            while said := line.rfile.readline():
                word = said[:4].upper()
                if word == b"DATA":
                    say(b"354 go on")
                    self._take(line)
                    say(b"250 taken")
                elif word == b"QUIT":
                    say(b"221 bye")
                    return
                else:
                    say(b"250 well")
        except OSError:
            # A worker that was killed in the middle.
            return

    def _take(self, line: socketserver.StreamRequestHandler) -> None:
        """Read one mail; what breaks off before its end was not got."""
        text = b""
        while (said := line.rfile.readline()) != b".\r\n":
            if not said:
                raise ConnectionError("The mail broke off.")
            text += said
        found = _MESSAGE_ID.search(text)
        # Noted before it says so: a worker that dies over the answer has sent it all the same.
        self.got[found.group(1).decode() if found else "none"] += 1
        time.sleep(self.seconds)
