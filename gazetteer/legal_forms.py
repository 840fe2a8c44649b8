"""Write `pipeline/gazetteer/legal_forms.txt`: the legal forms of the world, folded, one a line.

    python gazetteer/legal_forms.py SOURCES

SOURCES is a folder with `rigour_org_types.csv`, `cleanco_terms.csv`, `dnb_legal_names.csv` and
`legal_forms_elf.csv` (see README.md). A form that is also an ordinary part of names ("Bank", "Stiftung",
"II", "UK") is left out: taking it away would make two names one.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.gazetteer.keys import fold

TARGET = Path(__file__).parent.parent / "pipeline/gazetteer/legal_forms.txt"

# Registers whose abbreviations stand in German and English news; their long forms come from the other lists.
ELF_COUNTRIES = frozenset(
    "DE AT CH LI LU GB IE US CA AU NZ FR IT ES NL BE SE NO DK FI PL CZ PT IN SG HK JP CN".split()
)

# Forms of one or two letters: only those that news texts print after names.
SHORT = frozenset(
    "ab ad ag as bt bv co cv dd eg ek ev hf kb kd kf kg kk ks lp nv oe ou oy oü rl sa se sl ug zs".split()
)

# A part of names, though somewhere a register has it as a form.
WORDS = frozenset(
    """chartered exempted association bank banca banco banque bureau club charity church college commission
    cooperative federation fund foundation fundacion fondation fonds institut institute international kirche
    museum office organisation organization partners partnership schule school society stiftung trust union
    universitat university unternehmen verband verein agency ambasciate ambassade authority council
    department ministry government sparkasse savings credit investment insurance group gruppe groupe gruppo
    grupo holding holdings the and uk usa iii iv vii viii one pro pan int intl alap beta delta sigma omega
    mini max the via pet spa art ate ant are was has for not all any due per can con che des los las los les
    der die das dem den ein eine mit und von zum zur bei auf aus sal pal cia nia rat tar tau ages ans anl aor
    aps bund ccc cdc cer cga clg cpt cra ctr dac dat etat fab fcp fii fim fof fon fop gag gar gen ent gie iic
    iks ing ong pac pat pla pse reit rhf ro sap sat sci scs sec sep ses sgr sic sii sit son sse sta stg sti
    sua sube taa tsf bab bbl beg bhd cic cva dba ead earl emc enk eofg fie fsa geie kao kas kda kor pfa pbc
    psc psu rup scc sip smba snt ssb tdv tmi tob tov tuw ulc unp vat vos baam aam aat abv""".split()
) - frozenset("spa sal aps bhd emc psc tov ulc gie".split())


def forms(sources: Path) -> Iterator[str]:
    """Legal forms as the sources print them."""
    for row in _rows(sources / "rigour_org_types.csv"):
        if row["generic"] not in {"NGO", "SOE", "FIN", "COOP"}:
            yield from (row["alias"], row["display"])
    for row in _rows(sources / "cleanco_terms.csv"):
        yield row["term"]
    for row in _rows(sources / "dnb_legal_names.csv"):
        yield from (row["abbreviation"], row["full_name"])
    for row in _rows(sources / "legal_forms_elf.csv"):
        if row["iso2"] in ELF_COUNTRIES:
            yield from row["abbrev_local"].split(";")


def kept(form: str) -> bool:
    """Whether a folded form may be taken off a name."""
    words = form.split()
    if not words or (WORDS & set(words) and len(words) == 1) or form.isdigit():
        return False
    if len(form) <= 2:
        return form in SHORT
    if len(words) > 1 and {"bank", "trust", "fund", "society", "association", "club", "university"} & set(
        words
    ):
        return False
    return not (len(words) == 1 and any(ch.isdigit() for ch in form))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What the sources lack or spell apart, one line for a family.
OWN = """
ag and co kg; ag and co kgaa; gmbh and co kg; gmbh and co kgaa; se and co kgaa
gmbh; mbh; ggmbh; gesmbh; ges mbh; gesellschaft mbh; gesellschaft mit beschrankter haftung
gesellschaft mit beschrankter haftung and co kg; ug haftungsbeschrankt; haftungsbeschrankt
aktiengesellschaft; kgaa; kommanditgesellschaft auf aktien; kommanditgesellschaft; kg; ohg; ev; eg; akg
eingetragener verein; societas europaea
corporation; corp; incorporated; inc; company; co; and co; co ltd; co limited; company limited; limited; ltd
public limited company; plc; llc; llp; lp; limited liability company; limited liability partnership
limited partnership; general partnership; stock corporation; na; pty ltd; pty; pte ltd; pte
joint stock; joint stock company; pjsc; jsc; ojsc; ooo; oao; ao; zao; sp zoo; sp z oo
sarl; sas; sca; spa; srl; oyj; asa; aps; publ; sab de cv; kabushiki kaisha; sdn bhd; bhd; tbk; berhad
"""


def main() -> None:
    own = re.split(r"[;\n]", OWN)
    found = {fold(form) for form in [*forms(Path(sys.argv[1])), *own]}
    # "und" and "and" are one word in keys, so a form is listed with both.
    found |= {form.replace(" und ", " and ") for form in found}
    lines = sorted(form for form in found if kept(form))
    TARGET.write_text(
        "# Written by gazetteer/legal_forms.py; sources in gazetteer/README.md.\n" + "\n".join(lines) + "\n",
        encoding="utf-8",
    )
    print(f"{len(lines)} legal forms in {TARGET}")


if __name__ == "__main__":
    main()
