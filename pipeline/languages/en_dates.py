"""English date words: how dates are written in British and American news."""

from __future__ import annotations

import re

from pipeline.languages.words import DateWords

_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_LAST, _THIS, _NEXT = r"(?:last|previous|past)", r"(?:this|current|the\s+same)", r"(?:next|coming|upcoming)"
_SHIFT = rf"(?:(?P<last>{_LAST})|(?P<this>{_THIS})|(?P<next>{_NEXT}))"
_OF_YEAR = (
    rf"(?:(?:of|in|from)\s+)?(?:the\s+)?(?:(?P<ylast>{_LAST}\s+(?:fiscal\s+)?year(?:'s|’s)?)|(?P<ynext>{_NEXT}\s+(?:fiscal\s+)?year(?:'s|’s)?)"
    rf"|(?P<ythis>(?:{_THIS}|(?<=of\sthe))\s+(?:fiscal\s+)?year(?:'s|’s)?))"
)
_IN_YEAR = rf"(?:\s?,?\s*(?:(?:of|in)\s+)?(?:fiscal\s+)?{_YEAR}|\s+{_OF_YEAR})"
_PART = r"(?:(?:the\s+)?(?:early|late|mid|middle\s+of|start\s+of|beginning\s+of|end\s+of|spring(?:\s+of)?|summer(?:\s+of)?|autumn(?:\s+of)?|fall(?:\s+of)?|winter(?:\s+of)?)(?:\s+in)?)"
_CUE = r"(?:(?P<ahead_of>from|starting|beginning|effective|as\s+of)|(?P<until>until|till|by|through)(?:\s+the\s+(?:end|middle|beginning)\s+of)?)\s+(?:the\s+)?"
_BEFORE = rf"(?:{_CUE}|(?:in|of|since|during|for|after|before|between|to|and|through|throughout|for)\s+(?:the\s+(?:month|end|middle|start|beginning)\s+of\s+)?)(?:early\s+|late\s+|mid[-\s]|the\s+)?|(?:early|late|mid)[-\s]"
_COUNTED = (
    "jobs?|workers?|people|employees?|staff|positions?|customers?|stores?|shops?|branches|euros?|dollars?|pounds?|francs|yen|yuan|miles?|metres?|meters?|"
    "kilometres?|kilometers?|tonnes?|tons?|cars?|vehicles?|units?|flights?|homes?|houses?|hours?|times?|shares?|copies|points?|companies|"
    "patients?|students?|members?|passengers?|rooms?|beds?|acres?|hectares?|square|cubic|megawatts?|mw|pages?|others?|more|new|additional|"
    "planes?|aircraft|pieces?|feet|percent|per\\s+cent|million|billion|households?|visitors?|users?|devices?|games?|years?|days?"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january february march april may june july august september october november december".split()

ENGLISH_DATES = DateWords(
    months={
        **{name: number for number, name in enumerate(_MONTHS, 1)},
        "jan": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dec": 12,
        "jan.": 1,
        "feb.": 2,
        "mar.": 3,
        "apr.": 4,
        "jun.": 6,
        "jul.": 7,
        "aug.": 8,
        "sep.": 9,
        "sept.": 9,
        "oct.": 10,
        "nov.": 11,
        "dec.": 12,
    },
    weekdays={
        **{name: number for number, name in enumerate(_WEEKDAYS)},
        "mon.": 0,
        "tue.": 1,
        "tues.": 1,
        "wed.": 2,
        "thu.": 3,
        "thur.": 3,
        "thurs.": 3,
        "fri.": 4,
    },
    numbers={
        "a": 1,
        "an": 1,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
        "fifteen": 15,
        "twenty": 20,
        "thirty": 30,
        "fifty": 50,
        "first": 1,
        "second": 2,
        "third": 3,
        "fourth": 4,
        "final": 4,
        "1st": 1,
        "2nd": 2,
        "3rd": 3,
        "4th": 4,
    },
    seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    offsets={
        "today": 0,
        "tonight": 0,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    },
    units={
        "day": "day",
        "days": "day",
        "week": "week",
        "weeks": "week",
        "weekend": "weekend",
        "month": "month",
        "months": "month",
        "quarter": "quarter",
        "quarters": "quarter",
        "year": "year",
        "years": "year",
        "decade": "decade",
        "decades": "decade",
    },
    patterns=(
        # 2019-10-07, 10/7/2019
        rf"{_YEAR}[-/](?P<month>1[0-2]|0?[1-9])[-/](?P<day>3[01]|[12]\d|0?[1-9])",
        r"(?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?:[-/.](?P<year>(?:1[89]|20)\d\d)|/(?P<year2>\d\d)(?![\d.]))",
        r"(?P<day>1[3-9]|2\d|3[01])[-/.](?P<month>1[0-2]|0?[1-9])(?:[-/.](?P<year>(?:1[89]|20)\d\d)|/(?P<year2>\d\d)(?![\d.]))",
        # on 22/04, on 5/17; 23-Sep-2020, Sep-23-2020
        r"(?:on|by|until|from)\s+(?P<day>1[3-9]|2\d|3[01])/(?P<month>1[0-2]|0?[1-9])(?![\d/])",
        r"(?:on|by|until|from)\s+(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/])",
        rf"{_DAY}[-/](?P<month><MONTH>)[-/]{_YEAR}",
        rf"(?P<month><MONTH>)[-/]{_DAY}[-/]{_YEAR}",
        # October 3-5, 2019; 3 to 5 October 2019; the start
        rf"(?P<month><MONTH>)\s+{_DAY}\s*(?:-|–|to|and|through)\s*\d\d?(?:st|nd|rd|th)?(?![\d:]){_IN_YEAR}?",
        rf"{_DAY}\s*(?:-|–|to|and|through)\s*\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month><MONTH>)(?![\w]){_IN_YEAR}?",
        # (Monday,) October 7(, 2019); from October 7
        rf"(?:{_CUE})?(?:<WEEKDAY>,?\s+)?(?P<month><MONTH>)\s+(?:the\s+)?{_DAY}(?![\d:%]|[.,]\d|\s?(?:percent|per\s+cent|million|billion)){_IN_YEAR}?",
        # (Monday,) 7 October (2019), the 7th of October
        rf"(?:{_CUE})?(?:<WEEKDAY>,?\s+)?(?:the\s+)?{_DAY}[\s-]+(?:of\s+)?(?P<month><MONTH>)(?!\w)(?:{_IN_YEAR}|-{_YEAR.replace('<year>', '<year2>')})?",
        # between July and September (2019): a quarter, or the start with the year of the end
        rf"(?:between|from)\s+(?:early\s+|late\s+|mid[-\s])?(?P<month><MONTH>)\s+(?:to|and|through|until)\s+(?:early\s+|late\s+|mid[-\s])?(?P<last_month><MONTH>)(?!\s+\d\d?\b){_IN_YEAR}?",
        # in October 2019, October of last year, October to December 2019
        rf"(?:{_BEFORE})?(?P<month><MONTH>)(?:\s+(?:to|and|through|-|–)\s+<MONTH>)?{_IN_YEAR}",
        r"(?P<ylast>last\s+year(?:'s|’s))\s+(?P<month><MONTH>)(?!\w)",
        # last October; in October, mid-October
        rf"{_SHIFT}\s+(?P<month><MONTH>)(?!\w)",
        rf"(?:{_BEFORE})(?P<month><MONTH>)(?!\w|\s+\d)",
        # the third quarter of 2019, third-quarter, Q3 2019, 3Q
        rf"(?P<quarter>first|second|third|fourth|final|1st|2nd|3rd|4th)(?:[\s-]+fiscal)?[\s-]+quarter(?!\s+of\s+(?:a|the\s+(?:global|world|market)))(?!\s+in\s+a\s+row){_IN_YEAR}?",
        rf"(?:Q(?P<quarter>[1-4])|(?P<quarter2>[1-4])Q)(?!\w){_IN_YEAR}?",
        rf"{_YEAR}\s?Q(?P<quarter>[1-4])(?!\w)",
        # the first half of 2019, H1 2019, the first six months
        rf"(?P<half>first|second|1st|2nd)[\s-]+half(?:[\s-]+year)?(?:{_IN_YEAR})",
        r"(?P<half>first|second)[\s-]half(?=\s+(?:profit|loss|result|sale|revenue|earning|net|of\s+the\s+year|operating|pre))",
        rf"H(?P<half>[12]){_IN_YEAR}",
        rf"first\s+(?P<months><NUMBER>)\s+months{_IN_YEAR}?",
        # Tuesday last week, last Monday, from Monday, on Monday
        rf"(?P<weekday><WEEKDAY>)\s+(?:of\s+)?{_SHIFT}\s+(?P<unit>week)",
        rf"{_SHIFT}\s+(?P<unit>week),?\s+(?:on\s+)?(?P<weekday><WEEKDAY>)(?!\w)",
        rf"(?:on\s+)?{_SHIFT}\s+(?P<weekday><WEEKDAY>)(?!\w)",
        r"(?P<skip>(?:black|good|cyber|super|easter|ash|palm)\s+<WEEKDAY>)",
        rf"(?:{_CUE})?(?P<weekday><WEEKDAY>)(?:\s+(?:morning|afternoon|evening|night))?(?!\w)",
        # early next year, the end of the year, by year-end
        r"(?P<skip>years?\s+(?:of|after|later|earlier|old)|(?:the\s+)?past\s+years?|the\s+year\s+(?:before(?!\s+last)|earlier|to|ago|after))",
        rf"(?:{_PART}\s+|(?:later|earlier|sometime|at\s+some\s+point)\s+)?(?:the\s+)?(?:(?P<ylast>last\s+(?:fiscal\s+)?year)|(?P<ynext>{_NEXT}\s+(?:fiscal\s+)?year)|(?P<ythis>(?:this|current)\s+(?:fiscal\s+|calendar\s+)?year))(?:'s|’s)?(?:\s+(?:spring|summer|autumn|fall|winter))?",
        r"(?P<ythis>(?:end|start|beginning|middle|rest)\s+of\s+(?:the|this)\s+year|year(?:-|\s)end)",
        r"(?:(?P<ylast>last)|(?P<ynext>next)|(?P<ythis>this))\s+(?:spring|summer|autumn|fall|winter|christmas)",
        # last week, earlier this month
        rf"(?:earlier\s+|later\s+|late\s+|early\s+|the\s+end\s+of\s+)?{_SHIFT}\s+(?P<unit>week|weekend|month|quarter|decade)(?:'s|’s)?(?!\w)",
        r"(?:at|over|during)\s+the\s+(?P<unit>weekend)",
        r"(?:end|start|beginning|middle|rest)\s+of\s+(?P<this>the|this)\s+(?P<unit>month|week|quarter)(?!\w)",
        # the week before last
        r"the\s+(?P<unit>week|month|year)\s+(?:(?P<before_last>before\s+last)|(?P<after_next>after\s+next))(?!\w)",
        # on the same day: the day last named
        r"(?P<same>(?:on\s+)?the\s+same\s+day)(?!\w)",
        # in the spring: the year
        r"(?:in|by|since|until|from|during|over)\s+(?:the\s+)?(?P<season><SEASON>)(?!\w)(?!\s+(?:of\s+)?(?:1[89]|20)\d\d)",
        # in the past two years, over the last three months: the start
        r"(?:(?:in|over|during|for|within)\s+)?(?:the\s+)?(?P<ago>past|last|previous)\s+(?P<count><NUMBER>|\d{1,2})\s+(?P<unit><UNIT>)(?!\w)",
        # two years ago, three months later (unknown), in two weeks' time
        r"(?:(?:about|around|nearly|almost|over|more\s+than|some|just\s+over)\s+)?(?P<count><NUMBER>|\d{1,2})\s+(?P<unit><UNIT>)\s+(?P<ago>ago)",
        r"(?P<ahead>in)\s+(?P<count><NUMBER>|\d{1,2})\s+(?P<unit>days|weeks?|months?|years?)(?:'|’)?\s+time",
        # fiscal 2019, early 2019, summer 2019, 2004-05
        rf"(?:{_CUE})?(?:{_PART}[\s-]+|in\s+|since\s+|during\s+|the\s+year\s+|fiscal(?:\s+year)?\s+|FY\s?){_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d)?(?![\w]|[.,]\d|\s+(?:{_COUNTED})\b)",
        r"(?P<skip>(?-i:\b(?!(?:On|In|By|For|Since|From|Until|Between|During|After|Before|Late|Early|Mid|And|To|Of|Year|FY|Fiscal|The|Than)\b)[A-Z][\w&.'-]*)\s+(?:1[89]|20)\d\d(?!\s+(?:to|and|in)\b))",
        rf"(?P<skip>(?:1[89]|20)00|{_YEAR.replace('?P<year>', '?:')}\s+(?:{_COUNTED})(?!\w))",
        # between 2017 and 2019, from 2017 to 2019: the start
        rf"(?:between|from)\s+{_YEAR}\s+(?:to|and|until|through)\s+(?:1[89]|20)\d\d(?![\w]|[.,]\d)",
        rf"(?:{_CUE})?(?<!\d[ -]){_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d)?(?![\w%]|[.,:]\d|-\d)",
        r"(?P<offset><OFFSET>)(?![\w-])",
    ),
    stems=("year", "quarter", "half", "same"),
    datelines=re.compile(
        r"\((?:[^()\n]{0,60}[,/ ]\s*)?(?P<day>\d\d?)\s(?P<month>[A-Z][a-z]+)\.?\s(?P<year>20\d\d)\s*\)"
        r"|(?m:^)(?:[A-Z][A-Za-z.,/ ]{2,40},\s*)(?P<month2>[A-Z][a-z]+)\.?\s(?P<day2>\d\d?)(?:,\s*(?P<year2>20\d\d))?\s*(?:\([^)\n]{2,30}\)\s*)?[-–—]"
    ),
)
