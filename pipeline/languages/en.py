"""English word tables."""

from __future__ import annotations

import re

from pipeline.languages.en_dates import ENGLISH_DATES
from pipeline.languages.words import AttributionWords, EntityWords, Language, ReasonWords, StatusWords

_COMPANY = (
    "company|firm|group|maker|manufacturer|giant|bank|airline|carrier|retailer|chain|supplier|provider|operator|start-?up|business|"
    "subsidiary|lender|insurer|producer|developer|brewer|publisher|broadcaster|carmaker|automaker|chipmaker|drugmaker|conglomerate|"
    "corporation|enterprise|unit|parent|owner|club|university|institute|college|fund|investor|agency|network|utility|builder|"
    "miner|steelmaker|planemaker|shipbuilder|shipyard|store|supermarket|brand|rival|competitor|contractor|vendor|venture|platform|"
    "exchange|consortium|house|newspaper|foundation|cooperative|co-operative|hospital|laboratory|studio|label|outfit|"
    "wholesaler|grocer|refiner|distributor|creamery|brewery|bakery|bookmaker|housebuilder|telecom|telco|union|organisation|organization"
)

ENGLISH = Language(
    code="en",
    name="English",
    entities=EntityWords(
        company_nouns=re.compile(rf"(?:.*-)?(?:{_COMPANY})"),
        group_nouns=re.compile(
            rf"(?:.*-)?(?:{_COMPANY}|companie|entity|partner|side|venture|institution|entitie)(?:s|es)?"
        ),
        generic=frozenset(_COMPANY.replace("-?", "-").split("|")),
        definite=frozenset("the this these those both that".split()),
        pronouns=frozenset("it they them he she which who that".split()),
        possessives=frozenset("its their whose".split()),
        both=frozenset({"both", "two"}),
        others=frozenset("more other further additional another".split()),
        numbers={
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
        },
        membership=frozenset("include be name comprise list mention count number".split()),
        inclusion=frozenset("include comprise".split()),
        public_bodies=re.compile(
            r"(?i).*(?:\b(?:ministry|government|department|court|commission|agency|authority|police|parliament|congress|senate|"
            r"regulator|administration|office of|bureau|federal reserve|central bank|council|union|treasury|attorney|prosecutor|"
            r"white house|supreme|house of|committee|pentagon|kremlin|tribunal|watchdog|embassy|army|navy|air force|military|"
            r"party|state of|city of|county|district|bank of england|teamsters|customs|nations|inspectorate|ombudsman|cabinet)\b).*"
            r"|(?:eu|us|u\.s\.|usa|uk|u\.k\.|un|nato|ecb|fed|fbi|cia|nsa|sec|ftc|fcc|fda|ema|doj|epa|faa|opec|wto|who|imf|cma|fca|oft|ofcom|ofgem|nlrb|ntsb|osha|irs|hmrc|cfius|oecd|nhs|gmb|uaw|unite|unison|bectu|amicus|tgwu|rmt|aslef|balpa|afl-cio|cwa|seiu|nafta|mps)"
            r"|(?:washington|brussels|beijing|moscow|berlin|paris|london|democrats|republicans|labour|tories|conservatives|lib dems|bundesbank|taliban|hamas|al-qaeda|isis|fatah)"
        ),
    ),
    status=StatusWords(
        governors={
            **dict.fromkeys(
                "plan intend agree decide announce promise pledge set schedule aim seek want prepare threaten vow expect due hope "
                "intention decision agreement order warn require slate need commit".split(),
                "planned",
            ),
            **dict.fromkeys(
                "consider mull weigh explore eye contemplate think speculate rumour rumor talk discuss negotiate examine study likely "
                "possible possibility speculation report tip suggest believe ponder toy interest look sound fear hopeful could might "
                "eye bid approach".split(),
                "speculative",
            ),
            **dict.fromkeys(
                "cancel scrap shelve postpone abandon drop delay withdraw halt collapse fail suspend freeze put scuttle "
                "rescind".split(),
                "cancelled",
            ),
            **dict.fromkeys("deny rule refuse decline avoid avert reject dismiss".split(), "negated"),
        },
        auxiliaries={
            **dict.fromkeys("could might may would should can".split(), "speculative"),
            **dict.fromkeys("will 'll shall must going".split(), "planned"),
        },
        modifiers={
            **dict.fromkeys(
                "planned proposed upcoming forthcoming future scheduled expected pending agreed soon intended".split(),
                "planned",
            ),
            **dict.fromkeys(
                "possible potential reportedly allegedly rumoured rumored perhaps maybe possibly likely apparently probably mooted suspected "
                "expected potentially".split(),
                "speculative",
            ),
            **dict.fromkeys(
                "failed cancelled canceled abandoned aborted shelved postponed collapsed indefinitely".split(),
                "cancelled",
            ),
            **dict.fromkeys("unlikely".split(), "negated"),
        },
        negations=frozenset(
            "not n't no never nobody none neither nor without nothing cannot rather instead".split()
        ),
        conditions=frozenset("if whether unless".split()),
        hearsay=frozenset("reportedly allegedly rumours rumors rumoured sources speculation reports".split()),
    ),
    dates=ENGLISH_DATES,
    reasons=ReasonWords(
        connectors={
            **dict.fromkeys("because due amid amidst citing thanks owing blaming given".split(), "cause"),
            **dict.fromkeys("as since on by with over without in under".split(), "weak"),
            **dict.fromkeys("after following".split(), "after"),
            **dict.fromkeys("to so".split(), "purpose"),
            **dict.fromkeys("for toward towards".split(), "aim"),
            **dict.fromkeys(
                "of into about against that from alleging claiming saying accusing arguing fearing".split(),
                "content",
            ),
            **dict.fromkeys("if unless".split(), "condition"),
        },
        nouns=frozenset(
            "reason ground cause allegation accusation charge claim aim goal argument purpose blame suspicion dispute motive".split()
        ),
        verbs=frozenset(
            "cite blame point attribute accuse allege argue claim complain demand want protest suspect criticise criticize reflect "
            "force cause prompt lead need intend mean help justify fear".split()
        ),
        backward=frozenset("therefore consequently thus hence so".split()),
    ),
    attribution=AttributionWords(
        prepositions=frozenset({"according"}),
        accounts={},
        verbs=frozenset(
            "say tell report announce state add confirm claim write declare note explain allege warn argue insist reveal disclose "
            "estimate believe stress acknowledge admit".split()
        ),
    ),
)
