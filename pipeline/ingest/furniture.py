"""Paragraphs of a copied page -> those of the article: appeals, comment forms, teasers and credits go.

News sites put the same few things around a text, in a few wordings. Each table below holds one kind of them; a rule
drops whole paragraphs only, and only short ones or ones that speak to the reader, so that reported prose stays.
Every pattern is linear in the length of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Whole paragraphs of a few words that are never part of a text.
LINES = _any(
    # buttons: sharing, printing, saving, listening
    r"(?:twittern|tweet(?:en)?|teilen|drucken|merken|mailen|kopieren|vorlesen|artikel anhören|anhören|speichern)",
    r"(?:share|print|save|copy(?: link)?|email|e-mail|facebook|twitter|x|whatsapp|telegram|linkedin|xing|reddit|pocket)",
    r"(?:share|teilen|folgen|follow)(?: this| diesen)?(?: article| artikel| story)?(?: on| auf| via| us on)? \w+",
    r"(?:artikel|beitrag|seite) (?:teilen|drucken|merken|versenden|verschenken|anhören|vorlesen)(?: .{0,30})?",
    r"(?:listen to|share|print|save) this (?:article|story|page)(?: .{0,30})?",
    r"\+?\s?text|zoom|vollbild|bild vergrößern|enlarge(?: image)?|view gallery|bildergalerie.{0,40}|\d+ (?:bilder|photos)",
    # navigation
    r"(?:zurück )?(?:zur|zum) (?:startseite|übersicht|seitenanfang|anfang|artikelanfang)|nach oben|startseite|home|menü|menu",
    r"(?:back to|scroll to) (?:the )?top(?: button)?|skip to (?:main )?content|zum inhalt springen|navigation",
    r"(?:read|show|load|view|see) (?:more|all|full (?:story|article))(?: .{0,30})?|continue reading(?: .{0,40})?",
    r"weiterlesen(?: .{0,40})?|mehr (?:lesen|anzeigen|laden|erfahren)|alle anzeigen|artikel (?:weiter)?lesen|zum artikel",
    r"news|nachrichten|breaking(?: news)?|exklusiv|exclusive|eilmeldung|live|update",
    r"(?:haupt)?inhalt(?:sverzeichnis)?|(?:auf|in) dieser seite|auf einen blick|table of contents|key events|current issue|in this article"
    r"|(?:more|mehr) infos?|jetzt bestellen|zur anzeige",
    # editions and apps
    r"e-?paper.{0,80}|.{0,40}\bin einer app|push-nachrichten.{0,50}|mehr lesekomfort.{0,40}|unlimited (?:online|digital)? ?access.{0,80}",
    r"durchschnittliche bewertung.{0,20}|.{0,20}bewertungen?|link zum .{2,20}-inhalt|ein klick für den datenschutz|empfohlener (?:redaktioneller )?inhalt"
    r"|(?:externer|eingebetteter) inhalt.{0,40}|enjoying our latest content",
    # advertisements
    r"anzeige|werbung|advertisement|advertising|sponsored(?: content)?|promoted|ad|(?:story|article) continues (?:below|after).{0,40}",
    r"(?:nach der|unterhalb der) (?:anzeige|werbung).{0,40}|(?:weiter|lesen sie weiter) nach der (?:anzeige|werbung).{0,40}",
    r"(?:top[- ])?(?:jobs|stellen) (?:of the day|des tages)|find the best jobs now(?: and)?(?: be notified by e?-?mail\.?)?",
    # pictures without words of their own
    r"(?:symbol|archiv|beispiel)(?:bild|foto)|file (?:photo|picture|image)|stock (?:photo|image)|image (?:source|caption).{0,80}",
    r"(?:quelle|source)\s?:? (?:site[- ]?\d+|imago.{0,60}|dpa|reuters|afp|getty.{0,60}|picture.alliance.{0,60})",
    r"source site-?\d*",
    # sign-offs
    r"additional reporting by.{0,60}|(?:this is a )?(?:breaking|developing) (?:news? )?story.{0,80}|more (?:to follow|follows)(?: soon)?",
    r"(?:mit )?(?:material|informationen) von .{0,40}|(?:dpa|afp|reuters|apa|sid|ap|epd|kna)(?:\s?[-/,]\s?\w{2,10}){0,4}",
    r"(?:alle rechte vorbehalten|all rights reserved).{0,80}|(?:©|\(c\)|copyright)\s.{0,100}",
    r"(?:mit|with) (?:agentur\w*|dpa|afp|reuters|apa|material).{0,40}|(?:\w{2,10} )?\(\w{2,5}(?:/\w{2,6}){0,4}\)|dieses thema im programm.{0,100}",
    r"[^\w]{1,60}",
)

# "Von Anna Muster", "By Joe Example, Reuters": names in capitals, no sentence.
BYLINE = re.compile(
    r"(?:[Vv]on|VON|[Bb]y|BY|Text|Autor(?:in)?|Author|Interview|(?:Redaktion|Faktencheck|Mitarbeit|Fotos?|Kamera|Schnitt|Grafik|Protokoll|Übersetzung):)\s?:?\s[A-ZÄÖÜ][\w.'’-]*(?:,? (?:und |and |de |von |van )?[A-ZÄÖÜ][\w.'’-]*){1,6}"
    r"(?:[,/|–-] ?[\w. -]{2,30})?"
)
# "Stand: 21.04.2024, 20:24 Uhr", "Updated 5 May 2026": lines of nothing but these have no letters left.
DATE_WORDS = re.compile(
    r"\b(?:stand|uhr|vom|am|um|datum|aktualisiert|veröffentlicht|erstellt|zuletzt|publiziert|update[ds]?|published|posted|last|modified|on|at"
    r"|lesezeit|lesedauer|min(?:ute[ns]?)?|read(?:ing time)?|mon|tue|wed|thu|fri|sat|sun|montag|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan(?:uar[y]?)?|feb(?:ruar[y]?)?|märz|mar(?:ch)?|apr(?:il)?|mai|may"
    r"|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|[ap]\.?m|gmt|bst|[cm]e?s?t|est|edt|utc)\b",
    re.IGNORECASE,
)
# "Uelzen, 5. November 2024", "London, May 5, 2026"
DATELINE = re.compile(
    r"[A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w.-]+){0,2}, (?:den |the )?(?:\d{1,2}\.? ?\w{2,9}\.?|\w{3,9} \d{1,2}),? \d{4}"
)
LETTERS = re.compile(r"[^\W\d_]")

# Single lines that point to another article: "Mehr: …", "Lesen Sie auch: …".
TEASERS = _any(
    r"(?:mehr|more|related|passend dazu|dazu passend|siehe auch|see also|hintergrund|zum thema|video|podcast)\s?:\s.*",
    r"(?:lesen|sehen|hören) sie (?:hier )?(?:auch|dazu|mehr|hier|jetzt).*|lies (?:auch|hier|dazu|mehr).*",
    r"(?:auch|ebenfalls) (?:interessant|lesenswert)\b.*|mehr (?:zum thema|dazu|aus)\b.*|mehr über dieses thema.*",
    r"(?:dieses thema im programm|sendung|aus|erschienen in|quelle[n]?)\s?: .*|click here (?:to|for)\b.*|.{0,200}\bin unserem (?:live-?blog|(?:news-?)?ticker|live-?ticker)\W{0,3}",
    r"follow (?:along|our|the).{0,40}(?:updates|live|blog|coverage).{0,40}|.{1,300}\s\d{1,2}\.\d{1,2}\.\d{4} \| \d{1,3}:\d{2} min",
    r"(?:also read|read also|read next|read this|read more(?: on| about| here)?|don't miss|watch)\s?:.*|read more (?:on|about|here).*",
)

# Headings over a list of other articles; headline-like lines that follow go with them.
RELATED = _any(
    r"(?:related|recommended|latest|popular|trending|more|top|other)\s(?:articles?|stories|posts|news|videos|topics|content|coverage).{0,40}",
    r"(?:ebenfalls|auch|weitere) interessant\w*(?: artikel| themen)?|das könnte (?:sie|dich|euch) (?:auch )?interessieren.{0,20}",
    r"you (?:may|might) also (?:like|be interested in)|what to read next|most (?:read|popular|viewed)|don't miss|in case you missed it",
    r"(?:am )?(?:meistgelesen\w*|meistgeklickt\w*)(?: artikel)?|(?:mehr|weiteres|weitere (?:artikel|themen|meldungen|beiträge|nachrichten)) (?:zum|zu|aus|von|in)\b.{0,40}",
    r"(?:mehr|weitere) (?:artikel|themen|meldungen|beiträge|nachrichten)|(?:ähnliche|verwandte|passende|empfohlene|neueste|aktuelle) (?:artikel|themen|beiträge|meldungen|nachrichten)",
    r"(?:lesen sie auch|lies auch|mehr zum thema|zum thema|themen(?:dieses artikels)?|schlagworte|tags|topics|empfehlungen|empfehlungen der redaktion|links zum thema|siehe auch|see also|read also|also read)",
)

# Headings behind which nothing of the article comes: comments and their rules.
TERMINAL = _any(
    r"leave a (?:reply|comment)|(?:post|write|add|submit) (?:a|your) (?:reply|comment)|join the (?:conversation|discussion|debate).{0,60}",
    r"(?:\d+|no|keine|view|show|alle|die)\s(?:comments?|kommentare?|ergänzung(?:en)?|postings?|leserbriefe?|replies|responses|antworten|meinungen)(?: (?:on|zu|anzeigen)\b.{0,80})?",
    r"comments?|kommentare?|leserkommentare|ergänzungen|diskussion|user-?kommentare|forum",
    r"(?:schreib\w*|verfass\w*) (?:den ersten|einen|ihren|deinen) kommentar.{0,20}|(?:kommentar|leserbrief) (?:schreiben|verfassen|abgeben|hinterlassen)",
    r"(?:diskutier\w*|reden|diskutieren) (?:sie )?mit.{0,40}|(?:ihre|deine|ihr|dein) (?:meinung|kommentar)(?: (?:zu|zum|ist)\b.{0,60})?",
    r"bitte (?:beachte\w*|beachten sie)(?: \w+)? (?:unsere?n?|die) (?:community|kommentar|netiquette|foren|diskussions).{0,60}",
    r"(?:unsere |die )?(?:community|kommentar|diskussions)[- ]?(?:richtlinien|regeln|guidelines|rules)|netiquette|comment (?:policy|guidelines)",
    r"dieser artikel ist älter als .{0,60}(?:ergänzungen|kommentare) geschlossen.{0,10}|comments are (?:closed|disabled).{0,40}|(?:die )?kommentar(?:e|funktion) .{0,40}(?:geschlossen|deaktiviert).{0,20}",
)

# Headings and paragraphs with which a site speaks of itself.
APPEALS = _any(
    # donations and subscriptions
    r"(?:deine|ihre|eure) (?:spende|unterstützung) (?:für|hilft|ermöglicht|macht)",
    r"(?:spenden|beiträgen?|unterstützung) unserer leser|(?:unterstütze?n? (?:sie )?|support )(?:uns\b|us\b|unsere\w? (?:arbeit|journalis)|our (?:work|journalism|reporting|mission))",
    r"(?:please )?consider (?:supporting|donating|subscribing|making a donation|becoming a)|(?:make a|your) (?:tax-deductible )?donation|(?:jetzt|hier) spenden|donate (?:now|today|here)",
    r"danke,? (?:für|dass) (?:deine|ihre|eure|du|sie|ihr)\b.{0,30}(?:unterstütz|interesse|lese)|thank you for (?:your support|reading|subscribing|supporting)",
    r"(?:jetzt|hier|kostenlos|gratis) (?:testen|abonnieren|registrieren|anmelden|weiterlesen|lesen)\b|jetzt .{0,30}\babo\b|(?:bereits|schon|noch kein\w?) (?:abonnent|abo\b|kunde|konto|registriert|mitglied)",
    r"(?:already|become) a (?:subscriber|member)\b|(?:subscribe|sign up|register|log ?in|sign in) (?:now|here|today|to (?:our|the|read|continue|get|receive|comment|unlock)|for (?:our|the|free|full|unlimited))",
    r"(?:sie|du) (?:möchten|möchtest|wollen|willst) (?:weiterlesen|diesen artikel)|diesen artikel (?:weiterlesen|lesen)|um (?:diesen|den) artikel (?:weiter)?zu\s?lesen|to (?:continue|keep) reading",
    r"testen sie\b.{0,80}(?:wochen|monat|zeitung|kostenlos|gratis)|(?:\d+|zwei|drei|vier) (?:wochen|monate) (?:kostenlos|gratis|lang)|journalismus (?:braucht|kostet)\b",
    r"stay informed\b|your source for|(?:special|exclusive) offers\b.{0,60}(?:partners|promotions|adverts)|log in or (?:create|register|sign)",
    # newsletters, apps, channels
    r"\bnews-?app\b|auch (?:bei|auf) (?:social media|whatsapp|instagram)|newsletter (?:richtig|gibt es|finden|erhalten)|abonnieren (?:sie|für)\b|abonniere\b",
    r"(?:unser\w*|den|zum|our|the|free|kostenlose\w*) (?:\S+ ){0,4}newsletter\b.{0,120}\b(?:abonnier|anmeld|bestell|registrier|sign|subscrib|inbox|postfach|erhalten|straight|deliver)|newsletter.{0,40}(?:anmelden|abonnieren|bestellen)",
    r"(?:abonnier|sign up|subscrib|anmeld|melde\w* (?:dich|sie sich)).{0,80}newsletter|delivered (?:straight )?to your inbox|(?:in|direkt in) (?:ihr|dein|ihrem|deinem) (?:e-?mail-?)?postfach",
    r"(?:folge\w*|folgen sie|follow)(?: \w+)? (?:uns\b|us\b).{0,60}(?:facebook|twitter|instagram|whatsapp|youtube|google|linkedin|tiktok|telegram|bluesky|mastodon|\bx\b)|whatsapp-(?:kanal|channel)",
    r"(?:download|laden sie|lade|hol dir|holen sie sich)\b.{0,40}\bapp\b|google[- ]news.{0,40}(?:folgen|follow)",
    # blockers, consent, accounts
    r"\bad-? ?block(?:er|ing|)\b.{0,80}(?:detected|deaktivier|ausschalt|disabl|turn|entdeckt|erkannt|für)|(?:schalte\w*|deaktivier\w*|disabl\w*|disable your|turn off)\b.{0,40}\bad-? ?block",
    r"anleitung zur deaktivierung|(?:banner|werbung|werbemittel|anzeigen|advertising)\b.{0,60}\b(?:unsere finanzierung|finanzier\w+ (?:wir|uns)|our journalism)",
    r"(?:externe\w*|redaktionell empfohlene\w*) (?:inhalt|content).{0,120}|(?:cookies?|(?:unser|our)\w* (?:datenschutz\w*|privacy policy|nutzungsbedingungen|terms\b))\b.{0,120}\b(?:akzept|zustimm|einwillig|einverstand|accept|agree|consent|learn more|mehr informationen)",
    r"(?:melde dich|melden sie sich|logg?e? dich|loggen sie sich)\b.{0,60}\b(?:an|ein)\b|your email address will not be published|required fields are marked|save my name,? email",
    r"(?:verarbeiten wir|wir und)\b.{0,60}\bpartner\b.{0,60}\bdaten\b|personenbezogene\w* daten\b.{0,200}\b(?:unsere partner|einwilligung|consent)|datenverarbeitung kann unter umständen|display name before|logout and then login|before commenting",
    r"für die darstellung von .{0,60} nutzen wir|an dieser stelle (?:finden sie|befindet sich|steht)|(?:browser version|(?:aktuell|veraltet|modern)\w* browser|(?:update|upgrade) your browser|outdated browser|without styles)",
    r"javascript (?:muss|ist|is|must|seems).{0,60}(?:aktivier|enabled?|disabled|deaktivier)|enable javascript",
    # self-description and rights
    r"(?:this (?:article|story|content) (?:is|was) (?:originally |first )?(?:published|produced|provided) (?:by|in|on|as part of))|(?:have|got) a (?:story|tip|news tip)\b.{0,60}(?:email|contact|tell|send|call|get in touch)",
    r"(?:hat|fanden|gefällt|wie finden) (?:ihnen|sie|dir|euch) (?:der|dieser|dieses|den|diesen) (?:artikel|beitrag|text)|was this (?:article|page|story) helpful|(?:ihr|dein|your) feedback\b|(?:ihre|deine) meinung ist uns",
    r"(?:get in touch|contact us|email us|write to us|schreiben sie uns|mailen sie uns|senden sie uns)\b.{0,80}(?:@|\bat\b|\bvia\b|\ban\b)|haben\b.{0,60}\bhinweise?\b.{0,80}melden sie sich",
    r"(?:fehler (?:gefunden|entdeckt)|hinweise? (?:an|auf)|haben sie (?:einen )?(?:fehler|hinweis|tipp)).{0,80}(?:redaktion|melden|schreiben|mail|uns)|all rights reserved|alle rechte vorbehalten|may not be (?:published|reproduced|republished)",
)
# A site's own voice or its address to the reader. "Sie" and "Ihr" inside a sentence are formal address, at its start
# they may be "they" and "her"; "US" is a country.
SPOKEN = re.compile(
    r"\b(?:[Ww]ir|[Uu]ns|[Uu]nser\w*|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Ee]uch|[Ee]ue?re?\w?|[Bb]itte|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?"
    r"|[Hh]ier geht|[Pp]lease|[Cc]lick|[Tt]hanks?|[Dd]anke)\b|[^.!?:]\s(?:Sie|Ihnen|Ihr\w{0,2})\b|^(?:Sign|Subscribe|Register|Log|Follow|Join|Get|Download"
    r"|Support|Donate|Jetzt|Hier|Melden? |Abonnieren?|Testen?|Folgen?|Lesen|Unterstütz|Spenden|Already|Not|Haben Sie|Sie |Ihre? )"
)
SENTENCE_END = re.compile(r"[.!?…][\"'“”«»‘’)\]]*$")

_MAKER = (
    r"(?:fotos?|bild(?:er|quelle|nachweis)?|symbol(?:bild|foto)|archiv(?:bild|foto)|grafik|montage|illustration|quelle|video"
    r"|photos?|pictures?|photograph(?:er|s|y)?(?: by)?|images?|(?:image |photo )?credits?|graphic|source)"
)
_NAME = r"(?:[^.!?]|(?-i:\b[A-ZÄÖÜ]\.)){1,100}"  # "J. Weiß/dpa": a dot ends it only behind a word
_AGENCY = (
    r"(?:dpa|apa|afp|ap|reuters|getty(?: images)?|imago(?: images)?|picture[- ]alliance|keystone|epa|shutterstock|istock"
    r"|alamy|pa|bloomberg|adobe ?stock|unsplash|pixabay|ddp|sid)"
)
# "… beteiligt sein. (Symbolbild) CC-BY-SA 2.0 A. Name / Montage: …", "… vor Gericht. (Foto: dpa)", "… © A. Name"
CREDITS = (
    re.compile(rf"\s*[(\[]\s*{_MAKER}\s*:?\s[^()\[\]]{{0,100}}[)\]]\.?$", re.IGNORECASE),
    re.compile(r"\s*[(\[]\s*(?:symbol|archiv)(?:bild|foto)\s*[)\]]\.?$", re.IGNORECASE),
    re.compile(
        rf"\s*[(\[]?\s*(?:{_AGENCY}|[\w.]{{2,20}})\s?/\s?{_AGENCY}\b[^.!?]{{0,60}}[)\]]?$", re.IGNORECASE
    ),
    re.compile(r"(?:^|(?<=[\s.!?)]))CC[- ](?:BY|0)\b.{0,120}$"),
    re.compile(
        rf"(?:^|(?<=[.!?)\"“”»/|]))[\s/|–-]*{_MAKER}\s?(?::|©|by\b)\s?[^.!?]{{1,100}}\.?$", re.IGNORECASE
    ),
    re.compile(rf"(?:^|\s)(?:©|\(c\)|copyright)\s?{_NAME}\.?$", re.IGNORECASE),
)
# "… Regierung. (red, 17.10.2019)": the signature of an agency's or a paper's desk.
SIGNATURE = re.compile(r"\s*\((?:[A-Za-zÄÖÜäöüß./,& -]{1,40},\s?)?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\)$")

CAPTION_WORDS = 60  # captions are one or two sentences; a longer paragraph is prose, its end no credit
LINE_WORDS = 14
TEASER_WORDS = 30
APPEAL_WORDS = (
    130  # the longest box about donations or comment rules seen; reported prose rarely matches at all
)
WORDS_PER_ADDRESS = (
    25  # a box says "we", "our", "you" in every sentence; prose about "our planet" now and then
)
PROSE_BEFORE_TERMINAL = 40  # "12 Kommentare" above the text is a counter, below it a heading


def without_furniture(paragraphs: Iterable[str], *, title: str | None = None) -> list[str]:
    """The paragraphs of the article itself, credits cut off, in order."""
    kept: list[str] = []
    words = 0
    zone = ""
    for paragraph in paragraphs:
        text = without_credit(paragraph)
        count = len(text.split())
        kind = kind_of(text, count)
        if kind == "terminal" and words >= PROSE_BEFORE_TERMINAL:
            break
        if kind in ("related", "appeal"):
            zone = kind
        if kind or (zone and _continues(zone, text, count)):
            continue
        zone = ""
        if title and not words and repeats(text, title):
            continue
        kept.append(text)
        words += count
    return kept


def kind_of(text: str, count: int) -> str:
    """`line`, `teaser`, `related`, `terminal` or `appeal`: what kind of furniture a paragraph is; else empty."""
    if not text:
        return "line"
    bare = text.strip(" :!.…•*-–|»>›→+")
    if count <= LINE_WORDS:
        if BYLINE.fullmatch(bare) or DATELINE.fullmatch(bare) or not LETTERS.search(DATE_WORDS.sub("", bare)):
            return "line"
        for kind, pattern in (("terminal", TERMINAL), ("related", RELATED), ("line", LINES)):
            if pattern.fullmatch(bare or text):
                return kind
    if count <= TEASER_WORDS and TEASERS.fullmatch(text) and not _reports(text):
        return "teaser"
    if (
        count <= APPEAL_WORDS
        and (count <= LINE_WORDS or SPOKEN.search(text))
        and text[0] not in "\"„“»«'‚‘"
        and APPEALS.search(text)
    ):
        return "appeal"
    return ""


def without_credit(paragraph: str) -> str:
    """A caption without the name of its photographer, a last paragraph without its desk's signature."""
    text = SIGNATURE.sub("", paragraph)
    if len(text.split()) > CAPTION_WORDS:
        return text
    for _ in CREDITS:
        before = text
        for pattern in CREDITS:
            text = pattern.sub("", text).rstrip(" /|–-")
        if text == before:
            break
    return text


def repeats(line: str, title: str) -> bool:
    """Whether a line is the headline again, alone or behind its kicker ("Angebliche Krise: Warum …")."""
    key, known = (re.sub(r"\W+", "", text).casefold() for text in (line, title))
    return len(known) > 8 and known in key and len(key) <= len(known) + 60


def same_words(left: str, right: str) -> bool:
    """Equal but for case, punctuation and blanks."""
    return re.sub(r"\W+", "", left).casefold() == re.sub(r"\W+", "", right).casefold()


def _continues(zone: str, text: str, count: int) -> bool:
    if zone == "related":
        return count <= TEASER_WORDS and not SENTENCE_END.search(text)
    if count <= 8 and not SENTENCE_END.search(text):
        return True
    spoken = sum(1 for _ in SPOKEN.finditer(text))
    return count <= APPEAL_WORDS and spoken >= 2 and spoken * WORDS_PER_ADDRESS >= count


def _reports(text: str) -> bool:
    """ "Mehr: Es gab Streit. Die Firma schweigt." is prose; a teaser is one headline."""
    return len(re.findall(r"[.!?][\"“”»]?\s+[A-ZÄÖÜ„“\"]", text)) > 1


def joined(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)
