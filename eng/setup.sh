#!/usr/bin/env bash
# Makes this machine ready: installs what it needs from Debian's packages and restores the NuGet packages, TorchSharp and libtorch among them.
# Idempotent; where all is there it needs no network and no rights.
#   eng/setup.sh                  what the demo needs
#   eng/setup.sh --tests          what the tests need too: PyTorch and torchvision as oracles, a browser, NativeAOT's linker
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

restored=samples/FashionMnist/FashionMnist.csproj
packages=(dataset-fashion-mnist)
while (($#)); do
  case $1 in
    --tests)
      restored=NetVariants.sln
      packages+=(git gcc libc6-dev zlib1g-dev python3 python3-numpy python3-torch python3-torchvision chromium)
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
trap 'rm -f "$log"' EXIT
trap 'echo "setup: line $LINENO failed: $BASH_COMMAND" >&2' ERR

# Runs a command with its output in the log, and every few seconds says how long it has been and how far it is.
run_with_progress() { # what, command that says how far, command to run...
  local what=$1 how_far=$2 started=$SECONDS end='\n'
  [[ -t 1 ]] && end='\r'
  "${@:3}" >"$log" 2>&1 &
  local pid=$!
  while sleep 0.2; kill -0 "$pid" 2>/dev/null; do
    if ((SECONDS - started >= ${said:=3})); then
      printf "setup: %s: %d s, %s  $end" "$what" $((SECONDS - started)) "$($how_far)"
      said=$((SECONDS - started + 5))
    fi
  done
  unset said
  if ! wait "$pid"; then
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
  local missing
  mapfile -t missing < <(missing_packages "$@")
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "setup: this is not a Debian system: install what provides ${missing[*]}, then run this again" >&2
    exit 1
  fi
  local as_root=()
  if ((EUID != 0)); then
    if ! { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; then
      echo "setup: installing packages needs root. Run this, then run setup again:" >&2
      echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo -n)
  fi
  echo "setup: installing from Debian's packages: ${missing[*]}"
  apt_progress() { { grep -oE '^(Need to get .* of archives|Get:[0-9]+|Unpacking [^ ]+|Setting up [^ ]+)' "$log" || echo starting; } | tail -n 1; }
  run_with_progress 'apt-get update' apt_progress "${as_root[@]}" apt-get update -q
  run_with_progress 'apt-get install' apt_progress "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends -q "${missing[@]}"
}

restore_packages() {
  # Downloads lie in NuGet's cache of answers until they are unpacked.
  local folders=("${NUGET_PACKAGES:-$HOME/.nuget/packages}" "${NUGET_HTTP_CACHE_PATH:-${XDG_DATA_HOME:-$HOME/.local/share}/NuGet/http-cache}")
  # du fails where a folder is not there yet, and counts what is.
  size() { { du -scm "${folders[@]}" 2>/dev/null || true; } | tail -n 1 | cut -f 1; }
  local before
  before=$(size)
  restore_progress() { echo "$(($(size) - before)) MB on disk (libtorch: 130 MB to download, 600 MB unpacked, once a machine)"; }
  run_with_progress 'restoring NuGet packages' restore_progress dotnet restore "$1" --verbosity quiet
}

install_packages "${packages[@]}"
restore_packages "$restored"
