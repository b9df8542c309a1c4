"""Limits and durations of the editorial site, each with its reason."""

from datetime import timedelta

SUBMISSION_RETENTION = timedelta(days=365)
"""What was sent by a form: a fact sheet may take months to be edited, and a barrier to be mended."""

UNCONFIRMED_SUBSCRIPTION_RETENTION = timedelta(days=14)
"""An address whose owner has not confirmed the newsletter; the client's value, see demo/content/settings.json."""

UNCONFIRMED_SIGN_UP_RETENTION = timedelta(days=2)
"""It takes no place, and whoever wants to take part in an event reads the mail soon; signing up again takes a minute."""

SIGN_UP_RETENTION = timedelta(days=30)
"""After an event: until lists of participants and documents are sent."""

SEATS_DRAWN = 60
"""Places of an event that are drawn one by one: five rows."""

NEEDS_LENGTH = 1000
"""Characters of what somebody needs to take part."""

ADVICE_RETENTION = timedelta(days=730)
"""After an advice is closed: a city that comes back within two years need not tell it all again."""

PLACE_LENGTH = 100
"""Characters of the name of a place, as in accounts."""

PHONE_LENGTH = 50
"""Characters of a telephone number with words around it ("vormittags", an extension)."""

FORM_LIFETIME = timedelta(hours=24)
"""A form that was opened longer ago asks to be sent once more; what was typed stays."""

FORM_MIN_TIME = timedelta(seconds=3)
"""Nobody reads and fills in a form faster; programs do."""

LINE_LENGTH = 200
"""Characters of a one-line answer."""

MESSAGE_LENGTH = 5000
"""Characters of a longer answer: two printed pages, also for the draft of a fact sheet."""

ROWS_PER_PAGE = 30
"""Documents, links or groups on one page of a list."""

CLIPS_PER_PAGE = 13
"""The film across the page, and below it rows of two or three."""

FACT_SHEETS_PER_PAGE = 20
"""Rows of a list of fact sheets; each carries a drawing of about 2 kB when compressed."""

SEARCH_LENGTH = 100
"""Characters of a search for fact sheets: more than anybody types, and few enough to compare letter by letter."""

SEARCH_WORDS = 6
"""Words of it that are looked for; each is compared with every fact sheet."""

CHOICES = 60
"""Values of filters that are read from an address; who ticks more wants all of them."""

COMPARED = 3
"""Fact sheets side by side: as many columns as can be read on a screen."""

COMPARED_READ = 20
"""Names of fact sheets that are read from the address of a comparison, of which the first that exist are compared."""

EXPORTED = 2_000
"""Fact sheets in one file: twice as many as the library is made for; building them takes about two seconds."""

PERIOD_YEARS = 30
"""Years in which a project may be found: one that says it began in 1019 has a slip of the keys."""

FACT_SHEETS_PER_FIELD = 3
"""Fact sheets named below each theme field of their overview."""

ENTRIES_PER_KIND = 5
"""What a theme field's side column names of each other kind."""

EXPERTS = 5
"""People beside a theme field; their search leads to all."""

NEIGHBOURS_DRAWN = 8
"""Theme fields around one in a drawing as wide as a phone; the list beside it names all."""

PROVEN = 3
"""Sentences of what has proved itself at the head of a theme field."""

NEW_DAYS = 31
"""How long a fact sheet is marked as new: as long as somebody who comes once a month would miss it."""

DOCUMENTS_BESIDE = 5
"""Documents beside what a city has learned: as many as make the page no longer."""

NEWS_PER_PAGE = 20
"""Rows of "Aktuelles" and of the press releases on one page: three screens at most."""

RELEASES_PER_PAGE = 20
UPCOMING_EVENTS_PER_PAGE = 10
"""Upcoming events are told in full, so fewer of them."""

PAST_EVENTS_PER_PAGE = 20
PAST_EVENTS_SHOWN = 5
"""Past events below those to come, before "Archiv" leads to all of them."""

RELEASES_BESIDE = 10
"""Others of its kind beside a press release or a news page: as long as its text, not longer."""

NEWS_BESIDE = 5

ENTRIES_OF_BLOCK = 10
"""News or events that a block of a page names at most: its index has all of them."""

ENTRIES_BY_DEFAULT = 3

