"""The text index: which rows have these words, and which are like this text.

The database keeps it by itself (see the migration that makes it), so no writer can forget it. For
a table `letter` SQLite has an FTS5 table `letter_words`, PostgreSQL a column `letter.words`. Both
take words down to their English stems and forget accents. PostgreSQL leaves out words such as
"the" and "of", SQLite does not.
"""

from app.index.counts import COUNTED_TO, counted
from app.index.likeness import similar
from app.index.matching import matching

__all__ = ["COUNTED_TO", "counted", "matching", "similar"]
