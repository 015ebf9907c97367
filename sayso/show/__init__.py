"""Show: a ``Reading`` comes in; a terminal sheet, a page or JSON goes out.

It knows nothing about where articles come from or how they are read.
"""
