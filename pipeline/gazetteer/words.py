"""Words of company names: abbreviations, numbers, spellings, and words that say little of whose name it
is.
"""

from __future__ import annotations

# As registers and stock lists shorten words; the full word stands for both. Folded.
ABBREVIATIONS = {
    short: full
    for full, shorts in {
        "international": "intl int'l",
        "technology": "tech techn technologies",
        "industries": "ind inds industry",
        "pharmaceuticals": "pharm pharmaceutical",
        "manufacturing": "mfg manuf",
        "services": "svcs serv svc service",
        "systems": "sys syst system",
        "financial": "fin finl",
        "development": "dev devel",
        "management": "mgmt mgt",
        "holding": "hldg hldgs holdings",
        "group": "grp",
        "national": "natl",
        "engineering": "eng engr",
        "resources": "res resource",
        "communications": "comm comms communication",
        "electronics": "elec electr electronic",
        "capital": "cap",
        "investment": "inv invt investments",
        "enterprises": "ent entp enterprise",
        "properties": "prop props property",
        "bank": "bk",
        "insurance": "ins",
        "deutsche": "dt dtsch",
        "deutschland": "dtl",
        "verwaltung": "verw",
        "beteiligungen": "bet beteil beteiligung",
        "american": "amer",
        "solutions": "sol solution",
        "chemical": "chem chemicals",
        "transport": "transp",
        "products": "prods prod product",
        "associates": "assoc assocs",
        "association": "assn",
        "brothers": "bros",
        "saint": "st",
        "laboratories": "lab labs laboratory",
        "medical": "med",
        "united": "utd",
        "mining": "mng",
        "petroleum": "petr petrol",
        "general": "gen",
        "estate": "est",
        "materials": "mat matls material",
        "biotechnology": "biotech",
        "construction": "constr",
        "university": "univ",
        "institute": "inst",
        "department": "dept",
        "government": "govt",
        "company": "co",
        "corporation": "corp",
        "limited": "ltd",
        "incorporated": "inc",
        "gesellschaft": "ges gesellsch",
        "versicherung": "vers",
        "maschinenbau": "masch maschbau",
        "genossenschaft": "gen",
        "gebruder": "gebr",
        "brau": "brauerei",
    }.items()
    for short in shorts.split()
}

NUMBERS = {
    **{
        word: str(n)
        for n, word in enumerate(
            "zero one two three four five six seven eight nine ten eleven twelve".split()
        )
    },
    **{
        word: f"{n}"
        for n, word in zip(
            range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=False
        )
    },
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "erste": "1st",
    "fourty": "40",
}

SPELLINGS = {
    "labour": "labor",
    "centre": "center",
    "theatre": "theater",
    "defence": "defense",
    "colour": "color",
    "grey": "gray",
    "harbour": "harbor",
    "aluminium": "aluminum",
    "co-operation": "cooperation",
    "deutscher": "deutsche",
    "deutsches": "deutsche",
    "deutschen": "deutsche",
    "osterreichischer": "osterreichische",
    "osterreichisches": "osterreichische",
}

GENERIC = frozenset(
    """group gruppe groupe gruppo grupo holding holdings company corporation konzern gesellschaft limited
    incorporated international global worldwide world national europe european europa
    technology systems software services solutions industries products enterprises
    investment management capital partners ventures properties resources development associates
    financial bank insurance versicherung energy energie media electronics communications pharmaceuticals
    laboratories engineering manufacturing construction trading trade logistics logistik
    beheer advies beteiligungen verwaltung vermogensverwaltung deutschland germany nederland usa uk america
    sons sohne""".split()
)

# Legal forms that are one in long and short; "Open Joint Stock Company" ends in the word that counts.
FORMS = {
    "aktiengesellschaft": "ag",
    "aktiengeselschaft": "ag",
    "incorporated": "inc",
    "corporation": "corp",
    "limited": "ltd",
    "company": "co",
    "oao": "jsc",
    "ojsc": "jsc",
    "pjsc": "jsc",
    "pao": "jsc",
    "ao": "jsc",
    "ooo": "llc",
    "gesellschaft": "ges",
    "kommanditgesellschaft": "kg",
    "aktiebolag": "ab",
    "aktiebolaget": "ab",
}
