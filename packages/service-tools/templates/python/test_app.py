"""`python3 -m unittest`, in this folder."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path

from app import PATH, SERVICE, answer


class Routes(unittest.TestCase):
    def test_answers_its_path(self) -> None:
        self.assertEqual(answer("GET", PATH, False), (200, {"service": SERVICE}))

    def test_health_turns_to_503_while_it_drains(self) -> None:
        self.assertEqual(answer("GET", f"{PATH}/health", False)[0], 200)
        self.assertEqual(answer("GET", f"{PATH}/health", True)[0], 503)

    def test_refuses_what_it_does_not_know(self) -> None:
        self.assertEqual(answer("GET", f"{PATH}/nope", False)[0], 404)
        self.assertEqual(answer("POST", PATH, False)[0], 405)


class Process(unittest.TestCase):
    def setUp(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        env = {**os.environ, "PORT": str(self.port), "DRAIN_SECONDS": "1"}
        server = Path(__file__).with_name("server.py")
        self.process = subprocess.Popen([sys.executable, str(server)], env=env, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.process.stdout.close)
        self.addCleanup(self.process.kill)
        self.assertEqual(json.loads(self.process.stdout.readline())["msg"], "listening")

    def get(self, path: str, connection: http.client.HTTPConnection | None = None) -> tuple[int, dict]:
        connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def test_keeps_answering_while_it_drains_and_exits_0(self) -> None:
        kept = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        self.assertEqual(self.get(PATH, kept), (200, {"service": SERVICE}))
        started = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        while self.get(f"{PATH}/health")[0] != 503:
            self.assertLess(time.monotonic() - started, 1)
        self.assertEqual(self.get(PATH)[0], 200)
        # An idle connection does not hold it up.
        self.assertEqual(self.process.wait(timeout=5), 0)
        kept.close()
        messages = [json.loads(line)["msg"] for line in self.process.stdout]
        self.assertEqual([messages[0], messages[-1]], ["request", "stopped"])


if __name__ == "__main__":
    unittest.main()
