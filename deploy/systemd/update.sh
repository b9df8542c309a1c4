#!/bin/sh
# Puts the version that lies in /srv/staedtenetz/app to work, without a request that fails. As root.
# Stops at the first error: what runs by then goes on running.
set -eu
cd /srv/staedtenetz/app

manage() {
  systemd-run --quiet --pipe --wait --property=User=staedtenetz --property=WorkingDirectory="$PWD" \
    --property=EnvironmentFile=/etc/staedtenetz/env .venv/bin/python manage.py "$@"
}

answers() {
  for _ in $(seq 60); do
    curl --fail --silent --output /dev/null --header 'Host: localhost' --header 'X-Forwarded-Proto: https' \
      --unix-socket "/run/staedtenetz/$1.sock" http://localhost/-/health/ && return
    sleep 1
  done
  echo "$1 antwortet nicht." >&2
  exit 1
}

manage check
manage migrate --noinput
manage collectstatic --noinput --verbosity 0
for number in 1 2; do
  systemctl reload "staedtenetz-web@$number"
  # By then the new process has taken over the socket and the old one ends.
  sleep 12
  answers "web-$number"
done
for number in 1 2; do
  systemctl restart "staedtenetz-live@$number"
  answers "live-$number"
done
systemctl restart 'staedtenetz-worker@*'
