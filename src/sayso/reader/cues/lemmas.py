"""English inflection, small: from a form to the lemmas it may have (`lemmas`), and from a verb to its forms (`forms`).

There is no dictionary in here: `lemmas` gives every candidate the spelling allows and the caller keeps the ones its own
lexicon knows ("planned" -> planned, plann, planne, plan). Irregular forms stand in a table.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final


def _set(line: str) -> frozenset[str]:
    return frozenset(line.split())


_VOWELS: Final = frozenset("aeiou")
_DOUBLED: Final = frozenset("bdgklmnprtvz")

# lemma: third person if irregular is not listed (all regular but be, have, do, go), then past, past participle
_STRONG: Final = """
be was were been am is are 's 're 'm;have had has 've;do did done does;go went gone goes;say said;tell told;
write wrote written;rewrite rewrote rewritten;speak spoke spoken;think thought;know knew known;see saw seen;
foresee foresaw foreseen;hear heard;overhear overheard;feel felt;find found;hold held;uphold upheld;withhold withheld;
give gave given;take took taken;undertake undertook undertaken;mistake mistook mistaken;swear swore sworn;read;put;
set;let;cut;hit;bet;cast;broadcast;forecast;quit;rid;split;make made;mean meant;meet met;lead led;mislead misled;
leave left;lay laid;lie lay lain lied;lose lost;draw drew drawn;withdraw withdrew withdrawn;drive drove driven;
choose chose chosen;come came;become became;overcome overcame;run ran;begin began begun;sing sang sung;ring rang rung;
forbid forbade forbidden;bid bade bidden;forget forgot forgotten;get got gotten;foretell foretold;retell retold;
understand understood;misunderstand misunderstood;stand stood;withstand withstood;teach taught;seek sought;
bring brought;
fight fought;buy bought;catch caught;
strike struck stricken;stick stuck;sting stung;swing swung;fling flung;
spell spelt spelled;learn learnt learned;dream dreamt dreamed;leap leapt;keep kept;sweep swept;send sent;spend spent;
bend bent;lend lent;rend rent;build built;show showed shown;throw threw thrown;grow grew grown;blow blew blown;
fly flew flown;shake shook shaken;break broke broken;wake woke woken;rise rose risen;arise arose arisen;
bear bore borne;tear tore torn;wear wore worn;shoot shot;plead pled pleaded;speed sped;bleed bled;feed fed;
sit sat;win won;pay paid;prove proved proven;hang hung;fall fell fallen;sell sold;deal dealt;bind bound;wind wound;
grind ground;hurt;shut;spread;cost;burst;stride strode stridden;ride rode ridden;hide hid hidden;bite bit bitten;
deny denied;light lit;beat beaten;spit spat;shed;thrust;eat ate eaten;drink drank drunk;sink sank sunk;swim swam swum;
steal stole stolen;freeze froze frozen;weave wove woven;strive strove striven;sleep slept;weep wept;creep crept;
slay slew slain;sew sewed sewn;tread trod trodden;cling clung;dig dug;spin spun;shine shone;slide slid;behold beheld;
beseech besought;backbite backbit;oversee oversaw overseen;partake partook;will would 'll 'd;can could;shall should;
people persons;word words;who whose
"""
_FINAL_STRESS: Final = _set(
    """
    abet abhor acquit admit allot beg bid bet chat commit compel concur confer control cut defer deter dispel
    drop drag equip expel fit forget get grab grin hit hop incur infer let nag nod omit occur pat permit pet
    pin plan plot prefer prod put quip quit quiz rap rebut recap refer regret rehash repel rig rip rob rub run
    set shrug shun sit slam slap slip snap snub spar spin spot stir stop strip sub submit sum swim swap tag
    tap tip top transfer transmit tap trim troll vet win wrap zip zap scrap scan plug pan knit jab hum hug gag
    flog fret ban bar bat bash demur debar beset blog cap chip crib dub embed patrol propel remit shut skim
    skip split stab step jog jot ram grip
    """
) - {"rehash", "troll", "bash"}  # verbs that double their last consonant


_UNBENT: Final = frozenset(
    ("not", "nor", "no", "for", "in", "on", "at", "with", "under", "over", "by", "of", "a", "an", "as")
)
"""Words without inflection that a stripped ending could leave behind: "noted" is not a form of "not"."""


def _irregular() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    to_lemma: dict[str, list[str]] = {}
    to_forms: dict[str, tuple[str, ...]] = {}
    for row in "".join(_STRONG.splitlines()).split(";"):
        lemma, *rest = row.split()
        to_forms[lemma] = tuple(rest)
        for form in rest:
            to_lemma.setdefault(form, []).append(lemma)
    return {form: tuple(found) for form, found in to_lemma.items()}, to_forms


_LEMMAS_OF, _FORMS_OF = _irregular()


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> tuple[str, ...]:
    """Every lemma a lower-case form may have, likeliest first; the form itself is always among them.

    >>> lemmas("said"), "plan" in lemmas("planned"), "deny" in lemmas("denies"), "promise" in lemmas("promising")
    (('say', 'said'), True, True, True)
    """
    word = word.replace("’", "'")
    if word in ("n't", "cannot"):
        return (word, "not")
    found = [*_LEMMAS_OF.get(word, ()), word]
    if word.endswith("'s") and len(word) > 2:
        found.append(word[:-2])
    if word.endswith("s") and len(word) > 3 and not word.endswith("ss"):
        found.append(word[:-1])
        if word.endswith("es"):
            found.append(word[:-2])
        if word.endswith("ies"):
            found.append(word[:-3] + "y")
    for tail in ("ed", "ing"):
        stem = word.removesuffix(tail)
        if len(stem) < 2 or stem == word:
            continue
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
            found += [stem, stem[:-1]]
        elif stem[-1] == "i" and tail == "ed":
            found.append(stem[:-1] + "y")
        elif stem[-1] == "y" and tail == "ing" and len(stem) == 2:
            found.append(stem[:-1] + "ie")
        found += [stem + "e", stem] if stem[-1] not in "y" else [stem]
        if stem.endswith("ck"):
            found.append(stem[:-1])
    return tuple(dict.fromkeys(lemma for lemma in found if lemma == word or lemma not in _UNBENT))


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb: itself, third person, past, participles; British doubling of "l" beside the American form.

    >>> forms("say"), forms("admit")
    (('say', 'says', 'saying', 'said'), ('admit', 'admits', 'admitting', 'admitted'))
    """
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    stems = [verb]
    if verb in _FINAL_STRESS:
        stems = [verb + verb[-1]]
    elif verb.endswith("l") and verb[-2] in _VOWELS and verb[-3] not in _VOWELS and len(verb) > 4:
        stems = [verb, verb + "l"]
    elif verb.endswith("ie"):
        stems = [verb[:-2] + "y"]
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        stems = [verb[:-1]]
    present = [verb, third, *(stem + "ing" for stem in stems)]
    if verb in _FORMS_OF:
        return tuple(dict.fromkeys([*present, *(_FORMS_OF[verb] or (verb,))]))
    if third.endswith("ies"):
        return (*present, verb[:-1] + "ied")
    if verb.endswith("ie"):
        return (*present, verb + "d")
    return (*present, *(stem + "ed" for stem in stems))
