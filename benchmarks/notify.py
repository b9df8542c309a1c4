"""`python -m benchmarks.notify`: what NOTIFY costs writers, because it lets only one transaction commit at a time.

A PostgreSQL of its own, with fsync, and somebody who LISTENs. Each transaction inserts a row, with `pg_notify` or
without; the two take turns, so that other work on the machine meets both. First as fast as 1, 4 and 16 connections can,
then at given rates from 16 connections: there the milliseconds from BEGIN to the end of COMMIT are compared.
"""

import random
import sys
import threading
import time
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

import psycopg

from tools.postgres import server as postgres

CONNECTIONS, RATES, AT_RATE = (1, 4, 16), (50, 100, 200, 400), 16
SECONDS, ROUNDS = 1.5, 4
INSERT = "INSERT INTO written (text) VALUES (repeat('x', 500))"
NOTIFY = 'SELECT pg_notify(\'live\', \'{"to": "thread.7", "revision": 4}\')'


def main() -> None:
    with (
        TemporaryDirectory(prefix="staedtenetz-bench-") as folder,
        postgres.serving(Path(folder), durable=True) as server,
        psycopg.connect(server.url, autocommit=True) as listening,
    ):
        listening.execute("CREATE TABLE written (id bigserial PRIMARY KEY, text text)")
        listening.execute("LISTEN live")
        print_rows(server.url)


def print_rows(url: str) -> None:
    out = sys.stdout.write
    out(f"{'':>22}{'without':>10}{'NOTIFY':>10}{'ratio':>8}\n")
    for number in CONNECTIONS:
        without, with_notify = compare_with_notify(url, number, None, count_commits)
        row = f"{number} connections, per s"
        out(f"{row:>22}{without:>10.0f}{with_notify:>10.0f}{with_notify / without:>8.2f}\n")
    for rate in RATES:
        without, with_notify = compare_with_notify(url, AT_RATE, rate, mean_milliseconds)
        out(f"{f'{rate} per s, ms':>22}{without:>10.2f}{with_notify:>10.2f}{with_notify / without:>8.2f}\n")


def compare_with_notify(url, number, rate, summarise):
    """(without, with NOTIFY): the medians of the rounds."""
    rounds = [
        [summarise(run_writers(url, number, rate, notify=notify)) for notify in (False, True)]
        for _ in range(ROUNDS)
    ]
    return [median(one) for one in zip(*rounds, strict=True)]


def count_commits(durations):
    return len(durations) / SECONDS


def mean_milliseconds(durations):
    return mean(durations) * 1000


def run_writers(url, number, rate, *, notify):
    """The seconds that each transaction took."""
    durations, start = [], threading.Barrier(number)
    threads = [
        threading.Thread(target=write_rows, args=(url, rate and rate / number, notify, start, durations))
        for _ in range(number)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return durations


def write_rows(url, rate, notify, start, durations):
    statement = f"{INSERT}; {NOTIFY}" if notify else INSERT
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        start.wait()
        end = time.perf_counter() + SECONDS
        while (now := time.perf_counter()) < end:
            # Several statements in one message are one transaction.
            connection.execute(f"BEGIN; {statement}; COMMIT")
            durations.append(time.perf_counter() - now)
            if rate:
                time.sleep(max(0, random.expovariate(rate) - durations[-1]))


if __name__ == "__main__":
    main()
