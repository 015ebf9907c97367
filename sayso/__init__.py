"""sayso reads the news and makes hearsay visible.

>>> import sayso
>>> article = sayso.Article.from_text("The bridge is closed, police said.")
>>> sayso.read(article).attributions[0].speaker
'police'

Importing this module is fast and opens nothing; the stages load when first used.
"""
