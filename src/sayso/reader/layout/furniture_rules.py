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
    """A kind of furniture: `shapes` are patterns, each tried at the start of a line, case ignored unless `cased`.

    `longest` is in characters; `whole`: nothing may follow the shape; `in_text`: also a sentence within a paragraph can
    be this; `speech`: may be taken away even with a verb of speech in it (all others are claims then);
    `alone`: of several sentences in a line each is looked at for itself.
    """

    name: str
    reason: str
    shapes: tuple[str, ...]
    longest: int = 200
    whole: bool = False
    in_text: bool = False
    cased: bool = False
    speech: bool = False
    alone: bool = False

    def compiled(self) -> re.Pattern[str]:
        """One pattern for all shapes."""
        tail = r"[\s.:!]*\Z" if self.whole else ""
        return re.compile(f"(?:{'|'.join(self.shapes)}){tail}", 0 if self.cased else re.IGNORECASE)


WIRE = (
    r"(?:AP|AFP|UPI|PTI|ANI|IANS|DPA|EFE|ANSA|TASS|RIA|RFE/RL|VOA|BBC|CNN|Xinhua|Reuters|Bloomberg|Interfax[\w-]*"
    r"|Sputnik|Anadolu|Kyodo|Yonhap|The Associated Press|Associated Press|Agence France-Presse|Tribune News Service)"
)
"""Those who write news for others, as they sign."""
AGENCY = (
    rf"(?:{WIRE}|Getty(?: Images)?|Shutterstock|iStock|Alamy|EPA|Handout|Pool|NASA|Wikimedia Commons|Flickr"
    r"|Zuma(?: Press)?)"
)
"""These, and the picture desks."""

_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?)"
)
_TIME = r"(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)"
_ZONE = (
    r"(?:\s?\(?(?:GMT|UTC|BST|CES?T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|local time|Z)\)?"
    r"(?:[+-]\d{1,2}(?::?\d\d)?)?)"
)
_WHEN = (
    rf"(?:(?:{_DAY},?\s)?{_DATE}(?:,?\s?(?:at|on|-|–|—|\||T)?\s?{_TIME}{_ZONE}?)?"
    rf"|{_TIME}{_ZONE}?(?:,?\s(?:on\s)?{_DATE})?)"
)
_PHONE = r"(?:\+\d[\d\s().-]{6,18}\d|\(?\d{2,4}\)?[\s.-]\d{2,4}(?:[\s.-]\d{2,4}){0,3}[\s.-]?\d{2,4}|\d{3}[\s.-]\d{4})"
"""Groups of two digits and more: a row of a table of results is no telephone number."""
_MAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"

