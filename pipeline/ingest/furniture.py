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
    # advertisements
    r"anzeige|werbung|advertisement|advertising|sponsored(?: content)?|promoted|ad|(?:story|article) continues (?:below|after).{0,40}",
    r"(?:nach der|unterhalb der) (?:anzeige|werbung).{0,40}|(?:weiter|lesen sie weiter) nach der (?:anzeige|werbung).{0,40}",
    r"(?:top[- ])?(?:jobs|stellen) (?:of the day|des tages)|find the best jobs now(?: and)?(?: be notified by e?-?mail\.?)?",
    # pictures without words of their own
    r"(?:symbol|archiv|beispiel)(?:bild|foto)|file (?:photo|picture|image)|stock (?:photo|image)|image (?:source|caption).{0,80}",
    r"(?:quelle|source)\s?:? (?:site[- ]?\d+|imago.{0,60}|dpa|reuters|afp|getty.{0,60}|picture.alliance.{0,60})",
    r"source site-?\d*",
    # sign-offs
    r"(?:mit )?(?:material|informationen) von .{0,40}|(?:dpa|afp|reuters|apa|sid|ap|epd|kna)(?:[-/ ,]+\w{2,10}){0,4}",
    r"(?:alle rechte vorbehalten|all rights reserved).{0,80}|(?:©|\(c\)|copyright)\s.{0,100}",
    r"[^\w]{1,60}",
)

# Single lines that point to another article: "Mehr: …", "Lesen Sie auch: …".
TEASERS = _any(
    r"(?:mehr|more|related|passend dazu|dazu passend|siehe auch|see also|hintergrund|zum thema|video|podcast)\s?:\s.*",
    r"(?:lesen|sehen|hören) sie (?:hier )?(?:auch|dazu|mehr|hier|jetzt).*|lies (?:auch|hier|dazu|mehr).*",
    r"(?:auch|ebenfalls) (?:interessant|lesenswert)\b.*|mehr (?:zum thema|dazu|aus)\b.*|mehr über dieses thema.*",
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
    r"(?:already a|not a|become a) (?:subscriber|member)|(?:subscribe|sign up|register|log ?in|sign in) (?:now|here|today|to (?:our|the|read|continue|get|receive|comment|unlock)|for (?:our|the|free|full|unlimited))",
    r"(?:sie|du) (?:möchten|möchtest|wollen|willst) (?:weiterlesen|diesen artikel)|diesen artikel (?:weiterlesen|lesen)|um (?:diesen|den) artikel (?:weiter)?zu\s?lesen|to (?:continue|keep) reading",
    # newsletters, apps, channels
    r"(?:unser\w*|den|zum|our|the|free|kostenlose\w*) (?:\S+ ){0,4}newsletter\b.{0,120}\b(?:abonnier|anmeld|bestell|registrier|sign|subscrib|inbox|postfach|erhalten|straight|deliver)|newsletter.{0,40}(?:anmelden|abonnieren|bestellen)",
    r"(?:abonnier|sign up|subscrib|anmeld|melde\w* (?:dich|sie sich)).{0,80}newsletter|delivered (?:straight )?to your inbox|(?:in|direkt in) (?:ihr|dein|ihrem|deinem) (?:e-?mail-?)?postfach",
    r"(?:folge\w*|folgen sie|follow)(?: \w+)? (?:uns\b|us\b).{0,60}(?:facebook|twitter|instagram|whatsapp|youtube|google|linkedin|tiktok|telegram|bluesky|mastodon|\bx\b)|whatsapp-(?:kanal|channel)",
    r"(?:download|laden sie|lade|hol dir|holen sie sich)\b.{0,40}\bapp\b|google[- ]news.{0,40}(?:folgen|follow)",
    # blockers, consent, accounts
    r"\bad-? ?block(?:er|ing|)\b.{0,80}(?:detected|deaktivier|ausschalt|disabl|turn|entdeckt|erkannt|für)|(?:schalte\w*|deaktivier\w*|disabl\w*|disable your|turn off)\b.{0,40}\bad-? ?block",
    r"anleitung zur deaktivierung|(?:banner|werbung|werbemittel|anzeigen|advertising)\b.{0,60}\b(?:unsere finanzierung|finanzier\w+ (?:wir|uns)|our journalism)",
    r"(?:externe\w*|redaktionell empfohlene\w*) (?:inhalt|content).{0,120}|(?:cookies?|datenschutz\w*|privacy policy|nutzungsbedingungen|terms of (?:use|service))\b.{0,120}\b(?:akzept|zustimm|einwillig|einverstand|accept|agree|consent|learn more|mehr informationen)",
    r"(?:melde dich|melden sie sich|logg?e? dich|loggen sie sich)\b.{0,60}\b(?:an|ein)\b|your email address will not be published|required fields are marked|save my name,? email",
    r"javascript (?:muss|ist|is|must|seems).{0,60}(?:aktivier|enabled?|disabled|deaktivier)|enable javascript",
    # self-description and rights
    r"(?:this (?:article|story|content) (?:is|was) (?:originally |first )?(?:published|produced|provided) (?:by|in|on|as part of))|(?:have|got) a (?:story|tip|news tip)\b.{0,60}(?:email|contact|tell|send|call|get in touch)",
    r"(?:fehler (?:gefunden|entdeckt)|hinweise? (?:an|auf)|haben sie (?:einen )?(?:fehler|hinweis|tipp)).{0,80}(?:redaktion|melden|schreiben|mail|uns)|all rights reserved|alle rechte vorbehalten|may not be (?:published|reproduced|republished)",
)
# What follows the heading of an appeal belongs to it while it speaks to the reader or as the publisher.
ADDRESS = re.compile(
    r"\b(?:wir|uns|unser\w*|du|dich|dir|dein\w*|euch|euer|we|our|ours|us|you|your|ihre? e-?mail\w*|bitte|please)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"'“”«»‘’)\]]*$")

_MAKER = (
    r"(?:fotos?|bild(?:er|quelle|nachweis)?|symbol(?:bild|foto)|archiv(?:bild|foto)|grafik|montage|illustration|quelle|video"
    r"|photos?|pictures?|photograph(?:er|s|y)?(?: by)?|images?|(?:image |photo )?credits?|graphic|source)"
)
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
    re.compile(r"(?:^|\s)(?:©|\(c\)|copyright)\s?[^.!?]{1,100}\.?$", re.IGNORECASE),
)
# "… Regierung. (red, 17.10.2019)": the signature of an agency's or a paper's desk.
SIGNATURE = re.compile(r"\s*\((?:[A-Za-zÄÖÜäöüß./,& -]{1,40},\s?)?\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\)$")

