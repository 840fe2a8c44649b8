"""Text and names laid side by side: one character stays one character, so that offsets hold.

Promises: `len(lay(text)) == len(text)`, and a name that `fits` stands in the text with the case its alias
asks for.
"""

from __future__ import annotations

import unicodedata

from pipeline.gazetteer.ambiguous import is_ambiguous

# Signs that texts use for one another.
ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘`´ʼ", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\t\n\r\u00a0\u2002\u2003\u2009\u202f", " "),
        "＆": "&",
    }
)


def lay(text: str) -> str:
    """`text` in lower case with plain quotes, hyphens and spaces, of the same length."""
    low = text.lower()
    if len(low) != len(text):  # "İ" becomes two characters in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.translate(ALIKE)


def surface(name: str) -> str:
    """A name as `find` looks for it in a laid text."""
    return lay(unicodedata.normalize("NFC", " ".join(name.split())))


def fits(alias: str, found: str) -> bool:
    """Whether the words `found` have the case of `alias`, which has the same letters.

    "SAP" is not "Sap" and "Bild" not "bild", but "Ikea" may stand for "IKEA", "SIEMENS" for "Siemens" and
    "Iflytek" for "iFlyTek".
    """
    if alias == found:
        return True
    # "MAN" and "BUND" are no "Man" and "Bund"; "Ikea" and "Basf" can only be the company.
    initials = alias.isupper() and not found.isupper()
    if initials and (sum(c.isalpha() for c in alias) <= 3 or is_ambiguous(found)):
        return False
    # "DIE ZEIT" in a headline of capitals says nothing about case, yet is no lower-case word either.
    for wanted, got in zip(_words(alias), _words(found), strict=False):
        if wanted[0].isupper() and got[0].islower():
            return False
    return True


def _words(name: str) -> list[str]:
    return [word for word in name.replace("-", " ").split() if word]
