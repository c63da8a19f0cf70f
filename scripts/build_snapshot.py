"""Build a snapshot; ``--help`` says how. Needs the ``build`` extra."""

from geodistricts.build.command import main

if __name__ == "__main__":
    main()
