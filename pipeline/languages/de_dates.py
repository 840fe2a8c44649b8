"""German date words: how dates are written in German, Austrian and Swiss news."""

from __future__ import annotations

import re

from pipeline.languages.words import DateWords

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_LAST, _THIS, _NEXT = (
    r"(?:vergangen|letzt|vorig|verwichen|abgelaufen|zurückliegend|vorangegangen)e[nrsm]?",
    r"(?:dies|laufend|aktuell|heurig)e[nrsm]?",
    r"(?:kommend|nächst|bevorstehend|darauffolgend)e[nrsm]?",
)
_SHIFT = (
    rf"(?:(?P<last>{_LAST})|(?P<this>{_THIS})|(?P<next>{_NEXT})"
    r"|(?P<before_last>vorletzte[nrsm]?)|(?P<after_next>übernächste[nrsm]?))"
)
# "vergangenen Jahres", "des Jahres", "dieses Jahres"
_OF_YEAR = (
    rf"(?:(?:des|im)\s+)?(?:(?P<ylast>(?:{_LAST}\s+|Vor)Jahr(?:es)?)|(?P<ynext>{_NEXT}\s+Jahr(?:es)?)"
    rf"|(?P<ythis>(?:(?:{_THIS}|des)\s+)Jahr(?:es)?))"
)
_IN_YEAR = rf"(?:(?:des\s+Jahres\s+|im\s+Jahr\s+)?{_YEAR}|{_OF_YEAR})"
_PART = r"(?:(?:der\s+)?(?:Anfang|Mitte|Ende|Beginn|Start|Früh(?:ling|jahr)|Sommer|Herbst|Winter)s?)"
_CUE = r"(?:(?P<ahead_of>ab|per)|(?P<until>bis(?:\s+(?:zum|spätestens|Ende|Mitte|Anfang))?))\s+(?:dem\s+|zum\s+|zur\s+)?"
_BEFORE = (
    rf"(?:{_CUE}|(?:(?:schon|noch|erst|bereits)\s+)?(?:im|in|seit|vom|von|zum|zur|für|den|der|dem|zwischen|und|des|mit|am)\s+(?:(?:frühen|späten|ganzen|gesamten)\s+)?)"
    rf"(?:(?:Anfang|Mitte|Ende|Beginn)\s+)?|(?:(?:Anfang|Mitte|Ende|Beginn)\s+)"
)
_COUNTED = (
    "Mitarbeiter|Beschäftigte|Stellen|Jobs|Arbeitsplätze|Menschen|Personen|Leute|Euro|Dollar|Franken|Pfund|Yen|Yuan|Mark|Meter|Kilometer|"
    "Tonnen|Kilo|Liter|Stück|Mal|Kunden|Filialen|Fahrzeuge|Autos|Wagen|Flüge|Läden|Geschäfte|Betriebe|Firmen|Unternehmen|Einwohner|"
    "Hektar|Quadratmeter|Kubikmeter|Megawatt|Watt|PS|Punkte|Zähler|Aktien|Wohnungen|Zuschauer|Teilnehmer|Bewerber|Patienten|"
    "Haushalte|Studenten|Schüler|Betten|Zimmer|Seiten|Millionen|Milliarden|Mio|Mrd|Arbeitnehmer|Angestellte|Anleger|Gläubiger|Stunden|"
    "Flugzeuge|Maschinen|Geräte|Pixel|Exemplare|Besucher|Fans|Jahre|Prozent|Wien|Uhr"
)
_NAMED = r"Windows|Office|Agenda|Vision|Horizont|Horizon|Strategie|Expo|EM|WM|Plan|Airbus|Boeing|Nr\.|Modell|Typ|Version|Formel"

_WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()

