# Sourced by the scripts beside it: where the lab keeps things, and whether it runs.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
course=$repository/fixtures/course
cache=${LAYERSCOPE_LAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/layerscope-lab}
lab_env=$cache/lab.env
export PATH=$PATH:/usr/sbin:/sbin

# The client of Debian's docker.io builds with BuildKit without a plugin; others may stand before it on PATH.
docker=/usr/bin/docker

lab_running() {
  [[ -f $lab_env ]] && (source "$lab_env" && curl -sf --max-time 5 --unix-socket "$LAYERSCOPE_LAB_SOCKET" http://lab/_ping) >/dev/null 2>&1
}

# Prints why no engine can run here; nothing when one can.
lab_obstacle() {
  if [[ $(uname -s) != Linux ]]; then echo "the lab needs Linux"
  elif [[ $(id -u) != 0 ]]; then echo "a private dockerd needs root"
  elif [[ ! -x /usr/sbin/dockerd || ! -x $docker ]]; then echo "Debian's docker.io is not installed (.ci/engine/install installs what is missing)"
  elif [[ ! -f $cache/debian.tar ]] && ! mirror_answers; then echo "the Debian mirror $(debian_mirror) cannot be reached"
  fi
}

mirror_answers() {
  local answer
  answer=$(mktemp)
  /usr/lib/apt/apt-helper download-file "$(debian_mirror)/dists/bookworm/InRelease" "$answer" >/dev/null 2>&1
  local code=$?
  rm -f "$answer"
  return $code
}

# The Debian mirror that apt uses on this machine.
debian_mirror() {
  local mirror
  mirror=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(COMPONENT) $(RELEASE)' 'Created-By: Packages' 2>/dev/null |
    awk '$2 == "Debian" && $3 == "main" && $4 !~ /-/ { print $1; exit }')
  mirror=${mirror%/}
  echo "$mirror"
}
