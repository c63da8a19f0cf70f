"""Memory: what does a process hold that asks one question, or all, and what does a fork add.

Asked of us only, on Linux: ``first_question`` runs in a process of its own, for one question, for
everything by ``preload``, and for a worker that is forked after it. ``compare`` takes medians, and
writes memory.md.
"""
