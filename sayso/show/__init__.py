"""Show: a ``Reading``, a ``Trace``, lists or tables come in; a sheet, a page, a graph, JSON or
rows go out.

It knows nothing about where articles come from, how they are read, linked or stored.
"""
