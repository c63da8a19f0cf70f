"""Build a snapshot; ``--help`` says how. Needs the ``build`` extra."""

import sys

try:
    from geodistricts.cli.build import main
except ModuleNotFoundError as error:
    sys.stderr.write(f"build_snapshot: {error}; run: pip install 'geodistricts[build]'\n")
    sys.exit(2)

if __name__ == "__main__":
    main()
