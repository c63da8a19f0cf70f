"""Benchmarks: ``compare.py`` against other libraries, ``test_hot_path.py`` of ours alone."""
