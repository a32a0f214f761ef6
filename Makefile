# The commands of the house. Each starts from a fresh clone: it needs Python 3.11 or newer and nothing else.
.PHONY: help run dev test check bench

help:
	@sed -n 's/^#: //p' Makefile

#: make run     the whole site: database, demo content, web server, background worker (PORT=8000, HOST=127.0.0.1)
run:
	@sh bin/start run

#: make dev     the same for working on it: reloads when code changes, static files live, tracebacks shown
dev:
	@sh bin/start dev

#: make test    all tests, those in a real browser too where there is one (ARGS="-k hours")
test:
	@sh bin/start test $(ARGS)

#: make check   lint, types, templates, import floors, migrations, translations, settings
check:
	@sh bin/start check

#: make bench   measurements, printed as a table and written to bench/results/ (ARGS="pages")
bench:
	@sh bin/start bench $(ARGS)
