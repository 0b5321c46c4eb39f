"""What a page shows of itself: whose it is in law, when it was made, its labels and comment box, stray code."""

from __future__ import annotations

from sayso.reader.layout.furniture_rules import Rule

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

PAGE: tuple[Rule, ...] = (
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
