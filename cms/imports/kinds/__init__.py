"""The files of the format, in the order in which they refer to each other."""

from dataclasses import dataclass

from cms.imports.kinds import (
    cities,
    documents,
    events,
    links,
    media,
    news,
    press,
    settings,
    site_tree,
    steckbriefe,
    themes,
)


@dataclass
class FileKind:
    """Its lists; `unread`: names of the file of which the site makes nothing, or which a section reads as a whole."""

    sections: list
    unread: set


IN_ORDER = (themes, cities, documents, links, media, site_tree, steckbriefe, events, press, news, settings)
FILES = {
    module.__name__.rpartition(".")[2]: FileKind(list(module.SECTIONS), set(module.UNREAD))
    for module in IN_ORDER
}


def add_section(file, section, parts=()):
    """For apps above this one, in their module `import_sections`."""
    FILES[file].sections.append(section)
    FILES[file].unread.update(parts)
