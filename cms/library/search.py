"""Searching fact sheets in German, forgiving what people type.

Every word must be found: in one of its forms or as the beginning of a word by the full text, or as a part of a compound in
the names and the first sentences. Names are the title, the city, the quarter, the theme fields and the target groups. "ae"
is as good as "ä", and "ß" as "ss". When nothing is found so, words may also be like others: a slip of the keys.
"""

import re
from functools import reduce
from operator import and_, or_

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector, TrigramWordSimilarity
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, F, Func, Q, TextField, Value
from django.db.models.lookups import GreaterThanOrEqual

from cms import limits
from cms.library.vector import CONFIG, Joined
from vocabulary.models import TargetGroup, ThemeField
from web.fields import LineField

WORD = re.compile(r"[^\W_]+")
SPELLINGS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))
# Of the trigrams of a word: two letters changed places in "Enwticklung", which leaves half of them.
SIMILAR = 0.5
# In a text there are more words to be like by chance.
SIMILAR_IN_TEXT = 0.6
# A shorter word has too few trigrams to tell a slip from another word.
SIMILAR_FROM = 4
NAMES = ("title", "municipality__title", "quarter__title")
# A title says what a project is; a word that only its texts have counts less.
NAME_WEIGHT = 2


class SearchForm(forms.Form):
    q = LineField(label="Steckbriefe durchsuchen", max_length=limits.SEARCH_LENGTH, required=False)

    def clean_q(self):
        text = self.cleaned_data["q"]
        if text and not split_words(text):
            raise ValidationError("Bitte geben Sie ein Wort ein, zum Beispiel „Hitze“ oder „Mittagstisch“.")
        return text


class Words(Func):
    """Several texts as one; those that are NULL are left out."""

    template, output_field = "CONCAT_WS(' ', %(expressions)s)", TextField()


class ContainsAny(Func):
    """Whether a text has one of several parts, in whatever case."""

    template, arg_joiner, output_field = "(%(expressions)s))", " ILIKE ANY (", BooleanField()

    def __init__(self, text, parts):
        # Words are letters and digits: nothing in them is a wildcard.
        super().__init__(text, Value([f"%{part}%" for part in parts], ArrayField(TextField())))


class IsIn(Func):
    """Whether a full-text query finds something in a vector."""

    template, arg_joiner, output_field = "(%(expressions)s)", " @@ ", BooleanField()


class IsStopWord(Func):
    """Whether the German full text leaves a word out, as it does "und"."""

    template, output_field = "(numnode(%(expressions)s) = 0)", BooleanField()


def split_words(text):
    return list(dict.fromkeys(WORD.findall(text.lower())))[: limits.SEARCH_WORDS]


def list_spellings(word):
    """The word itself first."""
    long, short = word, word
    for letters, letter in SPELLINGS:
        short, long = short.replace(letters, letter), long.replace(letter, letters)
    return list(dict.fromkeys([word, short, long]))


def rank_sheets(sheets, text):
    """({key: rank} of the fact sheets that are found, whether exactly); what fits better has the higher rank."""
    words = split_words(text)
    query = make_query([spelling for word in words for spelling in list_spellings(word)])
    vector = Joined(SearchVector(Words(*NAMES), weight="A", config=CONFIG), F("search_vector"))
    likeness = TrigramWordSimilarity(" ".join(words), Words(*NAMES)) * NAME_WEIGHT
    ranked = sheets.annotate(rank=SearchRank(vector, query) + likeness).order_by()
    for match in (match_word, match_slip):
        if found := dict(ranked.filter(reduce(and_, map(match, words))).values_list("pk", "rank")):
            return found, match is match_word
    return {}, True


def match_word(word):
    """In the order of their cost: PostgreSQL asks the next only for rows that the one before has not found."""
    spellings = list_spellings(word)
    query = make_query(spellings)
    return (
        Q(IsStopWord(query))
        | Q(search_vector=query)
        | match_sorting(ContainsAny(F("title"), spellings))
        | Q(ContainsAny(Words(*NAMES, "intro", "summary"), spellings))
        | Q(IsIn(query, SearchVector("title", config=CONFIG)))
    )


def match_slip(word):
    found = match_word(word)
    if len(word) < SIMILAR_FROM:
        return found
    in_names = [is_like(spelling, Words(*NAMES), SIMILAR) for spelling in list_spellings(word)]
    sorting = match_sorting(is_like(word, F("title"), SIMILAR))
    return reduce(or_, map(Q, in_names), found) | sorting | Q(is_like(word, F("summary"), SIMILAR_IN_TEXT))


def match_sorting(condition):
    """By the title of a theme field or target group."""
    found = (model.objects.filter(condition).order_by() for model in (ThemeField, TargetGroup))
    return reduce(or_, (Q(pk__in=one.values("fact_sheets")) for one in found))


def is_like(word, text, likeness):
    return GreaterThanOrEqual(TrigramWordSimilarity(word, text), likeness)


def make_query(spellings):
    """Finds any of them, also as the beginning of a word."""
    return SearchQuery(" | ".join(f"{one}:*" for one in spellings), config=CONFIG, search_type="raw")