CAPTION_WORDS = 60  # captions are one or two sentences; a longer paragraph is prose, its end no credit
LINE_WORDS = 14
TEASER_WORDS = 30
APPEAL_WORDS = (
    130  # the longest box about donations or comment rules seen; reported prose rarely matches at all
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
        if title and count <= LINE_WORDS + 20 and not kept and same_words(text, title):
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
        for kind, pattern in (("terminal", TERMINAL), ("related", RELATED), ("line", LINES)):
            if pattern.fullmatch(bare or text):
                return kind
    if count <= TEASER_WORDS and TEASERS.fullmatch(text) and not _reports(text):
        return "teaser"
    if count <= APPEAL_WORDS and text[0] not in "\"„“»«'‚‘" and APPEALS.search(text):
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


def same_words(left: str, right: str) -> bool:
    """Equal but for case, punctuation and blanks."""
    return re.sub(r"\W+", "", left).casefold() == re.sub(r"\W+", "", right).casefold()


def _continues(zone: str, text: str, count: int) -> bool:
    if zone == "related":
        return count <= TEASER_WORDS and not SENTENCE_END.search(text)
    return count <= APPEAL_WORDS and (
        ADDRESS.search(text) is not None or (count <= 8 and not SENTENCE_END.search(text))
    )


def _reports(text: str) -> bool:
    """ "Mehr: Es gab Streit. Die Firma schweigt." is prose; a teaser is one headline."""
    return len(re.findall(r"[.!?][\"“”»]?\s+[A-ZÄÖÜ„“\"]", text)) > 1


def joined(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)
