"""The command line: tables for people, JSON for programs.

In come a command and its options; out come an answer and an exit code: 0 found, 1 nothing
found, 2 bad usage or bad input, with one line on standard error. The installed command,
``python -m geodistricts`` and ``scripts/`` call it, no room does. Every other room is below:
what a command needs beyond click is imported when the command runs.
"""

from geodistricts.cli.program import cli, main

__all__ = ["cli", "main"]
