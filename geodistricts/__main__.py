"""``python -m geodistricts``."""

from geodistricts.cli import main

if __name__ == "__main__":
    main()
