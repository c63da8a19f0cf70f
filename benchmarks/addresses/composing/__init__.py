"""The pieces of an address line, and the ways that people put them together.

``places`` knows the districts, and what a line leaves open; ``streets`` and ``pieces`` write the
parts; ``lines``, ``line_places`` and ``line_districts`` compose whole lines, a function a way;
``lines_by_hand`` has those that somebody typed. ``addresses.make_inputs`` draws from them all.
"""
