"""The tests' oracle of great-circle distances."""

from __future__ import annotations

import sys

from benchmarks.common.results import ROOT

# The tests are no package.
sys.path.append(str(ROOT / "tests"))

from oracle import distances

__all__ = ["distances"]
