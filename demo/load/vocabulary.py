from demo.load import read_content
from vocabulary.models import Municipality, Programme, TargetGroup, ThemeField


def load_vocabulary():
    cities, themes = read_content("cities"), read_content("themes")
    load_programmes(cities["programs"])
    load_municipalities(cities["cities"])
    TargetGroup.objects.bulk_create(
        TargetGroup(slug=group["slug"], title=group["title"], order=order)
        for order, group in enumerate(themes["target_groups"])
    )
    ThemeField.objects.bulk_create(
        ThemeField(
            **{
                name: theme[name]
                for name in ("slug", "title", "short_title", "question", "description", "order")
            }
        )
        for theme in themes["themes"]
    )


def load_municipalities(sources):
    programmes = {programme.slug: programme for programme in Programme.objects.all()}
    Municipality.objects.bulk_create(
        Municipality(
            slug=city["slug"],
            title=city["title"],
            is_town=not city["is_municipality_only"],
            programme=programmes[city["program"]],
            size_class=city["size_class"],
            lat=city["lat"],
            lon=city["lon"],
            mail_domains=city["mail_domains"],
        )
        for city in sources
    )


def load_programmes(sources):
    for order, programme in enumerate(sources):
        Programme.objects.create(
            slug=programme["slug"],
            title=programme["title"],
            summary=programme["summary"],
            start=programme["start"],
            end=programme["end"],
            order=order,
        )
