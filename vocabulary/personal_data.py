"""The vocabulary holds nothing about people."""

NON_PERSONAL = {
    "vocabulary.Programme": "id slug title summary start end order",
    "vocabulary.Municipality": "id slug title is_town programme size_class lat lon mail_domains",
    "vocabulary.Quarter": "id municipality title",
    "vocabulary.TargetGroup": "id slug title order",
    "vocabulary.ThemeField": "id slug title short_title question description order",
}
