#!/bin/sh
# Puts the version that lies in /srv/staedtenetz/app to work, without a request that fails. As root.
# Stops at the first error: what runs by then goes on running.
set -eu
cd /srv/staedtenetz/app
wait_seconds=60

manage() {
  systemd-run --quiet --pipe --wait --property=User=staedtenetz --property=WorkingDirectory="$PWD" \
    --property=EnvironmentFile=/etc/staedtenetz/env .venv/bin/python manage.py "$@"
}

list_processes() {
  pgrep --parent "$(systemctl show --property=MainPID --value "staedtenetz-$1")" || true
}

# The new process has taken over the socket, and the old ones have ended.
wait_for_replacement() {
  for _ in $(seq $wait_seconds); do
    now=$(list_processes "$1")
    if [ -n "$now" ] && ! printf '%s\n' "$now" | grep -qxF "$2"; then return; fi
    sleep 1
  done
  echo "$1: Der alte Prozess endet nicht." >&2
  exit 1
}

wait_for_answer() {
  for _ in $(seq $wait_seconds); do
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
  old=$(list_processes "web@$number")
  systemctl reload "staedtenetz-web@$number"
  wait_for_replacement "web@$number" "$old"
  wait_for_answer "web-$number"
done
for number in 1 2; do
  systemctl restart "staedtenetz-live@$number"
  wait_for_answer "live-$number"
done
systemctl restart 'staedtenetz-worker@*'
