"""Crawl: how long does the snapshot of a platform's list take, and how much memory.

Asked of ``geodistricts build akinon`` only, in a process of its own, against a server on
loopback in another (``server``), which the tests have too. Its list is made of the bundled
snapshot's names. ``compare`` builds as it comes, without enrichment, with requests that fail and
without a rate limit: crawl.md.
"""
