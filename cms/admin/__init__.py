"""/redaktion/ as our editors need it: what waits for them, what is planned, checks in German, approvals sent twice."""
