# Every recipe is one exec, so that Ctrl-C and SIGTERM reach the program itself.
.DEFAULT_GOAL := help
.PHONY: help demo test check chaos nodes bench lock shots

help:
	@printf '%s\n' \
	  'make demo    start the demo       PORT=8000  VAR=var  DATABASE_URL=postgresql://…' \
	  'make test    run all tests        ARGS="tests/forum -k reply"  VAR=var/test  DATABASE_URL=…' \
	  'make check   style, templates, migrations, deployment settings, HTML' \
	  'make chaos   kill each process of a demo of its own while people write in it; a few minutes' \
	  'make nodes   two nodes with one database: kills one, pulls the cable of the other; a few minutes' \
	  'make bench   measure the pages, here and in another version  POSTS=10000  AGAINST=<tag or commit>  PEER=<address>' \
  'make lock    renew the locked versions of Python and npm packages' \
	  'make shots   take the screenshots'

demo:
	@exec sh tools/bootstrap.sh demo

test:
	@exec sh tools/bootstrap.sh test

check:
	@exec sh tools/bootstrap.sh check

chaos:
	@exec sh tools/bootstrap.sh chaos

nodes:
	@exec sh tools/bootstrap.sh nodes

bench:
	@exec sh tools/bootstrap.sh bench

lock:
	@exec sh tools/bootstrap.sh lock

shots:
	@exec sh tools/bootstrap.sh screenshots
