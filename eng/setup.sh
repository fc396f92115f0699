#!/usr/bin/env bash
# Makes this machine ready: installs what it needs from Debian's packages; TorchSharp comes from NuGet with the build.
# Idempotent; where all is there it needs no network and no rights.
#   eng/setup.sh                  what building and the demo need
#   eng/setup.sh --tests          what the tests need too: PyTorch and torchvision as oracles, a browser
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tests=no
while (($#)); do
  case $1 in
    --tests) tests=yes ;;
    *) echo "setup: unknown option '$1' (known: --tests)" >&2; exit 2 ;;
  esac
  shift
done
if ! command -v dotnet >/dev/null; then
  echo "setup: the .NET 10 SDK is not on the PATH: install it (https://dotnet.microsoft.com/download), then run this again" >&2
  exit 1
fi

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
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -q && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
         apt-get install --yes --no-install-recommends -q "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "setup: apt-get failed (its whole output: $log)" >&2
    exit 1
  fi
  rm -f "$log"
}

packages=(dataset-fashion-mnist libturbojpeg0 libpng16-16)
if [[ $tests == yes ]]; then
  # gcc and zlib1g-dev: NativeAOT's linker.
  packages+=(git gcc libc6-dev zlib1g-dev python3 python3-numpy python3-torch python3-torchvision chromium)
fi
install_packages "${packages[@]}"
