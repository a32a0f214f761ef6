"""Words that are on every page and say nothing of it: prepositions, conjunctions, particles, pronouns, articles."""

_RUSSIAN = """
а без бы в вам вами вас весь во вот все всё вы где да для до его ее её ей ему если есть еще ещё же за и из из-за или
им ими их к как когда ко которая которого которое которой которую которые который которым которых кто ли либо
между меня мне мной мы на над нам нами нас не него нее неё ней ни но о об обо однако он она они оно от перед по под
при про с свои своей своего своих свой свою себе себя со так также там те тем то того тоже той только том тот ту ты
у уже чем что чтобы чья чьё эта эти этим этих это этого этой этом этот эту я
"""
_ENGLISH = """
a about after all an and any are as at be been but by can did do does for from had has have he her here him his how i
if in into is it its me my no nor not of on or our out over she so than that the their them then there these they this
those to under up us was we were what when where which while who whom why will with would you your
"""

STOP_WORDS = frozenset(f"{_RUSSIAN} {_ENGLISH}".replace("ё", "е").split())
