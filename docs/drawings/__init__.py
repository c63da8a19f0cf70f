"""The pictures of the documentation, drawn from the bundled snapshot through the library.

``python -m docs.drawings`` draws them into ``docs/pictures``. Each module draws one picture,
with its function ``draw``; ``style`` has what all of them share, ``maps`` what the maps do.
They import each other by a dot: to ``mkdocs`` and mypy, ``docs`` is a folder to look in, and no
package.
"""
