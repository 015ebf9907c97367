"""Show a trace: a ``Trace`` and its articles come in; a sheet, a page, a graph or JSON goes out.

It knows nothing about how a trace was made. Every form takes what it shows from ``view``, so
that all of them give an article the same number and fold the same copies.
"""
