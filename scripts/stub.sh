#!/bin/sh
# This file is a program: a shell script, then its runtime and its code, compressed. The first start unpacks both into
# the user's cache; later ones run from there. All of it is one group, so that a cut script runs not even in part.
{
set -u
users_umask=$(umask)
umask 077

fail() {
  printf 'Cannot start "%s": %s\n' "$0" "$1" >&2
  exit 3
}

# A folder for the cache that is ours alone: made, or made before; not a link, owned by this user, writable.
own_folder() {
  [ -d "$1" ] || mkdir -p "$1" 2>/dev/null || return 1
  [ ! -L "$1" ] && [ -O "$1" ] && [ -w "$1" ]
}

# Whether a part lies in its folder, whole.
is_there() {
  [ ! -L "$1" ] && [ -O "$1" ] && [ -f "$1/ok" ] && [ -f "$1/$2" ]
}

# unpack FOLDER NAME OFFSET PACKED_SIZE SIZE
unpack() {
  is_there "$1" "$2" && return
  own_folder "$1" || return 1
  part=$temporary/$2
  tail -c "+$3" "$0" | head -c "$4" | gzip -dc 2>/dev/null >"$part" || return 1
  [ "$(($(wc -c <"$part")))" -eq "$5" ] || return 1
  chmod 700 "$part" || return 1
  # A disk that lets nothing run is no place for the runtime.
  if [ "$2" = deno ]; then "$part" --version >/dev/null 2>&1 || return 1; fi
  mv -f "$part" "$1/$2" && : >"$1/ok"
}

# Whether both parts lie in this cache folder, once it is done.
prepare() {
  cache=$1
  runtime=$cache/runtime-@RUNTIME_KEY@
  app=$cache/app-@APP_KEY@
  [ ! -L "$cache" ] && [ -O "$cache" ] && is_there "$runtime" deno && is_there "$app" synthdebug.js && return
  [ "$(($(wc -c <"$0")))" -eq "@FILE_SIZE@" ] || fail "the file is not whole; copy or build it again"
  own_folder "$cache" || return 1
  # What a killed start left behind, an hour ago or longer.
  find "$cache" -maxdepth 1 -name 'unpacking.*' -mmin +60 -exec rm -rf {} + 2>/dev/null
  temporary=$(mktemp -d "$cache/unpacking.XXXXXX" 2>/dev/null) || return 1
  trap 'rm -rf "$temporary"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  unpack "$runtime" deno "@RUNTIME_AT@" "@RUNTIME_PACKED@" "@RUNTIME_SIZE@" &&
    unpack "$app" synthdebug.js "@APP_AT@" "@APP_PACKED@" "@APP_SIZE@"
  result=$?
  rm -rf "$temporary"
  trap - EXIT INT TERM
  return "$result"
}

# Absolute places only: a cache beside whatever folder the program is started in would be everywhere.
choose_cache() {
  case ${XDG_CACHE_HOME:-} in /*) prepare "$XDG_CACHE_HOME/synthdebug" && return ;; esac
  case ${HOME:-} in /*) prepare "$HOME/.cache/synthdebug" && return ;; esac
  case ${TMPDIR:-} in /*) place=$TMPDIR ;; *) place=/tmp ;; esac
  prepare "$place/synthdebug-$(id -u)"
}

# With no PATH at all, the shell has one of its own, and the program's children need it too.
export PATH="${PATH:-/usr/local/bin:/usr/bin:/bin}"
choose_cache || fail "no cache folder can be used: set XDG_CACHE_HOME to a folder of yours with 200 MB of room"
umask "$users_umask"
# Deno ends where it cannot make a folder of its own, so it gets one in the cache.
export DENO_DIR="${DENO_DIR:-$cache/deno}" DENO_NO_UPDATE_CHECK=1 SYNTHDEBUG_BUILD_KIND=self-extracting
exec "$runtime/deno" run --quiet --no-config --no-lock --no-remote --no-npm --no-prompt @FLAGS@ \
  "$app/synthdebug.js" "$@"
}
exit 3
