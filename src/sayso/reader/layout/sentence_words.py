"""The words that decide where a sentence ends. Each table says why its words are in it; all are written without the
final stop, as they stand in edited English text."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


NEVER_END = _words(
    "Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Profs Rev Fr Msgr Hon Pres",
    "Gov Govs Sen Sens Rep Reps Amb Atty Ald Asst Assoc Dep Del Supt Insp Det",
    "Gen Lt Col Capt Cmdr Cdr Adm Maj Brig Sgt Cpl Pvt Pfc Spc",
    "vs v cf viz e.g i.e approx ca aka Mt Ft incl esp",
)
"""Titles and particles: a name or the rest of the phrase always follows."""

MAY_END = _words(
    "Inc Corp Ltd Co Cos Bros Plc LLC Jr Sr Esq al ret St Ste Ave Blvd Rd Hwy Pkwy Dept Univ Assn Ass'n",
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Tues Thurs",
    "Ariz Calif Colo Conn Fla Minn Mich Mont Neb Nev Okla Tenn Wis Wyo Ky Ont Que",
    "Ph.D U.S U.K U.N E.U D.C co st est sq",
)
"""Words that stand as well within a sentence as at its end: only a word that opens sentences shows the end."""

STATES = _words("Ala Ark Del Ga Ill Ind Kan La Mass Md Me Miss Mo Ore Pa Tex Va Vt Wash Ia Ida")
"""Places that are words or names too: abbreviations only behind a comma ("Orlam, Miss. (AP)")."""

BEFORE_NUMBER = _words("No Nos no nos p pp P Art art Fig fig Sec sec Ch ch vol Vol Par para Rs N° n°")
"""Abbreviations only where a number follows ("No. 5"; but "He said no.")."""

TIMES = _words("a.m p.m a.m.e.s.t am pm")
"""Hours: an end, unless the day or the zone follows."""

TIME_FOLLOWERS = _words(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun",
    "January February March April May June July August September October November December",
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "GMT UTC BST CET CEST EST EDT ET CST CDT CT MST MDT MT PST PDT PT IST JST Eastern Central Mountain Pacific",
    "Greenwich Moscow Beijing Kyiv",
)
"""What may follow an hour in the same sentence."""

OPENING_WORDS = _words(
    "A An The This That These Those There Here It He She They We You I One Some Many Most Both Each All Any Every",
    "His Her Its Their Our My Your Another Other Others Such Several Few None Nobody Nothing Everyone Someone",
    "And But Or So Yet Nor For If When While Where Who What Which Why How Whether Because Since Until Unless Although",
    "Though After Before During Despite Among Amid Between Against About Above Under Over Through Throughout",
    "In On At By With Without Within From To Of As Into Upon Per Like Unlike Instead Along Across Around Behind Beyond",
    "Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should May Might Must Let Not No Yes",
    "Now Then Also However Meanwhile Earlier Later Still Even Only Just Once Again Thus Therefore Moreover Besides",
    "Nevertheless Nonetheless Indeed Perhaps Maybe Today Yesterday Tomorrow Last Next Asked According Given Speaking",
    "Two Three Four Five Six Seven Eight Nine Ten Hundreds Thousands Millions More Less Much Too Well Very",
    "Police Officials People Critics Supporters Please Currently Recently Previously Additionally Finally Together",
)
"""Words that stand with a capital only because they open a sentence (or, few, in titles)."""

SAID = (
    "said", "says", "asked", "asks", "added", "adds", "wrote", "writes", "told", "shouted", "tweeted", "yelled",
    "wondered", "replied", "quipped", "continued", "joked", "exclaimed", "screamed", "chanted", "responded",
    "answered", "cried", "declared", "demanded", "insisted", "recalled", "questioned",
)  # fmt: skip
"""Verbs of speech behind a quotation that ends with its own question or exclamation mark ("Why?" Holm asked)."""

DOMAINS = _words("com org net gov edu io co uk us info eu ru ua de fr tv me ai app news")
"""Ends of host names: "Market.Com" is one name."""
