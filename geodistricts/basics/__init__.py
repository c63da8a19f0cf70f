"""Basics: tools that know nothing of districts.

Arrow columns and NumPy arrays, Turkish letters, the sphere, checks of arguments, lazy
attributes. Every room may use them, module by module: this one has no front door. They use
nothing but each other.
"""
