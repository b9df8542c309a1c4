from django.utils.html import linebreaks

from mail.plain_text import plain_text


def test_the_body_becomes_paragraphs_and_each_link_its_words_and_its_address():
    html = """<title>Betreff</title><body><h1>Größe &amp;
        Form</h1><p>Hier oder <a href="https://n.example/?a=1&amp;b=2"> dort </a>. Ende.<br>--</p>
        <ul><li><a href="https://n.example/y/">/y/</a></li><li><a href="https://n.example/z/"></a></li></ul>"""
    assert plain_text(html).split("\n\n") == [
        "Größe & Form",
        "Hier oder dort:\nhttps://n.example/?a=1&b=2\nEnde.\n--",
        "https://n.example/y/",
        "https://n.example/z/\n",
    ]


def test_what_somebody_typed_stays_as_it_was_typed():
    submitted = '<a href="https://boese.example/">x</a>, &amp;\n\n<p>Zeile\n.de </body> "so"'
    assert plain_text(f"<body>{linebreaks(submitted, autoescape=True)}") == f"{submitted}\n"
