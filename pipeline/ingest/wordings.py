"""The wordings of news sites around their articles, German and English side by side: tables only.

`furniture` tells what becomes of a paragraph that one of them fits. Every pattern is linear in its length.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Whole paragraphs of a few words that are never part of a text.
LINES = _any(
    # buttons: sharing, printing, saving, listening
    r"(?:twittern|tweet(?:en)?|teilen|drucken|merken|mailen|kopieren|vorlesen|artikel anhören|anhören"
    r"|speichern)",
    r"(?:share|print|save|copy(?: link)?|email|e-mail|facebook|twitter|x|whatsapp|telegram|linkedin"
    r"|xing|reddit|pocket)",
    r"(?:share|teilen|folgen|follow)(?: this| diesen)?(?: article| artikel| story)?(?: on| auf| via"
    r"| us on)? \w+",
    r"(?:artikel|beitrag|seite) (?:teilen|drucken|merken|versenden|verschenken|anhören"
    r"|vorlesen)(?: .{0,30})?",
    r"(?:listen to|share|print|save) this (?:article|story|page)(?: .{0,30})?",
    r"\+?\s?text",
    r"zoom",
    r"vollbild",
    r"bild vergrößern",
    r"enlarge(?: image)?",
    r"view gallery",
    r"bildergalerie.{0,40}",
    r"\d+ (?:bilder|photos)",
    # navigation
    r"(?:zurück )?(?:zur|zum) (?:startseite|übersicht|seitenanfang|anfang|artikelanfang)",
    r"nach oben",
    r"startseite",
    r"home",
    r"menü",
    r"menu",
    r"(?:back to|scroll to) (?:the )?top(?: button)?",
    r"skip to (?:main )?content",
    r"zum inhalt springen",
    r"navigation",
    r"(?:read|show|load|view|see) (?:more|all|full (?:story|article))(?: .{0,30})?",
    r"continue reading(?: .{0,40})?",
    r"weiterlesen(?: .{0,40})?",
    r"mehr (?:lesen|anzeigen|laden|erfahren)",
    r"alle anzeigen",
    r"artikel (?:weiter)?lesen",
    r"zum artikel",
    r"news",
    r"nachrichten",
    r"breaking(?: news)?",
    r"exklusiv",
    r"exclusive",
    r"eilmeldung",
    r"live",
    r"update",
    r"(?:haupt)?inhalt(?:sverzeichnis)?",
    r"(?:auf|in) dieser seite",
    r"auf einen blick",
    r"table of contents",
    r"key events",
    r"current issue",
    r"in this article",
    r"(?:more|mehr) infos?",
    r"jetzt bestellen",
    r"zur anzeige",
    # editions and apps
    r"e-?paper.{0,80}",
    r".{0,40}\bin einer app",
    r"push-nachrichten.{0,50}",
    r"mehr lesekomfort.{0,40}",
    r"unlimited (?:online|digital)? ?access.{0,80}",
    r"durchschnittliche bewertung.{0,20}",
    r".{0,20}bewertungen?",
    r"link zum .{2,20}-inhalt",
    r"ein klick für den datenschutz",
    r"empfohlener (?:redaktioneller )?inhalt",
    r"(?:externer|eingebetteter) inhalt.{0,40}",
    r"enjoying our latest content",
    r"(?:teilen|share|folgen|follow)(?: \w+){0,2}\s?:.{0,80}",
    r"(?:shares?|comments?|save)\W{0,3}\d* (?:shares?|comments?|save).{0,40}",
    r"(?:sign|log) ?(?:up|in)|continue|loading|anmelden|registrieren|abonnieren|subscribe"
    r"|erzähl es weiter.{0,20}",
    r".{0,60}(?:jetzt bewerben|apply now)",
    # desks, roles and their rules
    r"(?:by )?(?:[\w-]+ ){0,3}(?:correspondent|reporter|editor|staff|team|korrespondent(?:in)?"
    r"|redakteur(?:in)?|reporterin)"
    r"(?:,? (?:in|at|for|aus) \w+)?",
    r"by (?:[a-z-]+ ){1,3}(?:correspondent|reporter|editor) \w+(?: \w+){0,3}",
    r"(?:reporting|editing|writing|compiled) by .{0,120}|our standards\s?:.{0,60}|contact \w+ \w+",
    # advertisements
    r"anzeige",
    r"werbung",
    r"advertisement",
    r"advertising",
    r"sponsored(?: content)?",
    r"promoted",
    r"ad",
    r"(?:story|article) continues (?:below|after).{0,40}",
    r"(?:nach der|unterhalb der) (?:anzeige|werbung).{0,40}",
    r"(?:weiter|lesen sie weiter) nach der (?:anzeige|werbung).{0,40}",
    r"(?:top[- ])?(?:jobs|stellen) (?:of the day|des tages)",
    r"find the best jobs now(?: and)?(?: be notified by e?-?mail\.?)?",
    # pictures without words of their own
    r"(?:symbol|archiv|beispiel)(?:bild|foto)",
    r"file (?:photo|picture|image)",
    r"stock (?:photo|image)",
    r"image (?:source|caption).{0,80}",
    r"(?:quelle|source)\s?:? (?:site[- ]?\d+|imago.{0,60}|dpa|reuters|afp|getty.{0,60}"
    r"|picture.alliance.{0,60})",
    r"source site-?\d*",
    # sign-offs
    r"additional reporting by.{0,60}",
    r"(?:this is a )?(?:breaking|developing) (?:news? )?story.{0,80}",
    r"more (?:to follow|follows)(?: soon)?",
    r"(?:mit )?(?:material|informationen) von .{0,40}",
    r"(?:dpa|afp|reuters|apa|sid|ap|epd|kna)(?:\s?[-/,]\s?\w{2,10}){0,4}",
    r"(?:alle rechte vorbehalten|all rights reserved).{0,80}",
    r"(?:©|\(c\)|copyright)\s.{0,100}",
    r"(?:mit|with) (?:agentur\w*|dpa|afp|reuters|apa|material).{0,40}",
    r"(?:\w{2,10} )?\(\w{2,5}(?:/\w{2,6}){0,4}\)",
    r"dieses thema im programm.{0,100}",
    r"[^\w]{1,60}",
)

# "Von Anna Muster", "By Joe Example, Reuters": names in capitals, no sentence.
BYLINE = re.compile(
    r"(?:[Vv]on|VON|[Bb]y|BY|Text|Autor(?:in)?|Author|Interview|(?:Redaktion|Faktencheck|Mitarbeit"
    r"|Fotos?|Kamera|Schnitt|Grafik|Protokoll|Übersetzung):)\s?:?\s[A-ZÄÖÜ][\w.'’-]*(?:,? (?:und |and "
    r"|de |von |van )?[A-ZÄÖÜ][\w.'’-]*){1,6}"
    r"(?:[,/|–-] ?[\w. -]{2,30})?"
)
# "Stand: 21.04.2024, 20:24 Uhr", "Updated 5 May 2026": lines of nothing but these have no letters left.
DATE_WORDS = re.compile(
    r"\b(?:stand|uhr|vom|am|um|datum|aktualisiert|veröffentlicht|erstellt|zuletzt|publiziert"
    r"|update[ds]?|published|posted|last|modified|on|at"
    r"|lesezeit|lesedauer|min(?:ute[ns]?)?|read(?:ing time)?|mon|tue|wed|thu|fri|sat|sun|montag"
    r"|dienstag|mittwoch|donnerstag|freitag|samstag"
    r"|sonntag|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan(?:uar[y]?)?"
    r"|feb(?:ruar[y]?)?|märz|mar(?:ch)?|apr(?:il)?|mai|may"
    r"|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?"
    r"|de[cz](?:ember)?|[ap]\.?m|gmt|bst|[cm]e?s?t|est|edt|utc)\b",
    re.IGNORECASE,
)
# "Uelzen, 5. November 2024", "London, May 5, 2026"
DATELINE = re.compile(
    r"[A-ZÄÖÜ][\w.-]+(?: [A-ZÄÖÜ][\w.-]+){0,2}, (?:den |the )?(?:\d{1,2}\.? ?\w{2,9}\.?"
    r"|\w{3,9} \d{1,2}),? \d{4}"
)
# Besides names and dates, a line of time and place holds nothing but these:
# "6. November 2020 von Redaktion Wetter"
DATED_WORDS = frozenset(
    """
    von by in und and mit der die das for für redaktion online postings ergänzungen kommentare comments
    drucken teilen merken lesedauer lesezeit lesen share save print zuletzt geändert
    """.split()
)
LETTERS = re.compile(r"[^\W\d_]")

# Single lines that point to another article: "Mehr: …", "Lesen Sie auch: …".
TEASERS = _any(
    r"(?:mehr|more|related|passend dazu|dazu passend|siehe auch|see also|hintergrund|zum thema|video"
    r"|podcast)\s?:\s.*",
    r"(?:lesen|sehen|hören) sie (?:hier )?(?:auch|dazu|mehr|hier|jetzt).*",
    r"lies (?:auch|hier|dazu|mehr).*",
    r"(?:auch|ebenfalls) (?:interessant|lesenswert)\b.*",
    r"mehr (?:zum thema|dazu|aus)\b.*",
    r"mehr über dieses thema.*",
    r"(?:dieses thema im programm|sendung|aus|erschienen in|quelle[n]?)\s?: .*",
    r"click here (?:to|for)\b.*",
    r".{0,200}\bin unserem (?:live-?blog|(?:news-?)?ticker|live-?ticker)\W{0,3}",
    r"follow (?:along|our|the).{0,40}(?:updates|live|blog|coverage).{0,40}",
    r".{1,300}\s\d{1,2}\.\d{1,2}\.\d{4} \| \d{1,3}:\d{2} min",
    r"(?:also read|read also|read next|read this|read more(?: on| about| here)?|don't miss|watch)\s?:.*",
    r"read more (?:on|about|here).*",
)

# Headings over a list of other articles; headline-like lines that follow go with them.
RELATED = _any(
    r"more (?:from|on|about|in)\b.{0,40}",
    r"(?:related|recommended|latest|popular|trending|more|top|other)\s(?:articles?|stories|posts|news"
    r"|videos|topics|content|coverage).{0,40}",
    r"(?:ebenfalls|auch|weitere) interessant\w*(?: artikel| themen)?",
    r"das könnte (?:sie|dich|euch) (?:auch )?interessieren.{0,20}",
    r"you (?:may|might) also (?:like|be interested in)",
    r"what to read next",
    r"most (?:read|popular|viewed)",
    r"don't miss",
    r"in case you missed it",
    r"(?:am )?(?:meistgelesen\w*|meistgeklickt\w*)(?: artikel)?",
    r"(?:mehr|weiteres|weitere (?:artikel|themen|meldungen|beiträge|nachrichten)) (?:zum|zu|aus|von"
    r"|in)\b.{0,40}",
    r"(?:mehr|weitere) (?:artikel|themen|meldungen|beiträge|nachrichten)",
    r"(?:ähnliche|verwandte|passende|empfohlene|neueste|aktuelle) (?:artikel|themen|beiträge|meldungen"
    r"|nachrichten)",
    r"(?:lesen sie auch|lies auch|mehr zum thema|zum thema|themen(?:dieses artikels)?|schlagworte|tags"
    r"|topics|empfehlungen|empfehlungen der redaktion|links zum thema|siehe auch|see also|read also"
    r"|also read)",
)

# Headings behind which nothing of the article comes: comments and their rules.
TERMINAL = _any(
    r"(?:über|zu) (?:den|die|der) autor\S*(?: .{0,40})?|zur person|about the authors?",
    r"leave a (?:reply|comment)",
    r"(?:post|write|add|submit) (?:a|your) (?:reply|comment)",
    r"join the (?:conversation|discussion|debate).{0,60}",
    r"(?:\d+|no|keine|view|show|alle|die)\s(?:comments?|kommentare?|ergänzung(?:en)?|postings?"
    r"|leserbriefe?|replies|responses|antworten|meinungen)(?: (?:on|zu|anzeigen)\b.{0,80})?",
    r"comments?",
    r"kommentare?",
    r"leserkommentare",
    r"ergänzungen",
    r"diskussion",
    r"user-?kommentare",
    r"forum",
    r"(?:schreib\w*|verfass\w*) (?:den ersten|einen|ihren|deinen) kommentar.{0,20}",
    r"(?:kommentar|leserbrief) (?:schreiben|verfassen|abgeben|hinterlassen)",
    r"(?:diskutier\w*|reden|diskutieren) (?:sie )?mit.{0,40}",
    r"(?:ihre|deine|ihr|dein) (?:meinung|kommentar)(?: (?:zu|zum|ist)\b.{0,60})?",
    r"bitte (?:beachte\w*|beachten sie)(?: \w+)? (?:unsere?n?|die) (?:community|kommentar|netiquette"
    r"|foren|diskussions).{0,60}",
    r"(?:unsere |die )?(?:community|kommentar|diskussions)[- ]?(?:richtlinien|regeln|guidelines|rules)",
    r"netiquette",
    r"comment (?:policy|guidelines)",
    r"dieser artikel ist älter als .{0,60}(?:ergänzungen|kommentare) geschlossen.{0,10}",
    r"comments are (?:closed|disabled).{0,40}",
    r"(?:die )?kommentar(?:e|funktion) .{0,40}(?:geschlossen|deaktiviert).{0,20}",
)

# Headings and paragraphs with which a site speaks of itself.
APPEALS = _any(
    # donations and subscriptions
    r"(?:deine|ihre|eure) (?:spende|unterstützung) (?:für|hilft|ermöglicht|macht)",
    r"(?:spenden|beiträgen?|unterstützung) unserer leser",
    r"(?:unterstütze?n? (?:sie )?|support )(?:uns\b|us\b|unsere\w? (?:arbeit|journalis)|our (?:work"
    r"|journalism|reporting|mission))",
    r"(?:please )?consider (?:supporting|donating|subscribing|making a donation|becoming a)",
    r"(?:make a|your) (?:tax-deductible )?donation",
    r"(?:jetzt|hier) spenden",
    r"donate (?:now|today|here)",
    r"danke,? (?:für|dass) (?:deine|ihre|eure|du|sie|ihr)\b.{0,30}(?:unterstütz|interesse|lese)",
    r"thank you for (?:your support|reading|subscribing|supporting)",
    r"(?:jetzt|hier|kostenlos|gratis) (?:testen|abonnieren|registrieren|anmelden|weiterlesen|lesen)\b",
    r"jetzt .{0,30}\babo\b",
    r"(?:bereits|schon|noch kein\w?) (?:abonnent|abo\b|kunde|konto|registriert|mitglied)",
    r"(?:already|become) a (?:subscriber|member)\b",
    r"(?:subscribe|sign up|register|log ?in|sign in) (?:now|here|today|to (?:our|the|read|continue|get"
    r"|receive|comment|unlock)|for (?:our|the|free|full|unlimited))",
    r"(?:sie|du) (?:möchten|möchtest|wollen|willst) (?:weiterlesen|diesen artikel)",
    r"diesen artikel (?:weiterlesen|lesen)",
    r"um (?:diesen|den) artikel (?:weiter)?zu\s?lesen",
    r"to (?:continue|keep) reading",
    r"testen sie\b.{0,80}(?:wochen|monat|zeitung|kostenlos|gratis)",
    r"(?:\d+|zwei|drei|vier) (?:wochen|monate) (?:kostenlos|gratis|lang)",
    r"journalismus (?:braucht|kostet)\b",
    r"stay informed\b",
    r"your source for",
    r"(?:special|exclusive) offers\b.{0,60}(?:partners|promotions|adverts)",
    r"log in or (?:create|register|sign)",
    # newsletters, apps, channels
    r"\bnews-?app\b",
    r"auch (?:bei|auf) (?:social media|whatsapp|instagram)",
    r"newsletter (?:richtig|gibt es|finden|erhalten)",
    r"abonnieren (?:sie|für)\b",
    r"abonniere\b",
    r"(?:unser\w*|den|zum|our|the|free|kostenlose\w*) (?:\S+ ){0,4}newsletter\b.{0,120}\b(?:abonnier"
    r"|anmeld|bestell|registrier|sign|subscrib|inbox|postfach|erhalten|straight|deliver)",
    r"newsletter.{0,40}(?:anmelden|abonnieren|bestellen)",
    r"(?:abonnier|sign up|subscrib|anmeld|melde\w* (?:dich|sie sich)).{0,80}newsletter",
    r"delivered (?:straight )?to your inbox",
    r"(?:in|direkt in) (?:ihr|dein|ihrem|deinem) (?:e-?mail-?)?postfach",
    r"(?:folge\w*|folgen sie|follow)(?: \w+)? (?:uns\b|us\b).{0,60}(?:facebook|twitter|instagram"
    r"|whatsapp|youtube|google|linkedin|tiktok|telegram|bluesky|mastodon|\bx\b)",
    r"whatsapp-(?:kanal|channel)",
    r"(?:download|laden sie|lade|hol dir|holen sie sich)\b.{0,40}\bapp\b",
    r"google[- ]news.{0,40}(?:folgen|follow)",
    r"follow\b.{0,40}\bon google|preferred source",
    r"in your inbox\b",
    r"follow our (?:page|channel|account)",
    # blockers, consent, accounts
    r"(?:eingeloggt|angemeldet) sein,? um\b",
    r"mit (?:ihrer|deiner) zustimmung\b.{0,60}(?:geladen|angezeigt)",
    r"posten sie ihre meinung",
    r"\bad-? ?block(?:er|ing|)\b.{0,80}(?:detected|deaktivier|ausschalt|disabl|turn|entdeckt|erkannt|für)",
    r"(?:schalte\w*|deaktivier\w*|disabl\w*|disable your|turn off)\b.{0,40}\bad-? ?block",
    r"anleitung zur deaktivierung",
    r"(?:banner|werbung|werbemittel|anzeigen|advertising)\b.{0,60}\b(?:unsere finanzierung"
    r"|finanzier\w+ (?:wir|uns)|our journalism)",
    r"(?:externe\w*|redaktionell empfohlene\w*) (?:inhalt|content).{0,120}",
    r"(?:cookies?|(?:unser|our)\w* (?:datenschutz\w*|privacy policy|nutzungsbedingungen"
    r"|terms\b))\b.{0,120}\b(?:akzept|zustimm|einwillig|einverstand|accept|agree|consent|learn more"
    r"|mehr informationen)",
    r"(?:melde dich|melden sie sich|logg?e? dich|loggen sie sich)\b.{0,60}\b(?:an|ein)\b",
    r"your email address will not be published",
    r"required fields are marked",
    r"save my name,? email",
    r"(?:verarbeiten wir|wir und)\b.{0,60}\bpartner\b.{0,60}\bdaten\b",
    r"personenbezogene\w* daten\b.{0,200}\b(?:unsere partner|einwilligung|consent)",
    r"datenverarbeitung kann unter umständen",
    r"display name before",
    r"logout and then login",
    r"before commenting",
    r"für die darstellung von .{0,60} nutzen wir",
    r"an dieser stelle (?:finden sie|befindet sich|steht)",
    r"(?:browser version|(?:aktuell|veraltet|modern)\w* browser|(?:update|upgrade) your browser"
    r"|outdated browser|without styles)",
    r"javascript (?:muss|ist|is|must|seems).{0,60}(?:aktivier|enabled?|disabled|deaktivier)",
    r"enable javascript",
    # self-description and rights
    r"(?:this (?:article|story|content) (?:is|was) (?:originally |first )?(?:published|produced"
    r"|provided) (?:by|in|on|as part of))",
    r"(?:have|got) a (?:story|tip|news tip)\b.{0,60}(?:email|contact|tell|send|call|get in touch)",
    r"(?:hat|fanden|gefällt|wie finden) (?:ihnen|sie|dir|euch) (?:der|dieser|dieses|den"
    r"|diesen) (?:artikel|beitrag|text)",
    r"was this (?:article|page|story) helpful",
    r"(?:ihr|dein|your) feedback\b",
    r"(?:ihre|deine) meinung ist uns",
    r"(?:get in touch|contact us|email us|write to us|schreiben sie uns|mailen sie uns"
    r"|senden sie uns)\b.{0,80}(?:@|\bat\b|\bvia\b|\ban\b)",
    r"haben\b.{0,60}\bhinweise?\b.{0,80}melden sie sich",
    r"(?:fehler (?:gefunden|entdeckt)|hinweise? (?:an|auf)|haben sie (?:einen )?(?:fehler|hinweis"
    r"|tipp)).{0,80}(?:redaktion|melden|schreiben|mail|uns)",
    r"all rights reserved",
    r"alle rechte vorbehalten",
    r"may not be (?:published|reproduced|republished)",
)
# A site's own voice or its address to the reader. "Sie" and "Ihr" inside a sentence are formal address, at
# its start
# they may be "they" and "her"; "US" is a country.
SPOKEN = re.compile(
    r"\b(?:[Ww]ir|[Uu]ns|[Uu]nser\w*|[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Ee]uch|[Ee]ue?re?\w?|[Bb]itte"
    r"|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]ours?"
    r"|[Hh]ier geht|[Pp]lease|[Cc]lick|[Tt]hanks?|[Dd]anke)\b|[^.!?:]\s(?:Sie|Ihnen|Ihr\w{0,2})\b"
    r"|^(?:Sign|Subscribe|Register|Log|Follow|Join|Get|Download"
    r"|Support|Donate|Jetzt|Hier|Melden? |Abonnieren?|Testen?|Folgen?|Lesen|Unterstütz|Spenden|Already"
    r"|Not|Haben Sie|Sie |Ihre? )"
)
SENTENCE_END = re.compile(r"[.!?…][\"'“”«»‘’)\]]*$")

_MAKER = (
    r"(?:fotos?|bild(?:er|quelle|nachweis)?|symbol(?:bild|foto)|archiv(?:bild|foto)|grafik|montage"
    r"|illustration|quelle|video"
    r"|photos?|pictures?|photograph(?:er|s|y)?(?: by)?|images?|(?:image |photo )?credits?|graphic|source)"
)
_NAME = r"(?:[^.!?]|(?-i:\b[A-ZÄÖÜ]\.)){1,100}"  # "J. Weiß/dpa": a dot ends it only behind a word
_AGENCY = (
    r"(?:dpa|apa|afp|ap|reuters|getty(?: images)?|imago(?: images)?|picture[- ]alliance|keystone|epa"
    r"|shutterstock|istock"
    r"|alamy|pa|bloomberg|adobe ?stock|unsplash|pixabay|ddp|sid)"
)
# "… beteiligt sein. (Symbolbild) CC-BY-SA 2.0 A. Name / Montage: …", "… vor Gericht. (Foto: dpa)", "… © A.
# Name"
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

# What a page says where its free part ends.
OFFER = _any(
    r"jetzt weiterlesen",
    r"weiterlesen mit",
    r"(?:artikel|beitrag|text) freischalten",
    r"exklusiv für (?:unsere )?abonnent",
    r"sie (?:möchten|wollen) (?:den artikel )?weiterlesen",
    r"bereits abonnent",
    r"(?:to|and) (?:continue|keep) reading",
    r"subscribe to (?:continue|read|unlock)",
    r"already a subscriber",
    r"this article is for subscribers",
)

# Of the headings over comments, those that also stand above a text, as a counter or a link to them.
COUNTERS = _any(
    r"\d*\s?(?:comments?|kommentare?|leserkommentare|ergänzungen|diskussion|forum|postings?)",
    r"(?:no|keine|view|show|alle)\s(?:comments?|kommentare?)",
    r"join the (?:conversation|discussion|debate).{0,60}",
)
