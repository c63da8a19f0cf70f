"""The documentation site: how long does it take to build, and is its first page for everybody.

Asked of us only: ``measure`` builds it strictly, as CI does, serves the files over loopback without
compression, and lets Lighthouse judge the start page, on a phone and on a desktop; it writes
site.md. Needs Node.js and Chromium.
"""
