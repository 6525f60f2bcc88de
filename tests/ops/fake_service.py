"""`python fake_service.py PORT PIPE BEHAVIOUR...`: a service for tests.

It holds the pipe open as long as it lives, so that a reader of the pipe sees when all are gone.
Behaviours: dying (ends at once), mute (never answers 200), stubborn (ignores SIGTERM), parent
(starts a stubborn process of its own).
"""

import os
import signal
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"

port, pipe, behaviours = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
held = os.open(pipe, os.O_WRONLY)

if "dying" in behaviours:
    sys.exit("no model at https://user:secret@example.org/model")
if "stubborn" in behaviours:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "parent" in behaviours:
    subprocess.Popen([sys.executable, "-c", STUBBORN], pass_fds=[held])


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(503 if "mute" in behaviours else 200)
        self.end_headers()


HTTPServer(("127.0.0.1", port), Handler).serve_forever()
