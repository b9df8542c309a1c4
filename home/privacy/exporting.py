"""The export of one's data: asked for on a page, made by a job, fetched for a week."""


def ask(user):
    """Queues the job in the caller's transaction; asking again while one is being made changes nothing."""
    raise NotImplementedError


def make(export_pk):
    """Packs readable HTML, JSON and files into the export's archive; a second run of the job changes nothing."""
    raise NotImplementedError
