#!/usr/bin/env bash
# Makes this machine ready: installs what it needs from Debian's packages and restores NuGet packages, TorchSharp and libtorch among them.
# Idempotent; where all is there it needs no network and no rights.
#   eng/setup.sh                  what the demo needs
#   eng/setup.sh --tests          what the tests need too: PyTorch, torchvision and onnx as oracles, a browser, NativeAOT's linker
set -Eeuo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")/.."

restored=samples/FashionMnist/FashionMnist.csproj
packages=(dataset-fashion-mnist)
restore_size=' (TorchSharp, libtorch and SkiaSharp: 400 MB to download, 1.7 GB unpacked, once a machine)'
while (($#)); do
  case $1 in
    --tests)
      restored=NetVariants.sln
      packages+=(git gcc libc6-dev zlib1g-dev python3 python3-numpy python3-onnx python3-torch python3-torchvision chromium)
      # By the reference BLAS, Debian's default, the oracles' matrix products take ten times as long.
      packages+=(libopenblas0-openmp)
      restore_size=''
      ;;
    *) echo "setup: unknown option '$1' (known: --tests)" >&2; exit 2 ;;
  esac
  shift
done
if ! command -v dotnet >/dev/null; then
  echo "setup: the .NET 10 SDK is not on the PATH: install it (https://dotnet.microsoft.com/download), then run this again" >&2
  exit 1
fi

log=$(mktemp)
progress=
stop_progress() {
  [[ -n $progress ]] || return 0
  kill "$progress" 2>/dev/null || true
  wait "$progress" 2>/dev/null || true
  progress=
  if [[ -t 1 ]]; then printf '\r\033[K'; fi
}
trap 'stop_progress; rm -f "$log"' EXIT
trap 'echo "setup: line $LINENO failed: $BASH_COMMAND" >&2' ERR

# Says every few seconds how long a command has run and how far it is, as long as this script lives.
report_progress() { # what, command that says how far
  local started=$SECONDS end='\n'
  if [[ -t 1 ]]; then end='\r'; fi
  sleep 3 >/dev/null 2>&1
  while kill -0 $$ 2>/dev/null; do
    printf "setup: %s: %d s, %s  $end" "$1" $((SECONDS - started)) "$($2)"
    sleep 5 >/dev/null 2>&1
  done
}

# Runs a command with its output in the log. It runs in the foreground, so that Ctrl-C ends it too.
run_with_progress() { # what, command that says how far, command to run...
  local what=$1 how_far=$2 status=0
  report_progress "$what" "$how_far" &
  progress=$!
  "${@:3}" >"$log" 2>&1 || status=$?
  stop_progress
  if ((status)); then
    tail -n 20 "$log" >&2
    echo "setup: $what failed" >&2
    exit 1
  fi
}

missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || echo "$package"
  done
}

install_packages() {
  local missing as_root=()
  if ! command -v apt-get >/dev/null; then
    echo "setup: apt-get is missing, so install these yourself: $*" >&2
    return 0
  fi
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    if ! { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; then
      echo "setup: installing packages needs root. Run this, then run setup again:" >&2
      echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo -n)
  fi
  echo "setup: installing from Debian's packages: ${missing[*]}"
  apt_progress() {
    { grep -oE '^(Need to get .* of archives|Get:[0-9]+|Unpacking [^ ]+|Setting up [^ ]+)' "$log" || echo starting; } | tail -n 1
  }
  run_with_progress 'apt-get update' apt_progress "${as_root[@]}" apt-get update -q
  run_with_progress 'apt-get install' apt_progress "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends -q "${missing[@]}"
}

restore_packages() {
  local packages=${NUGET_PACKAGES:-${HOME:-}/.nuget/packages} before
  # Downloads lie in NuGet's cache of answers until they are unpacked.
  local downloads=${NUGET_HTTP_CACHE_PATH:-${XDG_DATA_HOME:-${HOME:-}/.local/share}/NuGet/http-cache}
  # The large packages alone; du fails where one is not there yet, and counts what is.
  size() {
    { du -sc --block-size=1MB "$packages"/{torchsharp,libtorch,skiasharp}* "$downloads" 2>/dev/null || true; } | tail -n 1 | cut -f 1
  }
  before=$(size)
  restore_progress() { echo "$(($(size) - before)) MB on disk$restore_size"; }
  run_with_progress 'restoring NuGet packages' restore_progress dotnet restore "$1" --verbosity quiet
}

install_packages "${packages[@]}"
restore_packages "$restored"
