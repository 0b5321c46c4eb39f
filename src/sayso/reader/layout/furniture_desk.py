"""What a desk or a press office puts around a text: end marks, who wrote it, whose the pictures are, whom to ask."""

from __future__ import annotations

from sayso.reader.layout.furniture_rules import AGENCY, LONGEST, Rule

_PHONE = r"(?:\+\d[\d\s().-]{6,18}\d|\(?\d{2,4}\)?[\s.-]\d{2,4}(?:[\s.-]\d{2,4}){0,3}[\s.-]?\d{2,4}|\d{3}[\s.-]\d{4})"
"""Groups of two digits and more: a row of a table of results is no telephone number."""
_MAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"

DESK: tuple[Rule, ...] = (
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
)