_BUTTON = (
    r"share|tweet|pin it|print|e-?mail|save|comment|like|copy link|link copied|reddit|facebook|twitter|whatsapp"
    r"|linkedin|telegram|pinterest|flipboard"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "end",
        "the end mark of a release",
        (r"[-–—#*\s]*(?:ends?|-?30-?|more|end of (?:story|text|release))[-–—#*\s]*",),
        longest=30,
        whole=True,
    ),
    Rule(
        "mark",
        "no letter in it: a rule, stars, ###, the number of a list item on a line of its own",
        (r"[\W_]+\Z", r"\W*\d{1,3}\W*\Z"),
        longest=LONGEST,
    ),
    Rule(
        "release",
        "the head of a release",
        (r"for immediate release", r"for release\b", r"(?:press|news|media) release", r"embargoed (?:until|for)"),
        longest=120,
        whole=False,
    ),
    Rule(
        "reporting",
        "the agency's credit of its staff",
        (
            r"[\W_]*(?:(?:additional|further|with) )?"
            r"(?:reporting|writing|editing|edited|compiled|written|production|translation) "
            r"(?:and (?:writing|editing|reporting) )?(?:for [\w ]{2,40} )?by ",
            r"(?:written|story|words|text|report|analysis|video) by:? (?=[A-Z])[^.]{4,80}\.?\Z",
        ),
        longest=400,
        in_text=True,
        speech=True,
    ),
    Rule(
        "contributed",
        "who helped to write",
        (
            r"(?:[\w.'’,&-]+ ){1,24}contributed"
            r"(?: (?:reporting|research)\b.{0,120}| to (?:this|the) (?:report|story|article|piece|post)\b.{0,40}"
            r"| from [A-Z][\w., -]{2,60})?",
            r"(?:Sen|[A-Z]\w+) [A-Z]\w+ reported from [A-Z][\w., ]{2,40}",
        ),
        longest=260,
        whole=True,
        in_text=True,
        cased=True,
        speech=True,
    ),
    Rule(
        "reached",
        "how to reach the writer",
        (
            r"(?:[\w.'’-]+ ){1,5}(?:can|may) be reached (?:at |on |via |by (?:phone|e-?mail|calling))",
            r"(?:reach|contact|e-?mail) [^@]{2,60}\S+@\S+",
        ),
        in_text=True,
    ),
    Rule(
        "photo",
        "a picture's line",
        (
            r"[(\[]?(?:file )?(?:photos?|photographs?|photography|photographer|images?|pictures?|illustration|graphic"
            r"|video|credit|(?:photo|image|picture) (?:credit|caption)|caption)\s?(?::|/|\|)",
            r"(?:image|media|photo) (?:copyright|source|caption)\b",
            r"enlarge this image|enlarge image|hide caption|toggle caption|slideshow \(",
        ),
        longest=400,
        speech=True,
    ),
    Rule(
        "file",
        "a picture from the archive, with its caption",
        (
            r"[(\[]?(?:FILE(?: PHOTO| IMAGE| PICTURE| VIDEO)?|File)\s?[-–—:.]\s",
            r"[(\[]?(?:FILE|File) (?:PHOTO|IMAGE|photo|image|picture|footage)\b",
        ),
        longest=LONGEST,
        cased=True,
        speech=True,
    ),
    Rule(
        "photo by",
        "a picture's credit",
        (
            r"[(\[]?(?:file )?(?:photos?|photographs?|images?|pictures?|video|illustration|screenshot|courtesy)\s"
            r"(?:taken )?(?:by|courtesy|credit|via) [^.]{2,80}[)\]]?",
        ),
        longest=110,
        whole=True,
    ),
    Rule(
        "credit",
        "a picture's credit, or the agency's signature",
        (
            rf"[(\[]?(?!From |According |In )(?:[A-Z][\w.'’-]* ){{0,5}}(?:[\w.'’-]+\s?/\s?|via |- )?{AGENCY}"
            r"(?:\s?/\s?[\w.' ]{2,40}| (?:photo|images?|file)s?)?[)\]]?[\s.]*\Z",
        ),
        longest=90,
        cased=True,
    ),
    Rule(
        "citation",
        "a link's source in brackets, all by itself",
        (r"[\[(](?:h/t|via|[Ss]ource:?)?\s?(?:[A-Z][\w.’'&/-]*[ ,]{0,2}){1,5}[\])]",),
        longest=60,
        whole=True,
        in_text=True,
        cased=True,
    ),
    Rule(
        "contact",
        "how to reach a press office",
        (
            r"(?:(?:media|press|news|public|general)\s)?(?:contacts?|enquiries|inquiries)"
            r"(?: information| details| us)?\s?:",
        ),
        longest=300,
    ),
    Rule(
        "information",
        "where to ask or look for more",
        (r"for (?:more|further|additional) (?:information|details|inquiries|enquiries)\b",),
        longest=300,
        in_text=True,
        alone=True,
    ),
    Rule(
        "address",
        "telephone, mail, web",
        (
            r"(?:tel|telephone|phone|ph|fax|mobile|cell|office|e-?mail|web|website|twitter|x|facebook|instagram"
            r"|url|www)\s?[.:]\s*\S.{0,90}",
            rf"(?:[\w .,-]{{0,40}}[ ,:|])?(?:{_MAIL}|{_PHONE})",
            r"https?://\S+|www\.\S+",
        ),
        longest=140,
        whole=True,
    ),
    Rule(
        "read also",
        "points to another page",
        (
            r"[\W_]*(?:read|see|watch|listen|view)\s(?:also|more|next|the full|the rest|the original|the whole)\b"
            r"(?![^.:]{0,60}\b(?:said|says|that)\b)",
            r"[\W_]*also (?:read|see|watch)\b",
            r"[\W_]*also on [^.]{2,40}:",
            r"[\W_]*(?:read|related|see also|also read|watch|listen|more|recommended|must read|don['’]t miss)\s?[:|»>]",
            r"[\W_]*related (?:articles?|stor(?:y|ies)|content|coverage|topics?|news|links?)\b",
            r"[\W_]*more (?:stories|news|coverage|from|on this)\b[^.]{0,60}\Z",
            r"[\W_]*most (?:read|popular|viewed)\b[^.]{0,60}\Z",
            r"[\W_]*(?:top stories|trending(?: now)?|up next|what to read next|recommended(?: for you)?)[.:]?\Z",
            r"[\W_]*(?:you (?:may|might) (?:also )?like|(?:click|tap) here)\b",
            r"[\W_]*(?:keep|continue) reading\b[^.]{0,60}\Z",
        ),
        in_text=True,
        speech=True,
        alone=True,
    ),
    Rule(
        "pointer",
        "points to what is embedded",
        (
            r"(?:watch|listen(?: to)?|see|view|check out|read|scroll)\b[^.“\"]{0,90}"
            r"\b(?:below|above|here|down for \w+)",
            r"scroll down\b.{0,40}",
        ),
        longest=120,
        whole=True,
        in_text=True,
    ),
    Rule(
        "advert",
        "an advertisement's place",
        (
            r"[\W_]*advertise?ments?(?: (?:continue|skip).{0,40})?",
            r"[\W_]*(?:sponsored(?: content| by [^,.]{2,40})?|promoted|paid (?:post|content|partner.{0,20}))",
            r"[\W_]*(?:story|article) continues (?:below|after)(?: (?:the |this )?(?:ad\w*|video))?",
            r"[\W_]*(?:scroll|continue) (?:down )?(?:to|for) (?:continue|more).{0,30}|skip (?:ad|to .{2,30})",
        ),
        longest=90,
        whole=True,
    ),
    Rule(
        "share",
        "buttons",
        (
            r"share (?:this|on|via)\b.{0,60}",
            rf"(?:{_BUTTON})(?:[\s,/|•·]+(?:{_BUTTON}|comments|link|x|on|this|article|story))*",
        ),
        longest=120,
        whole=True,
    ),
    Rule(
        "follow",
        "asks to follow an account",
        (
            r"[(\[]?(?:please )?(?:follow|like|find) (?:(?:me|us)\b|@\w)",
            r"[(\[]?(?:please )?(?:follow|like|find|join) [^.]{1,60}\bon (?:twitter|facebook|instagram|x|telegram"
            r"|linkedin|youtube|threads|bluesky|tiktok|google|snapchat|whatsapp)\b",
        ),
        longest=160,
        in_text=True,
        speech=True,
        alone=True,
    ),
    Rule("handle", "an account's name", (r"@\w{2,40}",), longest=50, whole=True),
    Rule(
        "newsletter",
        "asks to subscribe, register or give",
        (
            r"[^\w“\"‘«]*(?:(?:please|to|for more,?|want .{2,60}\?)\s)?(?:sign[ -]?up|subscribe|register)\s"
            r"(?:for|to|here|now|today|by)\b(?! (?:a|an|his|her|their|that|those|these)\b)",
            r"[^\w“\"‘«]*get (?:the|our|all) (?:latest|best|day|top|most|daily|morning)\b.{0,80}"
            r"\b(?:inbox|newsletters?|email|app|delivered|alerts)",
            r"[^\w“\"‘«]*(?:enter|submit) your e-?mail|want (?:more|to receive) (?:updates|this)\b",
            r"[^\w“\"‘«]*you(?:['’]ve| have) (?:been )?(?:successfully )?(?:subscribed|signed up)",
            r"[^\w“\"‘«]*(?:by (?:signing up|subscribing|clicking)|download (?:the|our) .{0,40}\bapp\b)",
            r"[^\w“\"‘«]*support (?:our|independent|local|quality) [\w ]{0,20}(?:work|journalism|reporting|news)\b",
            r"[^\w“\"‘«]*(?:become a member|donate (?:now|today|here)|make a donation)\b",
            r"[^\w“\"‘«]*(?:already a subscriber|log in\b|create an account)",
            r"[^\w“\"‘«]*thank(?:s| you) for (?:reading|subscribing|signing up)",
        ),
        longest=220,
        in_text=True,
        alone=True,
    ),
    Rule(
        "copyright",
        "whose the words are in law",
        (
            r"[\W_]*(?:copyright|©|\(c\)|℗)\s?(?:©|\(c\))?\s?(?:by\b|the\b|(?:19|20)\d\d|reuters|all)",
            r"[\W_]*©|[\W_]*all rights reserved",
            r"this (?:material|content|article) "
            r"(?:may not be|is (?:republished|reproduced|protected)|was (?:originally|first) published)",
            r"(?:re-?printed|republished|reproduced) (?:with|by|from|under|courtesy)",
            r"(?:as |originally |first )published (?:in|on|by) [^.]{2,80}\.?\Z",
            r"(?:a version of )?this (?:article|story|piece) (?:originally |first |also )?appear(?:s|ed) (?:in|on)",
        ),
        longest=400,
        in_text=True,
        speech=True,
    ),
    Rule(
        "page note",
        "the page about itself",
        (
            r"\W*this (?:story|article|post|piece|report|page) (?:has been|was|will be|is being) "
            r"(?:last |first )?(?:updated|published|edited|produced)\b",
            r"\W*this is a (?:developing|breaking)(?: news)? story\b",
        ),
        in_text=True,
        speech=True,
        alone=True,
    ),
    Rule(
        "timestamp",
        "when the page was made",
        (
            r"[(\[]?(?:(?:first |last |originally )?"
            r"(?:published|updated|posted|modified|created|date|dated|issued|filed)"
            rf"(?: on| at)?\s?[:|-]?\s*)?{_WHEN}(?:\s?[-–—|•·/,]?\s?(?:updated|published|modified|last updated)?"
            rf"(?: on| at)?:?\s?{_WHEN})?(?:\s?[|•·-]\s?\d+ min(?:ute)?s? (?:read|ago))?[)\]]?",
            r"(?:(?:published|updated|posted)\s)?\d{1,3}\s(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)"
            r" (?:ago|read)",
        ),
        longest=120,
        whole=True,
    ),
    Rule(
        "comments",
        "the comment box",
        (
            r"[(\[]?(?:(?:show|view|see|read|add|leave|post|no|all) )?(?:(?:a|the|all) )?\d{0,6}\s?comments?"
            r"(?: \(\d+\))?(?: on this (?:story|article))?[)\]]?",
            r"commented|replies|loading(?: comments)?|show more(?: posts)?|load more|you voted",
        ),
        longest=60,
        whole=True,
    ),
    Rule(
        "label",
        "a section's or a button's label",
        (
            r"videos?|photos?|gallery|slideshow|live|watch|listen|audio|podcast|online|menu|home|search|abstract"
            r"|full text|tags?|topics?|keywords|categories|filed under|in this article|table of contents"
            r"|about the authors?|opinion|news|world|politics|business|sports?",
        ),
        longest=40,
        whole=True,
    ),
    Rule(
        "tags",
        "the page's own index",
        (r"(?:tags|topics|keywords|categories|filed under|in this (?:article|story))\s?:",),
        longest=300,
    ),
    Rule(
        "role",
        "the writer's post, under the byline",
        (
            r"(?:(?:senior|chief|associated press|political|national|foreign|white house|sports|business|special|deputy"
            r"|contributing|managing|capitol|city|metro|education|science|health|tech)\s){0,3}(?:staff )?"
            r"(?:writers?|reporters?|correspondents?|editors?|columnists?|photographers?|bureau chief|contributors?)",
        ),
        longest=60,
        whole=True,
    ),
    Rule("tweet", "who signed an embedded post", (r"[-–—―]\s?[^@]{1,60}\(@\w{1,40}\).{0,60}\Z",), longest=160),
    Rule(
        "embed",
        "an embedded picture's address",
        (r"(?:pic\.twitter\.com/|https?://t\.co/)\S+",),
        longest=80,
        whole=True,
    ),
    Rule(
        "code",
        "style sheet or script left in the text",
        (
            r"[.#@][\w-][\w\s.,#:>()-]{0,90}\{|\}",
            r"[a-z-]{3,30}:\s?[\w#%.,\s()'-]{1,60};",
            r"(?:var|function|window\.)\b.{0,200}[;{}]",
        ),
        longest=260,
        whole=True,
        cased=True,
    ),
)
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

HEADLINE_LABELS = frozenset(
    {"headline", "title", "subtitle", "sub-headline", "subheadline", "sub-head", "subhead", "dek", "standfirst"}
)
"""The labels whose text is a headline; behind PROSE_LABELS stands prose; all others are furniture to the end."""
PROSE_LABELS = frozenset({"body", "text"})
