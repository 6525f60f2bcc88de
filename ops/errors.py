"""The error of set-up and running."""


class OpsError(Exception):
    """What went wrong and the way out, as sentences for the person at the terminal."""
