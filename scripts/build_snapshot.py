"""Build a snapshot, as ``geodistricts build`` does; ``--help`` says how."""

import sys

from geodistricts.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