GERMAN_DATES = DateWords(
    months={
        **{name: number for number, name in enumerate(_MONTHS, 1)},
        "jänner": 1,
        "feber": 2,
        "maerz": 3,
        "jan.": 1,
        "feb.": 2,
        "mär.": 3,
        "mrz.": 3,
        "apr.": 4,
        "jun.": 6,
        "jul.": 7,
        "aug.": 8,
        "sept.": 9,
        "sep.": 9,
        "okt.": 10,
        "nov.": 11,
        "dez.": 12,
        "jan": 1,
        "feb": 2,
        "apr": 4,
        "aug": 8,
        "sept": 9,
        "sep": 9,
        "okt": 10,
        "nov": 11,
        "dez": 12,
    },
    weekdays={
        **{name: number for number, name in enumerate(_WEEKDAYS)},
        "sonnabend": 5,
        "mo.": 0,
        "di.": 1,
        "mi.": 2,
        "do.": 3,
        "fr.": 4,
        "sa.": 5,
        "so.": 6,
    },
    numbers={
        "ein": 1,
        "einem": 1,
        "einer": 1,
        "eine": 1,
        "einen": 1,
        "eines": 1,
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
        "zwanzig": 20,
        "dreißig": 30,
        "fünfzig": 50,
        "hundert": 100,
        "erst": 1,
        "zweit": 2,
        "dritt": 3,
        "viert": 4,
        "auftakt": 1,
        "schluss": 4,
    },
    seasons={
        "frühjahr": 3,
        "frühling": 3,
        "sommer": 6,
        "herbst": 9,
        "winter": 12,
        "spätsommer": 8,
        "spätherbst": 11,
    },
    offsets={
        "heute": 0,
        "heutige": 0,
        "heutigen": 0,
        "heutiger": 0,
        "gestern": -1,
        "gestrige": -1,
        "gestrigen": -1,
        "gestriger": -1,
        "vorgestern": -2,
        "morgen": 1,
        "morgigen": 1,
        "morgige": 1,
        "übermorgen": 2,
    },
    units={
        "tag": "day",
        "tagen": "day",
        "tage": "day",
        "tages": "day",
        "woche": "week",
        "wochen": "week",
        "wochenende": "weekend",
        "monat": "month",
        "monaten": "month",
        "monats": "month",
        "monate": "month",
        "quartal": "quarter",
        "quartals": "quarter",
        "quartalen": "quarter",
        "halbjahr": "half",
        "halbjahres": "half",
        "jahr": "year",
        "jahren": "year",
        "jahre": "year",
        "jahres": "year",
        "jahrzehnt": "decade",
        "jahrzehnten": "decade",
        "vorwoche": "week",
        "vormonat": "month",
        "vorquartal": "quarter",
        "vorjahr": "year",
        "geschäftsjahr": "year",
        "geschäftsjahres": "year",
    },
    patterns=(
        # 2019-10-07
        rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])-{_DAY}",
        # 17.10.2019, 17.10.19, am 17.10.
        rf"{_DAY}\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?(?P<year>(?:1[89]|20)\d\d|\d\d(?![\d.,]))",
        rf"(?:{_CUE}|(?:am|vom|zum|den|dem|der|<WEEKDAY>,?)\s+){_DAY}\.\s?(?P<month>1[0-2]|0?[1-9])\.(?!\d)",
        rf"{_DAY}/(?P<month>1[0-2]|0?[1-9])/(?P<year>(?:1[89]|20)\d\d)",
        r"(?:am|vom|zum|dem)\s+(?P<day>3[01]|[12]\d|0?[1-9])\.(?P<month>0[1-9]|1[0-2])(?![\d.,%]|\s?(?:Uhr|Prozent|Mi))",
        # vom 3. bis 5. Oktober 2019, 30. September bis 2. Oktober: the start
        rf"{_DAY}\.\s*(?:bis(?:\s+(?:zum|einschließlich))?|und|oder|-|–|/)\s*(?:\d\d?)\.\s*(?P<month><MONTH>)(?:\s+{_IN_YEAR})?",
        # (Montag, den) 7. Oktober (2019), ab dem 7. Oktober
        rf"(?:{_CUE})?(?:<WEEKDAY>,?\s+(?:(?:den|dem|der)\s+)?\(?)?{_DAY}\.?\s*(?P<month><MONTH>)(?:\s+{_IN_YEAR})?",
        # im Oktober 2019, Anfang Oktober vergangenen Jahres
        rf"(?:{_BEFORE})?(?P<month><MONTH>)\s+{_IN_YEAR}",
        # zwischen Juli und September (2019): a quarter, or the start with the year of the end
        rf"(?:zwischen|von)\s+(?:Anfang\s+|Mitte\s+|Ende\s+)?(?P<month><MONTH>)\s+(?:bis|und)\s+(?:Anfang\s+|Mitte\s+|Ende\s+)?(?P<last_month><MONTH>)(?:\s+{_IN_YEAR})?",
        rf"(?P<month><MONTH>)\s+(?:bis|und|-|–)\s+<MONTH>\s+{_IN_YEAR}",
        # im vergangenen Oktober; Mitte Oktober, im Oktober
        rf"(?:Anfang\s+|Mitte\s+|Ende\s+)?{_SHIFT}\s+(?P<month><MONTH>)",
        rf"(?:{_BEFORE})(?P<month><MONTH>)",
        # im dritten Quartal 2019, 3. Quartal, Schlussquartal, Q3 2019
        rf"(?P<quarter>(?:erst|zweit|dritt|viert)(?=e)|[1-4](?=\.)|Auftakt|Schluss)(?:\.|e[nrsm]?)?[\s-]*(?:Geschäfts|Kalender|Jahres)?(?:quartals?|vierteljahr(?:es)?|viertels?)(?:\s+{_IN_YEAR})?",
        rf"Q\s?(?P<quarter>[1-4])(?!\w)(?:\s*/?\s*{_YEAR})?",
        rf"{_YEAR}\s?Q(?P<quarter>[1-4])(?!\w)",
        # im ersten Halbjahr 2019, zweite Jahreshälfte, H1 2019
        rf"(?P<half>(?:erst|zweit)(?=e)|[12](?=\.))(?:\.|e[nrsm]?)\s*(?:Geschäfts|Kalender)?(?:halbjahr(?:es)?|jahreshälfte|hälfte(?=\s+(?:des|der|{_YEAR.replace('?P<year>', '?:')})))(?:\s+{_IN_YEAR})?",
        rf"H(?P<half>[12])\s*/?\s*{_YEAR}",
        # in den ersten drei Monaten (2019): a quarter, a half
        rf"ersten\s+(?P<months><NUMBER>)\s+Monate[ns]?(?:\s+{_IN_YEAR})?",
        # KW 41, Kalenderwoche 41
        rf"(?:KW\s*|Kalenderwoche\s+|(?=\d\d?\.\s*(?:KW|Kalenderwoche)))(?P<week>[1-9]\d?)(?:\.\s*(?:KW|Kalenderwoche))?(?:\s+{_IN_YEAR})?",
        # Dienstag vergangener Woche, am kommenden Montag, ab Montag, Montagabend
        rf"(?P<weekday><WEEKDAY>)\s+(?:(?:in\s+)?der\s+)?{_SHIFT}\s+(?P<unit>Woche)",
        rf"{_SHIFT}\s+(?P<weekday><WEEKDAY>)",
        rf"(?:{_CUE})?(?P<weekday><WEEKDAY>)(?:\s?(?:vor|nach)?(?:früh|mittag|abend|nacht|morgen))?(?![\w-])(?P<ahead_of2>\s+an\b)?",
        # Anfang vergangenen Jahres, Ende des Jahres, im Herbst dieses Jahres, im Vorjahr
        rf"(?:{_PART}\s+)?{_OF_YEAR}(?!\w)",
        r"(?P<ythis>(?:Jahres(?:ende|anfang|beginn|wechsel|mitte|frist))|heuer)",
        # vergangene Woche, im laufenden Monat; in der Vorwoche
        rf"(?:Anfang\s+|Mitte\s+|Ende\s+|<WEEKDAY>\s+)?{_SHIFT}\s+(?P<unit><UNIT>)",
        r"(?P<last>)(?P<unit>Vorwoche|Vormonat|Vorquartal|Vorjahr)(?:s|es)?(?![\w-])",
        r"am\s+(?P<unit>Wochenende)",
        r"(?:Anfang|Mitte|Ende)\s+(?P<this>des|der)\s+(?P<unit>Monats|Woche)(?!\w)",
        # am selben Tag: the day last named
        r"(?P<same>(?:am|noch\s+am)\s+(?:selben|gleichen)\s+Tag)(?!\w)",
        # im Herbst, bereits im Frühling: the year
        r"(?:im|vom|zum|seit|ab|bis|für\s+den|seit\s+dem|ab\s+dem|bis\s+zum)\s+(?:kommenden\s+)?(?P<season><SEASON>)(?!\w)(?!\s+(?:1[89]|20)\d\d)",
        # in den vergangenen zwei Jahren, binnen zwei Jahren: the start
        rf"(?:(?:in|während|über)\s+(?:den|die)\s+)?(?P<ago>{_LAST})\s+(?P<count><NUMBER>|\d{{1,2}})\s+(?P<unit><UNIT>)",
        r"(?P<ago>binnen|innert|innerhalb\s+von)\s+(?P<count><NUMBER>|\d{1,2})\s+(?P<unit><UNIT>)",
        # vor zwei Jahren, seit drei Wochen, in zwei Wochen
        r"(?P<ago>vor|seit)\s+(?:(?:rund|etwa|gut|knapp|fast|über|mehr\s+als|ungefähr|genau|nunmehr)\s+)?(?P<count><NUMBER>|\d{1,2})\s+(?P<unit><UNIT>)",
        r"(?P<ahead>in)\s+(?:(?:rund|etwa|gut|knapp|ungefähr|genau)\s+)?(?P<count><NUMBER>|\d{1,2})\s+(?P<unit>Tagen|Wochen?|Monate?n?|Jahren?)",
        # im Geschäftsjahr 2018/19, Herbst 2019, im Jahr 2019, seit 2019, 2019
        rf"(?P<skip>(?:{_NAMED})\s+(?:1[89]|20)\d\d)",
        # zwischen 2017 und 2019, von 2017 bis 2019: the start
        rf"(?:zwischen|von|in\s+den\s+Jahren)\s+(?:den\s+Jahren\s+)?{_YEAR}\s+(?:bis|und)\s+(?:1[89]|20)\d\d(?![\w]|[.,]\d)",
        rf"(?:{_CUE})?(?:{_PART}\s+|Jahr(?:es|e)?\s+|Geschäftsjahr(?:es)?\s+|seit\s+){_YEAR}(?:\s?/\s?(?:20)?\d\d)?(?![\w]|[.,]\d)",
        rf"(?P<skip>(?:(?:1[89]|20)00)(?!\s+(?:bis|wurde|war|hat|ist)\b)|{_YEAR.replace('?P<year>', '?:')}\s+(?:neuen?\s+|weiteren?\s+)?(?:{_COUNTED}))(?!\w)",
        rf"(?:{_CUE})?(?<!\d[ -]){_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d)?(?![\w%€$]|[.,:]\d|-\d)",
        # heute, gestern, morgen, but not "am Morgen"
        r"(?P<skip>(?:am|heute|gestern|jeden|diesen|im|vom|bis\s+zum|am\s+frühen|den|guten|(?:<WEEKDAY>))\s+(?-i:Morgen)|(?-i:Morgen)(?=s|\s?post))",
        r"(?P<offset><OFFSET>)(?![\w-])",
    ),
    stems=(
        "tag",
        "mittwoch",
        "sonnabend",
        "jahr",
        "quartal",
        "viertel",
        "hälfte",
        "heuer",
        "selben",
        "gleichen",
    ),
    datelines=re.compile(
        r"\((?:[^()\n]{0,60}[,/ ]\s*)?(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>20\d\d|\d\d)\s*\)"
        r"|(?m:^)(?:[A-ZÄÖÜ][\wäöüß./ ]{2,40},\s*)(?P<day2>\d\d?)\.\s?(?P<month2>[A-Za-zä]+|\d\d?)\.?\s?(?P<year2>20\d\d)?\s*(?:\([^)\n]{2,30}\)\s*)?[-–—]"
    ),
)
