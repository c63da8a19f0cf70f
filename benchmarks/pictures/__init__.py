"""Pictures: the results drawn anew, and nothing measured.

Asked of what is saved in benchmarks/results; the map alone asks the library, for its area.
``draw`` writes nearest.png, reverse_map.png, names.png, names_speed.png and addresses.png,
each with the function that its question draws with when it has measured.
"""
