"""What on a news page is nobody's claim: the table of rules, each with its reason.

A rule is matched at the start of a line, or of a sentence within a paragraph where `in_text` is true; `whole` asks
that nothing follows. `longest` bounds the length of what may be taken away, so that a claim that happens to begin
like furniture stays. Patterns are written without nested repetition; lines are cut at LONGEST before they are tried.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 600
"""No rule looks at a line longer than this: longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of furniture. `pattern` is compiled with IGNORECASE unless `cased`."""

    name: str
    pattern: str
    reason: str
    longest: int = 200
    whole: bool = False
    in_text: bool = False
    cased: bool = False

    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern + (r"[\s.:!]*\Z" if self.whole else ""), 0 if self.cased else re.IGNORECASE)


AGENCY = (
    r"(?:AP|AFP|UPI|PTI|ANI|IANS|DPA|EFE|ANSA|TASS|RIA|RFE/RL|VOA|BBC|CNN|Xinhua|Reuters|Bloomberg|Interfax[\w-]*|"
    r"Sputnik|Anadolu|Kyodo|Yonhap|The Associated Press|Associated Press|Getty(?: Images)?|Agence France-Presse|"
    r"Shutterstock|iStock|Alamy|EPA|Handout|Pool|NASA|Wikimedia Commons|Flickr|Zuma(?: Press)?|Tribune News Service)"
)
"""Agencies and picture desks, as they sign."""

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?)"
)
_TIME = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)"
_ZONE = r"(?:\s?\(?(?:GMT|UTC|BST|CES?T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|local time|Z)\)?(?:[+-]\d{1,2}(?::?\d\d)?)?)"
_WHEN = rf"(?:(?:{_DAY},?\s)?{_DATE}(?:,?\s?(?:at|on|-|–|—|\||T)?\s?{_TIME}{_ZONE}?)?|{_TIME}{_ZONE}?(?:,?\s(?:on\s)?{_DATE})?)"
_PHONE = r"(?:\+?\(?\d[\d\s().-]{6,18}\d)"
_MAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"

RULES: tuple[Rule, ...] = (
    Rule("mark", r"[\W_]+\Z", "no letter and no digit: a rule, stars, ###", longest=LONGEST),
    Rule("end", r"[-–—#*\s]*(?:ends?|-?30-?|more|end of (?:story|text|release))[-–—#*\s]*", "the end mark of a release", 30, whole=True, cased=False),
    Rule("release", r"(?:for immediate release|for release\b|press release|news release|media release|embargoed (?:until|for))", "the head of a release", 120),
    Rule("written", r"(?:written|story|words|text|reporting|report|analysis|video) by:? [A-Z]", "a byline with its verb", 100, cased=False),
    Rule("reporting", r"[\W_]*(?:(?:additional|further|with) )?(?:reporting|writing|editing|edited|compiled|written|production|translation) (?:and (?:writing|editing|reporting) )?(?:for [\w ]{2,40} )?by ", "the agency's credit of its staff", 400, in_text=True),
    Rule("contributed", r"(?:[\w.'’,&-]+ ){1,24}contributed(?: (?:reporting|research)\b.{0,120}| to (?:this|the) (?:report|story|article|piece|post)\b.{0,40}| from [A-Z][\w., -]{2,60})?", "who helped to write", 260, whole=True, in_text=True, cased=True),
    Rule("reached", r"(?:[\w.'’-]+ ){1,5}(?:can|may) be reached (?:at|by|via|on) ", "how to reach the writer", in_text=True),
    Rule("photo", r"[(\[]?(?:file )?(?:photos?|photographs?|photography|images?|pictures?|illustration|graphic|video|credit|photo credit|image credit|caption|photo caption|photographer)\s?(?::|/|\|)", "a picture's line", 400),
    Rule("photo by", r"[(\[]?(?:file )?(?:photos?|photographs?|images?|pictures?|video|illustration|screenshot|courtesy)\s(?:taken )?(?:by|courtesy|credit|via|from|of) [^.]{2,80}[)\]]?", "a picture's credit", 110, whole=True),
    Rule("file", r"[(\[]?(?:FILE(?: PHOTO| IMAGE| PICTURE| VIDEO)?\s?[-–—:.]|File (?:photo|image|picture|footage)\b)", "a picture from the archive, with its caption", LONGEST, cased=True),
    Rule("credit", rf"[(\[]?(?:[\w.'’-]+ ){{0,6}}(?:[\w.'’-]+\s?/\s?|via )?{AGENCY}(?:\s?/\s?[\w.' ]{{2,40}}| (?:photo|images?|file)s?)?[)\]]?", "a picture's credit, or the agency's signature", 90, whole=True, cased=True),
    Rule("contact", r"(?:(?:media|press|news|public|general)\s)?(?:contacts?|enquiries|inquiries)(?: information| details| us)?\s?:", "how to reach a press office", 300),
    Rule("contact for", r"for (?:more|further|additional) (?:information|details|inquiries|enquiries)\b", "how to reach a press office", 300, in_text=True),
    Rule("address", rf"(?:(?:tel|telephone|phone|ph|fax|mobile|cell|office|e-?mail|web|website|twitter|x|facebook|instagram|url|www)\s?[.:]\s*\S.{{0,90}}|(?:[\w .,-]{{0,40}}[ ,:|])?(?:{_MAIL}|{_PHONE})|https?://\S+|www\.\S+)", "telephone, mail, web", 140, whole=True),
    Rule("read also", r"[\W_]*(?:(?:read|see|watch|listen|view)\s(?:also|more|next|the full|the rest|the original|the whole|the entire)\b(?![^.:]{0,60}\b(?:said|says|that)\b)|also (?:read|see|watch|on)\b|(?:read|related|see also|also read|watch|listen|more|recommended|must read|don['’]t miss)\s?[:|»>]|related (?:articles?|stor(?:y|ies)|content|coverage|topics?|news|links?)\b|more (?:stories|news|coverage|from|on this)\b|most (?:read|popular|viewed)|top stories|trending|you (?:may|might) (?:also )?like|recommended (?:for you|stories|articles)|click here|tap here|keep reading|continue reading|what to read next|up next)", "points to another page", 200, in_text=True),
    Rule("pointer", r"(?:watch|listen(?: to)?|see|view|check out|read|scroll)\b[^.“\"]{0,90}\b(?:below|above|here|via [A-Z]\w+)", "points to what is embedded", 120, whole=True, in_text=True),
    Rule("advert", r"[\W_]*(?:advertise?ments?|sponsored(?: content| by .{2,40})?|promoted|(?:story|article) continues (?:below|after)(?: (?:the )?(?:ad\w*|this ad\w*|video))?|(?:scroll|continue) (?:down )?(?:to|for) (?:continue|more).{0,30}|skip (?:ad|to .{2,30})|paid (?:post|content|partner.{0,20}))", "an advertisement's place", 90, whole=True),
    Rule("share", r"(?:share (?:this|on|via|the)\b.{0,60}|(?:share|tweet|pin it|print|email|e-mail|save|comment|like|copy link|reddit|facebook|twitter|whatsapp|linkedin|telegram)(?:[\s,/|•·]+(?:share|tweet|pin it|print|email|e-mail|save|comments?|like|copy link|link copied|facebook|twitter|x|whatsapp|linkedin|reddit|telegram|flipboard|on|this|article|story|link))*)", "buttons", 120, whole=True),
    Rule("follow", r"[(\[]?(?:please )?(?:follow|like|find|join) (?:(?:me|us)\b|[^.]{1,60}\bon (?:twitter|facebook|instagram|x|telegram|linkedin|youtube|threads|bluesky|tiktok|google|snapchat)\b|@\w)", "asks to follow an account", 160, in_text=True),
    Rule("handle", r"@\w{2,40}", "an account's name", 50, whole=True),
    Rule("newsletter", r"[\W_]*(?:(?:(?:please|to|for more,?|want .{2,60}\?)\s)?(?:sign[ -]?up|subscribe|register)\s(?:for|to|here|now|today|by)\b(?! (?:a|an|his|her|their|that|those|these)\b)|get (?:the|our|all) (?:latest|best|day|top|most|daily|morning)\b.{0,80}\b(?:inbox|newsletters?|email|app|delivered|alerts)|(?:enter|submit) your e-?mail|you(?:['’]ve| have) (?:been )?(?:successfully )?(?:subscribed|signed up)|by (?:signing up|subscribing|clicking)|download (?:the|our) .{0,40}\bapp\b|support (?:our|independent|local|quality) (?:work|journalism|reporting|news)|want more updates|(?:become a member|donate (?:now|today|here)|make a donation)\b|already a subscriber|log in|create an account|thanks? (?:you )?for (?:reading|subscribing|signing up))", "asks to subscribe", 220, in_text=True),
    Rule("copyright", r"[\W_]*(?:(?:copyright|©|\(c\)|℗)\s?(?:©|\(c\))?\s?(?:by\b|the\b|(?:19|20)\d\d|[A-Z])|all rights reserved|this (?:material|content|article) (?:may not be|is (?:republished|reproduced|protected)|was (?:originally|first) published)|(?:re-?printed|republished|reproduced) (?:with|by|from|under|courtesy)|(?:as |originally |first )published (?:in|on|by) [A-Z][^.]{2,80}\Z|(?:a version of )?this (?:article|story|piece) (?:originally |first |also )?appear(?:s|ed) (?:in|on))", "whose the words are in law", 400, in_text=True),
    Rule("updated note", r"\W*this (?:story|article|post|piece|report|page) (?:has been|was|will be|is being|is developing)\b.{0,40}\b(?:updated|published|produced|edited)\b|\W*this is a (?:developing|breaking)(?: news)? story\b", "the page about itself", 200, in_text=True),
    Rule("timestamp", rf"(?:(?:first |last |originally )?(?:published|updated|posted|modified|created|date|dated|issued|filed)(?: on| at)?\s?[:|-]?\s*)?{_WHEN}(?:\s?[-–—|•·/,]?\s?(?:updated|published|modified|last updated)?(?: on| at)?:?\s?{_WHEN})?(?:\s?[|•·-]\s?\d+ min(?:ute)?s? (?:read|ago))?", "when the page was made", 120, whole=True),
    Rule("ago", r"(?:(?:published|updated|posted)\s)?\d{1,3}\s(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?) (?:ago|read)", "when the page was made", 40, whole=True),
    Rule("comments", r"[(\[]?(?:(?:show |view |see |read |add |leave |post |no |all )?(?:a |the |all )?\d{0,6}\s?comments?(?: \(\d+\))?(?: on this (?:story|article))?|commented|replies|loading(?: comments)?\.*|show more(?: posts)?|load more|you voted)[)\]]?", "the comment box", 60, whole=True),
    Rule("label", r"(?:videos?|photos?|gallery|slideshow|live|watch|listen|audio|podcast|online|tags?|topics?|keywords|categories|filed under|in this article|table of contents|about the authors?|menu|home|search|opinion|news|world|politics|business|sports?)", "a section's or button's label", 40, whole=True),
    Rule("tags", r"(?:tags|topics|keywords|categories|filed under|in this (?:article|story)|share on)\s?:", "the page's own index", 300),
    Rule("role", r"(?:(?:senior|chief|associated press|political|national|foreign|white house|sports|business|special|contributing|deputy|managing|capitol|city|metro|education|science|health|tech)\s){0,3}(?:staff )?(?:writers?|reporters?|correspondents?|editors?|columnists?|photographers?|bureau chief|contributors?)", "the writer's post, under the byline", 60, whole=True),
    Rule("tweet", r"[-–—―]\s?[^@]{1,60}\(@\w{1,40}\).{0,60}\Z", "who signed an embedded post", 160),
    Rule("embed", r"(?:pic\.twitter\.com/|https?://t\.co/)\S+", "an embedded picture's address", 80, whole=True),
    Rule("code", r"(?:[.#@][\w-][\w\s.,#:>()-]{0,90}\{|\}|[a-z-]{3,30}:\s?[\w#%.,\s()'-]{1,60};|(?:var|function|window\.)\b.{0,200}[;{}])", "style sheet or script left in the text", 260, whole=True, cased=True),
)  # fmt: skip
"""Tried in this order; the first that fits names the reason."""

KICKER_HEAD = re.compile(
    r"\s*(?:(?:UPDATE|WRAPUP|RPT|REFILE|FACTBOX|TIMELINE|INSIGHT|EXCLUSIVE|CORRECTED|ANALYSIS|FOCUS|SNAPSHOT|BRIEF|"
    r"SPECIAL REPORT)(?: \d{1,2})?-\s?|"
    r"(?:WATCH|UPDATED?|BREAKING(?: NEWS)?|VIDEO|PHOTOS?|PICS|LISTEN|LOOK|LIVE(?: UPDATES)?|EXCLUSIVE|OPINION|ANALYSIS|"
    r"REPORT|CORRECTED|CORRECTION|DEVELOPING|JUST IN|FACT CHECK|EXPLAINER|EDITORIAL|COLUMN|IN PICTURES|AUDIO|PODCAST)"
    r"(?: \d{1,2})?\s?(?::|\||—|–| -)\s|"
    r"(?:Watch|Updated?|Breaking(?: News)?|Video|Photos?|Listen|Look|Live(?: Updates)?|Exclusive|Opinion|Analysis|"
    r"Correction|Fact [Cc]heck|Explainer|Editorial|Column|In [Pp]ictures|Podcast)\s?(?::|\|)\s|"
    r"[\[(](?:VIDEO|WATCH|PHOTOS?|UPDATED?|EXCLUSIVE|LIVE|Video|Photos?|Updated?)[\])]\s?:?\s?)"
)
"""What stands before a headline and belongs to the page, not to the news ("WATCH: ", "UPDATE 1-")."""

KICKER_TAIL = re.compile(
    r"\s*(?:[-–—|:]\s*(?:with )?(?:live |full |exclusive )?(?:videos?|photos?|pictures?|images?|pics|gallery|audio|live"
    r"|updated?|live updates|opinion|analysis|infographic|podcast|as it happened)|"
    r"[\[(](?:(?:\+|with )?(?:live |full |exclusive )?(?:videos?|photos?|pictures?|images?|pics|gallery|audio|updated?"
    r"|infographic)(?:[ ,/&+]+(?:and )?(?:videos?|photos?|pictures?))?)[\])])\s*\Z",
    re.IGNORECASE,
)
"""What stands behind a headline and tells what else the page shows (" - Video", "[PHOTOS]")."""

OUTLET_WORDS = re.compile(
    r"\b(?:News(?:paper|week|room|wire|day)?|Times|Post|Daily|Herald|Tribune|Observer|Journal|Gazett\w*|Chronicle|"
    r"Guardian|Telegraph|Independent|Mirror|Mail|Express|Standard|Examiner|Inquirer|Enquirer|Courier|Dispatch|Sentinel|"
    r"Star|Sun|Globe|Record|Register|Review|Bulletin|Beacon|Ledger|Monitor|Argus|Echo|Press|Weekly|Magazine|Broadcasting|"
    r"Radio|TV|Online|Digest|Wire|Today|Gazeta|Zeitung)\b|\w+\.(?:com|org|net|info|co\.uk|news|tv)\b"
)
"""Words of which outlets' names are made; in a headline's tail behind a dash they show the outlet's signature."""

PREAMBLE = re.compile(
    r"(headline|title|subtitle|sub-?headline|sub-?head|dek|standfirst|date|published|publisher|publication|outlet|author"
    r"|authors|byline|by|source|url|link|section|language|location|dateline|word count|copyright|body|text)\s?:\s*",
    re.IGNORECASE,
)
"""The labels of a record's head, as archives and databases print it. The first line must be one of these."""

HEADLINE_LABELS = frozenset("headline title subtitle sub-headline subheadline sub-head subhead dek standfirst".split())
"""The labels whose text is a headline; `body` and `text` have prose behind them; all others are furniture to the end."""
PROSE_LABELS = frozenset({"body", "text"})
