"""The reading stage: files of many kinds → documents → articles.

    for source in sources(["news/"]):
        try:
            found = articles(read(source))
        except DocumentError as error:
            …                      # one file's error; the next file can still be read

``sources`` finds the files, ``read`` takes off markup and encoding, ``articles`` takes digests apart. All
that is done to a text is to delete: from the first offset on, a reader can find the evidence again. ``Reader`` does
the same in a process of its own, within limits of time and memory: for documents of strangers.
"""

from kg.documents.apart import Limits, Reader
from kg.documents.locations import MEDIA_TYPES, Source, sources
from kg.documents.reading import read
from kg.documents.splitting import articles

__all__ = ["MEDIA_TYPES", "Limits", "Reader", "Source", "articles", "read", "sources"]
