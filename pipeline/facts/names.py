"""Keys under which the names of participants are compared across articles and languages.

"US-Handelsministerium" and "US Department of Commerce" are one body of the gazetteer, and both are bodies of
the state that another article simply calls "the US".
"""

from __future__ import annotations

from pipeline.gazetteer import Gazetteer
from pipeline.gazetteer.keys import core_key

# State -> how German and English articles call it and its government.
STATES = {
    "US": "usa|us|u.s.|america|amerika|united states|vereinigte staaten|washington|us regierung|us government"
    "|trump administration|biden administration|obama administration|white house|weißes haus",
    "CN": "china|volksrepublik china|peking|beijing|chinesische regierung|chinese government",
    "DE": "deutschland|germany|bundesregierung|bund|berlin|german government",
    "GB": "großbritannien|vereinigtes königreich|united kingdom|uk|britain|great britain|london"
    "|britische regierung|british government",
    "FR": "frankreich|france|französische regierung|french government|paris",
    "EU": "eu|europäische union|european union|brüssel|brussels",
    "AT": "österreich|austria",
    "CH": "schweiz|switzerland",
    "IT": "italien|italy",
    "ES": "spanien|spain",
    "NL": "niederlande|netherlands",
    "PL": "polen|poland",
    "RU": "russland|russia|moskau|moscow|kreml|kremlin",
    "UA": "ukraine",
    "TR": "türkei|turkey",
    "IN": "indien|india",
    "JP": "japan|tokio|tokyo",
    "KR": "südkorea|south korea",
    "TW": "taiwan",
    "AU": "australien|australia",
    "CA": "kanada|canada",
    "BR": "brasilien|brazil",
    "MX": "mexiko|mexico",
    "IR": "iran",
    "IL": "israel",
    "SA": "saudi arabien|saudi arabia",
    "ZA": "südafrika|south africa",
    "SE": "schweden|sweden",
    "DK": "dänemark|denmark",
    "NO": "norwegen|norway",
    "BE": "belgien|belgium",
    "CZ": "tschechien|czech republic|czechia",
}
STATE_OF = {core_key(name): state for state, names in STATES.items() for name in names.split("|")}
BODIES = ("government", "regulator", "igo")  # kinds of the gazetteer that act for a state


class Names:
    """Resolves names; each name is looked up once."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, frozenset[str]] = {}

    def organisation(self, company_id: str | None, name: str) -> str:
        """The one key of a claim's entity."""
        if company_id:
            return f"={company_id}"
        return min((key for key in self.keys(name) if key.startswith("=")), default=core_key(name))

    def keys(self, name: str) -> frozenset[str]:
        """All keys of a name: names that share one stand for the same participant, or one state's bodies."""
        if name not in self._known:
            self._known[name] = frozenset(self._find(name))
        return self._known[name]

    def _find(self, name: str) -> set[str]:
        folded = core_key(name)
        if folded in STATE_OF:
            return {f"state {STATE_OF[folded]}"}
        keys = {folded} if folded else set()
        link = self._gazetteer.link(name, evidence=True) if self._gazetteer else None
        if self._gazetteer is None or link is None:
            return keys
        keys.add(f"={link.company_id}")
        if link.kind in BODIES:
            # The bodies of the Union sit in Belgium, Luxembourg and elsewhere.
            union = link.company_id.startswith(("european-", "eu-"))
            country = "EU" if union else self._gazetteer.company(link.company_id).country
            keys.add(f"state {country}")
        return keys
