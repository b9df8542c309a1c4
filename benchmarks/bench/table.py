"""The figures as a Markdown table, and how two versions compare: as the ratio within each round, with its spread."""

from statistics import median

COLUMNS = {
    "alone": ("alone, ms", "{:.1f}"),
    "per_second": ("at 16, requests/s", "{:,.0f}"),
    "cpu": ("CPU, ms", "{:.1f}"),
    "first": ("first, ms", "{:.0f}"),
    "statements": ("statements", "{:.0f}"),
    "bytes": ("KiB", "{:.1f}"),
    "value": ("", "{:.0f}"),
}
# What varies: for these a ratio is told.
MEASURED = ("alone", "per_second", "cpu", "value")
DIVISORS = {"bytes": 1024}
PAGE_COLUMNS = ("alone", "per_second", "cpu", "first", "statements", "bytes")


class Figures:
    """`all`: {row: {column: {version: [a figure for each round]}}}."""

    def __init__(self, versions: list[str]) -> None:
        self.versions, self.all = versions, {}

    def note(self, row: str, version: str, **figures: float) -> None:
        for column, figure in figures.items():
            self.all.setdefault(row, {}).setdefault(column, {}).setdefault(version, []).append(figure)

    def count_failures(self) -> dict[str, int]:
        """{version: how many answers under load were no page}."""
        failed = {}
        for columns in self.all.values():
            for version, numbers in columns.get("failed", {}).items():
                failed[version] = failed.get(version, 0) + int(sum(numbers))
        return {version: number for version, number in failed.items() if number}

    def to_markdown(self) -> str:
        pages = [row for row, columns in self.all.items() if "per_second" in columns]
        others = [row for row in self.all if row not in pages]
        return "\n".join(
            [
                *self.table_lines("page", pages, PAGE_COLUMNS),
                "",
                *self.table_lines("besides", others, ("value",)),
            ]
        )

    def table_lines(self, title, rows, columns):
        heads = [COLUMNS[column][0] for column in columns]
        yield f"| {title} | version | {' | '.join(heads)} |"
        yield f"|---|---|{'---:|' * len(columns)}"
        for row in rows:
            for version in self.versions:
                figures = [self.format_cell(row, column, version) for column in columns]
                if any(figure != "–" for figure in figures):
                    yield f"| {row} | {version} | {' | '.join(figures)} |"

    def format_cell(self, row, column, version):
        numbers = self.all[row].get(column, {}).get(version)
        if not numbers or not any(numbers):
            return "–"
        shown = COLUMNS[column][1].format(median(numbers) / DIVISORS.get(column, 1))
        ratio = self.format_ratio(row, column, version) if column in MEASURED else ""
        return f"{shown}{ratio}"

    def format_ratio(self, row, column, version):
        """Of the first version's figures to those of this one, round by round."""
        first = self.all[row][column].get(self.versions[0], [])
        theirs = self.all[row][column][version]
        if version == self.versions[0] or len(first) != len(theirs) or not all(theirs) or not all(first):
            return ""
        ratios = sorted(one / other for one, other in zip(first, theirs, strict=True))
        return f" (× {median(ratios):.2f}, {ratios[0]:.2f}–{ratios[-1]:.2f})"
