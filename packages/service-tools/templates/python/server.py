"""The service's process: listens, drains on SIGTERM, and exits 0."""

import json
import os
import re
import signal
import socket
import sys
import threading
import time
import uuid
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from app import PATH, SERVICE, answer, error

# Anything else could forge a log line or a header.
REQUEST_ID = re.compile(r"[\w.:;=+/@-]{1,128}")


def log(level: str, msg: str, **fields: object) -> None:
    """Writes a JSON line to stdout, which is where the log driver of a container reads."""
    now = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    print(json.dumps({"level": level, "time": now, "service": SERVICE, "msg": msg, **fields}), flush=True)


class Handler(BaseHTTPRequestHandler):
    """One connection, with as many requests as its client sends."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    is_busy = False

    def setup(self) -> None:
        self.timeout = self.server.keep_alive_seconds
        super().setup()
        self.server.connections.add(self)

    def finish(self) -> None:
        self.server.connections.discard(self)
        super().finish()

    def handle_one_request(self) -> None:
        self.is_busy = False
        self.connection.settimeout(self.server.keep_alive_seconds)
        super().handle_one_request()

    def parse_request(self) -> bool:
        # The request line is here: from now on the client has the time of one request.
        self.is_busy = True
        self.started_at = time.perf_counter()
        self.connection.settimeout(self.server.request_timeout_seconds)
        return super().parse_request()

    def respond(self) -> None:
        path = urlsplit(self.path).path
        given = self.headers.get("x-request-id") or self.headers.get("x-amzn-trace-id") or ""
        request_id = given if REQUEST_ID.fullmatch(given) else str(uuid.uuid4())
        try:
            status, body = answer(self.command, path, self.server.draining)
        except Exception as failure:  # The client learns nothing of it, the log everything.
            log("error", "request failed", requestId=request_id, err=repr(failure))
            status, body = error(500, "internal_error", "The service failed to answer.")
        if self.command not in ("GET", "HEAD"):
            # A body that nobody read would be taken for the next request.
            self.close_connection = True
        self.send(status, body, request_id)
        if not (path == f"{PATH}/health" and status == 200):
            milliseconds = round((time.perf_counter() - self.started_at) * 1000, 2)
            fields = {"method": self.command, "path": path, "status": status, "milliseconds": milliseconds}
            log("info", "request", requestId=request_id, **fields)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = respond

    def send(self, status: int, body: dict, request_id: str) -> None:
        text = json.dumps(body).encode()
        self.close_connection = self.close_connection or self.server.draining
        self.send_response_only(status)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(text)))
        self.send_header("x-request-id", request_id)
        if self.close_connection:
            self.send_header("connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answers what is not HTTP in the same form as everything else."""
        self.close_connection = True
        self.send(*error(code, "bad_request", "The request is not valid HTTP."), str(uuid.uuid4()))

    def log_message(self, format: str, *args: object) -> None:
        """The requests' own lines say it."""


class Server(ThreadingHTTPServer):
    """Serves the app; `drain` ends it without cutting off a request."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, host: str, port: int, keep_alive_seconds: float = 65, request_timeout_seconds: float = 25) -> None:
        self.keep_alive_seconds = keep_alive_seconds
        self.request_timeout_seconds = request_timeout_seconds
        self.draining = False
        self.connections: set[Handler] = set()
        super().__init__((host, port), Handler)

    def drain(self, seconds: float) -> None:
        """Health says 503 and requests are answered for a while; then nothing is accepted and the last ones end."""
        self.draining = True
        time.sleep(seconds)
        self.shutdown()

    def server_close(self) -> None:
        for handler in list(self.connections):
            if not handler.is_busy:
                try:
                    handler.connection.shutdown(socket.SHUT_RD)
                except OSError:
                    pass  # The client was faster.
        super().server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left is no error of this service."""


def setting(name: str, fallback: float, low: float, high: float) -> float:
    """A number of the environment, or one line and the end."""
    text = os.environ.get(name, str(fallback))
    number = float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else -1
    if low <= number <= high:
        return number
    sys.exit(f"{SERVICE}: {name} is {json.dumps(text)}; it must be a number from {low} to {high}.")


def main() -> None:
    port = int(setting("PORT", 8080, 1, 65535))
    drain_seconds = setting("DRAIN_SECONDS", 5, 0, 60)
    request_timeout_seconds = setting("REQUEST_TIMEOUT_SECONDS", 25, 1, 28)
    # Longer than a load balancer keeps an idle connection (60 s), so that it is the one that closes it.
    keep_alive_seconds = setting("KEEP_ALIVE_TIMEOUT_SECONDS", 65, 2, 4000)
    try:
        # All interfaces, unless HOST names one.
        server = Server(os.environ.get("HOST", ""), port, keep_alive_seconds, request_timeout_seconds)
    except OSError as failure:
        sys.exit(f"{SERVICE}: port {port} cannot be opened: {failure.strerror}. Set PORT to another one.")

    def stop(number: int, _frame: object) -> None:
        if server.draining:
            os._exit(128 + number)  # The second signal: whoever sends it does not want to wait.
        server.draining = True
        log("info", "draining", drainSeconds=drain_seconds)
        threading.Thread(target=server.drain, args=(drain_seconds,)).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    log("info", "listening", port=port)
    server.serve_forever(poll_interval=0.1)
    server.server_close()
    log("info", "stopped")


if __name__ == "__main__":
    main()
