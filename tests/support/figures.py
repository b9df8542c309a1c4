"""What a test has measured, told at the end of the run: nothing fails because a machine is slow."""

import pytest


@pytest.fixture
def tell_figure(record_property):
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter):
    lines = [
        value
        for report in terminalreporter.stats.get("passed", [])
        for name, value in report.user_properties
        if name == "figure"
    ]
    if lines:
        terminalreporter.section("measured")
    for text in lines:
        terminalreporter.write_line(text)
