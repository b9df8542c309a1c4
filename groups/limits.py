"""All limits and durations of groups, each with its unit and reason."""

from datetime import timedelta

# --- Invitation links ---
# How long a new link lasts unless its form says otherwise: one conference and the weeks after it.
LINK_LIFETIME = timedelta(days=90)
# A public link is replaced this long before it expires, so that public pages never lead to a dead one.
PUBLIC_LINK_RENEWED_BEFORE = timedelta(days=14)
# Persons; more than any group will have, so that a typing error is noticed.
LINK_MAX_USES = 100_000
# Domains in the policy of one link; also the size of the database column.
LINK_MAX_MAIL_DOMAINS = 50

# --- Invitations by e-mail ---
# From sending until the mailed key expires. The mail states it in words.
EMAIL_INVITATION_LIFETIME = timedelta(days=30)
# The one reminder goes out this long before the key expires.
EMAIL_INVITATION_REMINDED_BEFORE = timedelta(days=5)
# Least time between two mails to one address.
EMAIL_INVITATION_PAUSE = timedelta(minutes=10)
# How long an address stays after its invitation has expired, so that leads see what became of it.
EMAIL_INVITATION_RETENTION = timedelta(days=30)
# How long a person who declined gets no invitation into this group.
DECLINED_EMAIL_INVITATION_RETENTION = timedelta(days=365)
# Addresses in one mailing.
MAILING_MAX_LINES = 1_000
# Lines that are parsed at most: enough to tell how many are too many.
MAILING_MAX_LINES_PARSED = 10_001
# Addresses that one group invites within 24 hours: protects the mail server's reputation.
MAILING_MAX_PER_DAY = 3_000
# Addresses in one mailing that gives more than the role of a member.
MAILING_MAX_WITH_ROLE = 10
# Bytes of an uploaded CSV file; 1,000 lines are far below.
MAILING_MAX_FILE_SIZE = 1_000_000
# Characters of pasted addresses.
MAILING_MAX_TEXT = 300_000
# How long a list that was not sent stays since its last change: a week to ask for the addresses that are missing. They
# are of people who know nothing of it.
MAILING_DRAFT_RETENTION = timedelta(days=7)

# --- Joining ---
# A six-digit code can be guessed, so it is short-lived.
SIGNUP_CODE_LIFETIME = timedelta(minutes=15)
SIGNUP_CODE_MAX_ATTEMPTS = 5
# Nobody can guess the link, and mail servers of town halls hold first mails back.
SIGNUP_LINK_LIFETIME = timedelta(hours=24)
# As the invitation page promises.
PENDING_SIGNUP_RETENTION = timedelta(days=7)

# --- Requests ---
# Waiting requests in the overview of a group; all stand in its queue.
OVERVIEW_REQUESTS_SHOWN = 10
# A declined person may ask again after this time.
ASK_AGAIN_AFTER = timedelta(days=14)
# How long leads can look up what they decided.
DECIDED_REQUEST_RETENTION = timedelta(days=90)

# --- Groups ---
# Between announcing the deletion of a group and deleting it, so that members can save what they need.
GROUP_DELETION_WAIT = timedelta(days=30)
# A second plan within this time is announced by the nightly job instead of at once.
DELETION_MAIL_PAUSE = timedelta(days=1)
# "New members" in the overview for leads.
OVERVIEW_PERIOD = timedelta(days=30)

# --- Rows per page, and characters of a search ---
MEMBERS_PER_PAGE = 50
LINK_MEMBERS_PER_PAGE = 50
EMAIL_INVITATIONS_PER_PAGE = 100
LOG_ENTRIES_PER_PAGE = 50
DECIDED_REQUESTS_SHOWN = 20
NEWEST_MEMBERS_SHOWN = 5
SEARCH_MAX_LENGTH = 100
