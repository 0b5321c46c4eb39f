"""The words that a clause is read by: which verbs tell and what may stand behind each, what begins, helps or ends a
phrase. Lower case, as edited English writes them. A word stands in each table whose question it answers."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# ---- verbs, by what may stand behind them ----

SAY = _words(
    "say write argue claim insist explain admit confess concede acknowledge deny warn announce declare report state",
    "confirm promise vow pledge complain testify suggest predict conclude maintain allege swear recall reply reveal",
    "disclose assert contend tweet boast caution",
)
"""Verbs with a clause behind them ("said that", "said they had")."""
TELL = _words("tell inform assure notify warn remind promise ask advise")
"""Verbs with a hearer, then a clause, a question or an infinitive."""
TO = _words("threaten promise vow pledge swear offer refuse agree ask demand")
"""Verbs with an infinitive of what is promised or wanted."""
OBJECT = _words("deny admit confirm reject promise announce")
"""Verbs with a noun phrase behind them that stands for what was said ("denied everything", "promised a refund")."""
HOLD = _words("expect believe think fear hope doubt")
"""Verbs of holding and expecting; inside another's words only with somebody else as the subject."""
FIND = _words("find discover conclude determine establish rule decide identify detect")
"""What those do whom a medium relays without a verb of saying: "police found three rifles"."""
WITH_THAT = SAY | TELL | HOLD | _words("find discover conclude determine establish learn rule decide")
"""Verbs behind which "that", "whether", "why" or "how" begins what is told."""
NOUNS_TOO = _words(
    "report reports claim claims promise promises offer offers demand demands tweet tweets state states boast boasts",
    "reply vow vows pledge pledges hope hopes fear fears doubt doubts complaint caution find finds rule rules recall",
    "recalls request requests predict",
)
"""Forms that are nouns as well: verbs only behind a plain subject."""

# ---- what helps a verb, or shows one ----

AUXILIARY = _words("has have had having did does do 's 've 'd")
BE = _words("is are was were be been being am get got gets")
MODAL = _words("will would shall should can could may might must to cannot 'll ’ll wo ca let not-to")
NOT_MODAL = _words("can't won't wouldn't couldn't shouldn't mustn't can’t won’t wouldn’t couldn’t shouldn’t mustn’t")
HELPERS = AUXILIARY | BE | MODAL
"""No noun phrase has one of these in it."""
ADVERBS = _words(
    "also later then now once always again already still even just often never not recently first since only ever",
    "twice both all themselves himself herself long",
)
"""What may stand within a verb group; besides these, whatever ends in "ly"."""
LEADING = frozenset(("both", "all", "then", "since", "even", "first"))
"""Those of the adverbs that belong to what stands before the group, where they begin it."""
PLAIN_VERBS = _words(
    "knew went came left saw made took got gave thought wanted needs want wants lost felt works stood ran sat"
)
"""Verbs whose form does not show that they are one, of those that are frequent."""
SHOW_A_VERB = AUXILIARY | BE | (MODAL - {"to"}) | PLAIN_VERBS
"""Words that are a verb, or stand before one."""
PAST = PLAIN_VERBS | _words("was had")
"""Verbs behind "the man", besides those in "ed"."""

# ---- phrases: what begins them, what ends them, who can tell ----

PREPOSITIONS = _words(
    "in on at by from about for with of during after before as into over under through until since against between",
    "among and but or to",
)
"""And the small conjunctions: behind a verb they begin no clause that is told."""
BREAKS = _words(
    "that and but or because when while as since after before although though which who whom whose what how why where",
    "if whether unless until than so yet for with of in on at by from about into over under through then said says",
    "told",
)
"""Words that no noun phrase has within it, seen from its end."""
HARD_BREAKS = BREAKS - PREPOSITIONS
"""Those that end the clause as well, not its phrase alone."""
UNREAL = _words("if whether unless until lest should had nobody")
"""Before a subject: nothing was told ("if he says that")."""
SPEAKERS = _words("i we you me us who which that this it's there let's what")
"""No source of their own within another's content: the speaker, the hearer, relative and empty subjects."""
NOBODY = _words("no nobody none neither nothing not never few any anyone anybody nor")
PRONOUNS = _words("he she they it someone somebody everyone everybody one many others both some several")
"""Pronouns that can tell."""
ARTICLES = _words("the a an his her their my our its")
PLURAL = _words("they many others some both several")
"""Subjects that have a verb in its plain form, besides BARE and what ends in "s"."""
DETERMINERS = _words(
    "the a an his her their its my our your this these those another some several many two three four five six seven",
    "eight nine ten both all most every each one former local senior top other",
)
"""What a noun phrase begins with."""
BARE = _words(
    "police officials investigators prosecutors doctors lawyers witnesses experts scientists researchers authorities",
    "detectives officers inspectors auditors lawmakers critics residents neighbours neighbors parents teachers workers",
    "troops soldiers rebels rescuers firefighters people engineers economists analysts opponents customs state court",
    "courts diplomats aides managers nurses staff management",
)
"""Those who tell without an article."""
SUBJECTS = _words(
    "he she they it i we you there no nobody the a an his her their its my our your this these those someone nothing",
    "everyone",
)
"""What the subject of a clause begins with, in small letters."""
NOMINATIVE = _words("he she they it there i we you")
"""Subjects of a clause, and nothing else."""
HELD_SUBJECTS = _words("he she they it the there")
"""What begins a clause behind "believed" and its like, where "that" is left out."""

# ---- behind the verb: hearers, and what opens what is told ----

HEARERS = _words("reporters journalists students voters staff customers")
"""Hearers without an article, besides BARE."""
HEARD_BY = _words("him her them me us you everyone everybody himself herself")
"""Hearers as pronouns."""
LATER = _words("again also later today yesterday monday tuesday wednesday thursday friday saturday sunday")
"""May stand between the verb and what it tells."""
THAT = _words("that whether why how")
OPENS_CLAUSE = _words("that to not whether how why what if where when")
"""What opens a clause, a question or an infinitive behind a hearer."""
OPENS_OBJECT = _words("everything any involvement it wrongdoing him her them no being having taking")
"""What begins the noun phrase that stands for what was said, besides determiners and subjects."""
