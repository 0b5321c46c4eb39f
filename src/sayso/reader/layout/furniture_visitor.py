"""What a page asks of its visitor: to read on elsewhere, to share, to follow, to subscribe; and its advertisements."""

from __future__ import annotations

from sayso.reader.layout.furniture_rules import Rule

_BUTTON = (
    r"share|tweet|pin it|print|e-?mail|save|comment|like|copy link|link copied|reddit|facebook|twitter|whatsapp"
    r"|linkedin|telegram|pinterest|flipboard"
)

VISITOR: tuple[Rule, ...] = (
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
)
