"""Companies: which organisation a name stands for, and where the names of a text are.

`load_gazetteer` opens a folder with `companies.csv` and `aliases.csv` (the one that ships, unless told) through
an index that is built once and cached by content. `Gazetteer.find` finds names in a text, `Gazetteer.link` turns
one name into a company or an honest None, `Gazetteer.company` tells what is known of it. `check_gazetteer` lists
what is wrong with a folder, `import_companies` makes one from a public register.
"""

from pipeline.gazetteer.companies import Company as Company
from pipeline.gazetteer.matcher import Gazetteer as Gazetteer
from pipeline.gazetteer.matcher import load_gazetteer as load_gazetteer
