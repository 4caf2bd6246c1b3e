"""Requests as bytes and answers as they came: a client that sends what no library would."""
import dataclasses
import socket


class Dropped(Exception):
    """The other side closed, or said nothing in time, before the answer was whole."""


@dataclasses.dataclass
class Answer:
    status: int
    fields: list  # (name in small letters, value), in order
    body: bytes

    def field(self, name):
        return next((value for is_name, value in self.fields if is_name == name), None)


def request(method, target, fields=(), body=None):
    """As one would write it: nothing is checked, escaped or added but Content-Length."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in fields)]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + (body or b"")


class Wire:
    """One connection, kept for as long as the other side does."""

    def __init__(self, port, seconds=20):
        self.port, self.seconds, self.line, self.seen = port, seconds, None, b""

    def close(self):
        if self.line:
            self.line.close()
        self.line, self.seen = None, b""

    def send(self, sent):
        if self.line is None:
            self.line = socket.create_connection(("127.0.0.1", self.port), timeout=self.seconds)
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.line.sendall(sent)

    def more(self):
        try:
            part = self.line.recv(65536)
        except (TimeoutError, ConnectionError) as e:
            raise Dropped(repr(e)) from e
        if not part:
            raise Dropped("closed")
        self.seen += part

    def receive(self, head_only=False):
        while b"\r\n\r\n" not in self.seen:
            self.more()
        head, _, self.seen = self.seen.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        version, status, *_ = first.split(" ")
        if not version.startswith("HTTP/1."):
            raise Dropped(f"no status line: {first[:80]!r}")
        fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        answer = Answer(int(status), fields, b"")
        if answer.status == 100:
            return self.receive(head_only)
        length = 0 if head_only or answer.status in (204, 304) else int(answer.field("content-length") or 0)
        while len(self.seen) < length:
            self.more()
        answer.body, self.seen = self.seen[:length], self.seen[length:]
        if (answer.field("connection") or "").lower() == "close":
            self.close()
        return answer

    def ask(self, sent, head_only=False):
        """Sends and receives; a connection that was closed while it was idle is opened anew, once."""
        fresh = self.line is None
        try:
            self.send(sent)
            return self.receive(head_only)
        except (Dropped, ConnectionError):
            self.close()
            if fresh:
                raise
        self.send(sent)
        return self.receive(head_only)
