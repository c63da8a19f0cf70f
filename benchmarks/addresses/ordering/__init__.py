"""Orders as customers, couriers, clerks and exports write them, and what a careful clerk reads.

``faults`` says how often what goes wrong; ``facts`` has former townships, other names and semts;
``clerk`` says what an order leaves open, by the list alone; ``writing`` and ``pieces`` write
lines; ``ordinary`` composes most orders, ``scenes``, ``quarrels`` and ``abroad`` the odd ones;
``by_hand`` and ``by_hand_kept`` have those that somebody typed. ``addresses.make_orders`` draws
from them all. Nothing that reads addresses is asked.
"""
