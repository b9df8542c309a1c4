"""A membership that ends without any code of ours."""

from django.db import connection


def delete_in_sql(membership):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM forum_threadread WHERE membership_id = %s", [membership.pk])
        cursor.execute("DELETE FROM groups_membership WHERE id = %s", [membership.pk])
