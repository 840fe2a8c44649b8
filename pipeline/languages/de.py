"""German word tables."""

from __future__ import annotations

import re

from pipeline.languages.de_dates import GERMAN_DATES
from pipeline.languages.words import AttributionWords, EntityWords, Language, ReasonWords, StatusWords

_COMPANY = (
    "unternehmen|konzern|firma|hersteller|anbieter|betreiber|betrieb|bank|kette|riese|gigant|start-?up|gruppe|tochter|mutter|gesellschaft|"
    "händler|lieferant|zulieferer|versicherer|versicherung|dienstleister|entwickler|produzent|spezialist|verlag|sender|reederei|brauerei|"
    "airline|fluglinie|fluggesellschaft|sparkasse|holding|werft|hochschule|universität|institut|klub|verein|marke|brand|investor|fonds|"
    "ausrüster|bauer|versorger|provider|plattform|dienst|portal|bäckerei|molkerei|rivale|konkurrent|mitbewerber|traditionshaus|haus|"
    "discounter|einzelhändler|börsenneuling|marktführer|schmiede|druckerei|spedition|agentur|zeitung|klinik|makler|autobauer|"
    "chemieriese|primus|familienunternehmen|mittelständler|branchenprimus|genossenschaft|hotelkette|stiftung|konsortium|netzbetreiber"
)

