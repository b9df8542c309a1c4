"""How the site connects to PostgreSQL: directly, or through a pooler that shares connections."""

from django.db import connection

from config.database import connection_from

KEPT = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1 || %%'"


def test_postgresql_keeps_what_a_connection_asks_again(db):
    with connection.cursor() as cursor:
        for number in range(5):
            cursor.execute("SELECT %s || ' times'", [str(number)])
        assert cursor.execute(KEPT).fetchone() == (1,)
        assert cursor.execute("SHOW jit").fetchone() == ("off",)


def test_a_pooler_gets_nothing_that_it_cannot_share():
    direct, pooled = (
        connection_from("postgresql://db/netz", is_pooled=one)["OPTIONS"] for one in (False, True)
    )
    assert direct.keys() - pooled.keys() == {"server_side_binding", "prepare_threshold", "options"}


def test_what_the_address_says_counts_more():
    options = connection_from("postgresql://db/netz?options=-c%20jit%3Don&connect_timeout=9")["OPTIONS"]
    assert (options["options"], options["connect_timeout"]) == ("-c jit=on", "9")
