"""Editorial content from a folder of JSON files: docs/import.md describes them, `manage.py import_content` reads them.

`kinds/` has one module per file: what an entry holds (`Entry`) and what becomes of it (`Section`). `run.py` takes one file
after the other, `section.py` one list of a file, `pages.py` those whose entries are pages. What is wrong with an entry is
gathered in its `Item` and printed from the `Report`.
"""
