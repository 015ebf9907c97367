"""Who speaks: attributions with their spans come in, the name of each one's speaker goes out.

`resolve.py` decides; `names.py` finds names, `phrases.py` takes source phrases apart, `cast.py`
knows who is who in the article, `scene.py` who is in a reader's mind at any point of it.
"""

from sayso.read.speakers.resolve import resolve

__all__ = ["resolve"]
