"""Companies: which organisation a name stands for, and where the names of a text are.

`load_gazetteer` opens a folder with `companies.csv` and `aliases.csv` (the one that ships, unless told)
through an index that is built once and cached by content. `Gazetteer.find` finds names in a text,
`Gazetteer.link` turns one name into a company or an honest None, `Gazetteer.search` lists the likeliest,
`Gazetteer.compare` judges two names, `Gazetteer.company` tells what is known of one. `check_gazetteer` lists
what is wrong with a folder, `import_companies` makes one from a public register.
"""

from pipeline.gazetteer.check import check_gazetteer as check_gazetteer
from pipeline.gazetteer.companies import Company as Company
from pipeline.gazetteer.importers import IMPORTERS as IMPORTERS
from pipeline.gazetteer.importers import ImportReport as ImportReport
from pipeline.gazetteer.importers import import_companies as import_companies
from pipeline.gazetteer.matcher import LINK_THRESHOLD as LINK_THRESHOLD
from pipeline.gazetteer.matcher import Gazetteer as Gazetteer
from pipeline.gazetteer.matcher import load_gazetteer as load_gazetteer
from pipeline.gazetteer.score import MATCH_THRESHOLD as MATCH_THRESHOLD