GERMAN = Language(
    code="de",
    name="German",
    entities=EntityWords(
        company_nouns=re.compile(rf".*?(?:{_COMPANY})"),
        group_nouns=re.compile(
            rf".*?(?:{_COMPANY}|organisation|partner|seite|institution|firmen|betroffene|adresse|konzern|beteiligte)(?:n|en|s|e)?"
        ),
        generic=frozenset(_COMPANY.replace("-?", "-").split("|")),
        definite=frozenset(
            "der die das dem den des dieser diese dieses diesem diesen beide beiden jener jene beim vom zum zur im am".split()
        ),
        pronouns=frozenset("er sie es ihm ihn ihnen ihr diese dieser dieses".split()),
        possessives=frozenset(
            "sein seine seinen seinem seiner seines ihr ihre ihren ihrem ihrer ihres deren dessen".split()
        ),
        both=frozenset({"beide", "beiden", "beider", "zwei"}),
        others=frozenset("weit weiter weitere ander andere übrig zusätzlich sonstig".split()),
        numbers={
            "zwei": 2,
            "drei": 3,
            "vier": 4,
            "fünf": 5,
            "sechs": 6,
            "sieben": 7,
            "acht": 8,
            "neun": 9,
            "zehn": 10,
            "elf": 11,
            "zwölf": 12,
        },
        membership=frozenset(
            "gehören zählen sein befinden finden umfassen betreffen nennen heißen stehen".split()
        ),
        inclusion=frozenset("gehören zählen umfassen".split()),
        public_bodies=re.compile(
            r"(?i).*(?:ministeri|regierung|behörde|gericht\b|gerichtshof|kommission|staatsanwaltschaft|polizei|bundesamt|kartellamt|finanzamt"
            r"|bundesbank|zentralbank|notenbank|nationalbank\b(?!.*konzern)|parlament|bundestag|bundesrat|nationalrat|senat\b|kongress|aufsicht\b|finanzaufsicht|bankenaufsicht"
            r"|gewerkschaft|arbeiterkammer|datenschutzbeauftragt|wettbewerbshüter|kartellwächter|landkreis|gemeinde|stadtrat|landesregierung"
            r"|bundeswehr|armee|militär|geheimdienst|zoll\b|bundeskriminal|landeskriminal|rechnungshof|bundesnetzagentur|umweltbundesamt).*"
            r"|(?:eu|usa?|uno|un|nato|ezb|fed|fbi|cia|nsa|sec|ftc|fcc|fda|ema|bafin|finma|fma|bwb|bnd|bka|lka|owf|oecd|opec|wto|who|imf|iwf|eugh|bgh|bkw)"
            r"|(?:ig|verdi|ver\.di|gpa|gpa-djp|vida|gdl|evg|ngg|ig metall|ig bce|ig bau|cockpit|ufo|ögb|dgb|unia|syndicom|transnet|vereinigung cockpit)"
            r"|(?:spd|cdu|csu|fdp|afd|övp|spö|fpö|svp|neos|grüne|die grünen|die linke|union|linke|republikaner|demokraten)"
            r"|(?:washington|brüssel|peking|moskau|berlin|wien|bern|paris|london|kreml|weißes haus|weiße haus|pentagon|taliban|hamas|isis|is)"
        ),
    ),
    status=StatusWords(
        governors={
            **dict.fromkeys(
                "planen ankündigen wollen beabsichtigen vorhaben beschließen vereinbaren zusagen versprechen vorbereiten anstreben "
                "plan vorhaben ankündigung absicht beschluss drohen androhen entscheiden einigen vorsehen bereitstehen zustimmen auffordern "
                "verpflichten fordern".split(),
                "planned",
            ),
            **dict.fromkeys(
                "erwägen prüfen überlegen spekulieren vermuten rechnen erwarten verhandeln liebäugeln hoffen befürchten fürchten denken "
                "möglichkeit gerücht spekulation gespräch verhandlung überlegung interesse offenlassen ausloten signalisieren vorstellen "
                "interessieren munkeln sondieren option könnte glauben".split(),
                "speculative",
            ),
            **dict.fromkeys(
                "absagen verschieben scheitern platzen verwerfen aufgeben zurückziehen abblasen stoppen begraben beerdigen abrücken "
                "fallenlassen abbrechen absage vertagen zurückstellen".split(),
                "cancelled",
            ),
            **dict.fromkeys(
                "ausschließen verzichten dementieren bestreiten verneinen ablehnen absehen vermeiden abwenden verhindern".split(),
                "negated",
            ),
        },
        auxiliaries={
            **dict.fromkeys(
                "könnte könnten dürfte dürften möge mögen würde würden müsste".split(), "speculative"
            ),
            **dict.fromkeys("soll sollen solle sollten sollte".split(), "speculative"),
            **dict.fromkeys(
                "will wollen wolle werde wird werden möchte möchten muss müssen".split(), "planned"
            ),
        },
        modifiers={
            **dict.fromkeys(
                "geplant angekündigt beabsichtigt vorgesehen künftig demnächst bald bevorstehend anstehend beschlossen voraussichtlich "
                "vereinbart".split(),
                "planned",
            ),
            **dict.fromkeys(
                "angeblich möglich möglicherweise eventuell vielleicht wohl offenbar mutmaßlich etwaig drohend vermutlich denkbar womöglich "
                "potenziell potentiell kolportiert gerüchteweise erwogen wahrscheinlich".split(),
                "speculative",
            ),
            **dict.fromkeys("gescheitert abgesagt verschoben geplatzt vorerst".split(), "cancelled"),
            **dict.fromkeys("ausgeschlossen".split(), "negated"),
        },
        negations=frozenset(
            "nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder keinesfalls keineswegs ohne statt".split()
        ),
        conditions=frozenset("ob falls wenn sofern".split()),
        hearsay=frozenset(
            "laut zufolge angeblich medienberichten gerüchten insidern insider kreisen medien informationen".split()
        ),
    ),
    dates=GERMAN_DATES,
    reasons=ReasonWords(
        connectors={
            **dict.fromkeys(
                "wegen aufgrund angesichts infolge dank mangels weil zumal anlässlich halber zuliebe weshalb weswegen".split(),
                "cause",
            ),
            **dict.fromkeys("da durch aus bei mit ohne im als indem unter auf".split(), "weak"),
            **dict.fromkeys("nach nachdem seit".split(), "after"),
            **dict.fromkeys("um damit zwecks".split(), "purpose"),
            **dict.fromkeys("zur zum für zugunsten".split(), "aim"),
            **dict.fromkeys("vor über gegen zu dass an".split(), "content"),
            **dict.fromkeys("falls wenn sofern".split(), "condition"),
        },
        nouns=frozenset(
            "grund begründung ursache hintergrund anlass vorwurf auslöser ziel argument zweck insolvenzursache anschuldigung "
            "verdacht schuld anklage motiv absicht ausschlaggebend anliegen forderung".split()
        ),
        verbs=frozenset(
            "begründen verweisen vorwerfen beschuldigen bezichtigen anlasten vorhalten fordern verlangen zurückführen reagieren "
            "verantworten beklagen bemängeln kritisieren rechtfertigen argumentieren erklären verdächtigen unterstellen anprangern "
            "auslösen verursachen zwingen ermitteln gehen dienen sollen wollen nennen anführen".split()
        ),
        backward=frozenset(
            "deshalb daher darum deswegen daraufhin dafür somit folglich infolgedessen damit".split()
        ),
    ),
    attribution=AttributionWords(
        prepositions=frozenset("laut zufolge nach gemäß".split()),
        accounts={
            "nach": re.compile(
                r".*(?:angabe|information|aussage|darstellung|bericht|ansicht|auskunft|einschätzung|meinung|worte?)n?"
            )
        },
        verbs=frozenset(
            "sagen mitteilen erklären berichten melden schreiben betonen bestätigen ankündigen angeben bekanntgeben bekräftigen "
            "äußern hinzufügen erläutern behaupten kritisieren warnen meinen verweisen einräumen begründen verkünden heißen zitieren "
            "vermelden unterstreichen ergänzen versichern".split()
        ),
    ),
)
