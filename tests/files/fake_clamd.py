"""A small clamd over a real socket: it speaks as much of the protocol as the portal asks for."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.files.hostile import VIRUS


class _Talk(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        """Answer one command."""
        server: FakeClamd = self.server  # type: ignore[assignment]
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        server.heard.append(command)
        if command == b"zVERSION\0":
            self.wfile.write(b"ClamAV 1.4.6/27000/Sun Nov 22 08:00:00 2026\0")
        elif command == b"zINSTREAM\0":
            self.wfile.write(self._stream(server))

    def _stream(self, server: FakeClamd) -> bytes:
        content = b""
        while length := struct.unpack(">L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
            if len(content) > server.most:
                return b"INSTREAM size limit exceeded. ERROR\0"
        server.seen.append(content)
        if server.mute:
            return b""
        return b"stream: Balai.Test-1 FOUND\0" if server.finds in content else b"stream: OK\0"


class FakeClamd(socketserver.ThreadingTCPServer):
    """The server; ``seen`` are the files it was sent, ``finds`` is what it takes for a virus."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        self.seen: list[bytes] = []
        self.heard: list[bytes] = []
        self.most, self.mute, self.finds = 1 << 30, False, VIRUS
        super().__init__(("127.0.0.1", port), _Talk)

    @property
    def place(self) -> tuple[str, tuple[str, int]]:
        """What the setting says of it."""
        return "tcp", ("127.0.0.1", self.server_address[1])


@contextmanager
def clamd(port: int = 0) -> Iterator[FakeClamd]:
    """One that listens for as long as the block lasts."""
    with FakeClamd(port) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
