"""Facts: claims of many articles, in both languages, that tell the same event.

In: the claims and articles of an output folder. Out: `OUT/facts/`, one row for each event of an organisation,
with how often, where and when it was told, and whether the sources contradict each other. `rule.py` says when
two claims tell the same event; `table.py` groups them and counts.
"""

from pipeline.facts.files import load_facts as load_facts
from pipeline.facts.files import write_facts as write_facts
from pipeline.facts.names import Names as Names
from pipeline.facts.rule import Telling as Telling
from pipeline.facts.rule import score as score
from pipeline.facts.table import group as group
