from demo.load import read_content
from vocabulary.models import Municipality, Programme, ThemeField


def load_vocabulary():
    cities = read_content("cities")
    load_programmes(cities["programs"])
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
        for city in cities["cities"]
    )
    ThemeField.objects.bulk_create(
        ThemeField(
            slug=theme["slug"], title=theme["title"], description=theme["description"], order=theme["order"]
        )
        for theme in read_content("themes")["themes"]
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
