from __future__ import annotations
def orders_by_hand(world,half): return []