TEASER_SHEETS = 4
"""The fact sheet of the week with as many beside it as its drawing is high."""

PICTURE_WIDTHS = (480, 960, 1440)
"""Pixels: a phone, the column of text, the same on a dense screen; the last is what a column can show."""

PICTURE_COLUMN = 896
"""CSS pixels: the column of a text page, 56 rem."""

PORTRAIT_WIDTH = 256
"""Pixels, for a portrait of 8 rem on a dense screen."""

PDFS_KEPT = 32
"""PDFs that each process keeps by their content, about 40 kB each; making one anew takes 0.1 to 0.3 s of one core."""

FEED_ENTRIES = 30
"""The newest of a feed: a reader that asks once a month misses none."""

SOCIAL_PICTURE_RETENTION = timedelta(days=30)
"""The drawn picture of a link: about 30 kB, drawn anew in a third of a second when it is asked for after that."""

MACHINE_FILE_SECONDS = 3600
"""In which programs need not ask again for the sitemap, robots.txt, the icon and the manifest: a page of today is in the
index of no search engine sooner."""

EARLIEST_REUSE = 1990
"""The year before which nobody means the date of a re-use: who types 0202 has mistyped."""

OPEN_SUBMISSIONS = 20
"""Fact sheets and suggested changes of one person that are not published yet: more than anybody works on at once."""

SUBMISSION_LENGTH = 60_000
"""Characters in all fields of a fact sheet's form: five times what a full one has, and a bound for what is stored."""

SHEET_TITLE_LENGTH = 255
"""Characters, as Wagtail has it for the title of a page."""

POINT_LENGTH = 250
"""Characters of a point in a list, as in the editors' form: see lines_field."""

POINTS = 30
"""Points of a list; the longest of the real fact sheets has eight."""

SUBMISSIONS_PER_PAGE = 20
"""Rows of a member's own fact sheets."""

DRAFT_RETENTION = timedelta(days=365)
"""A fact sheet that its author has not touched for so long and never sent: a project's phase may pass in between."""

LINK_ADDRESS_LENGTH = 2000
"""Bytes of an external address that is checked: what PostgreSQL can keep unique, and more than browsers agree on."""

LINK_FAILURES = 2
"""Checks in a row that must fail before a link is called broken: any server is away for an hour now and then."""

LINK_SECOND_CHECK = timedelta(days=1)
"""After the first failure: the next day at another hour, see LINK_LEASE."""

LINK_RETRY = (timedelta(hours=1), timedelta(days=3))
"""The shortest and the longest time after which a website is asked again that says it is asked too often."""

LINK_TIMEOUT = 15
"""Seconds for all that is asked about one link, with its redirects."""

LINK_CONNECT_TIMEOUT = 5
"""Seconds until a connection stands, or the next piece of an answer is there."""

LINK_REDIRECTS = 5
"""Redirects that are followed; browsers follow 20, and nobody means more than two or three."""

LINK_PAUSE = 1
"""Seconds between two requests to the same host."""

LINK_HOSTS = 8
"""Hosts that are asked at the same time."""

LINKS_PER_JOB = 40
"""Links that one job takes: mails wait for the same worker."""

LINK_JOB_TIME = 20
"""Seconds after which a job begins with no further link, for the same reason."""

LINK_LEASE = timedelta(minutes=15)
"""Until a link is taken again whose job was killed."""

LINKS_PER_PAGE = 50
"""Rows of a report about links, pages or files."""

LINK_USES_SHOWN = 5
"""Places where a link stands that a row of the report names."""

REDIRECT_ROWS = 1000
"""Rows of an imported table; each is checked against all redirects there are, about 5 ms."""

REDIRECT_FILE_SIZE = 1024 * 1024
"""Bytes of a table: a thousand rows of the longest addresses."""

REDIRECT_WORKBOOK_SIZE = 32 * 1024 * 1024
"""Bytes of a workbook when it is unpacked: small archives can hold enormous files."""
IMPORTED_BYTES = 256 * 1024**2
"""Of a file that is imported: a film of half an hour; it is held in memory while it is stored."""

STORED_SHEET_ROWS = 8 * 1024 * 1024
"""Bytes, per process, of fact sheets in lists that are kept as HTML: some 1,000 of them."""
