"""Set-up and running of the whole assistant on one machine."""
