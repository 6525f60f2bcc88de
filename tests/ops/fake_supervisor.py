"""`python fake_supervisor.py LOGS PORT PIPE BEHAVIOUR...`: a supervisor of one fake service."""

import sys
from pathlib import Path

from fakes import service

from ops.process import answering, interrupt_on_signals, started, watch

logs, port, pipe, behaviours = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]
interrupt_on_signals()
try:
    with started([service("fake", port, pipe, *behaviours)], logs, grace=2) as children:
        list(answering(children))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        watch(children)
except KeyboardInterrupt:
    sys.stdout.write("stopped\n")
