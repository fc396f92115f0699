#!/usr/bin/env bash
# Makes this machine ready: chooses the torch engine and installs what it needs from Debian's packages.
# Idempotent; where all is there it needs no network and no rights.
#   eng/setup.sh                  what building and the demo need
#   eng/setup.sh --tests          what the tests need too: PyTorch and torchvision as oracles, a browser
#   eng/setup.sh --engine NuGet|System   settle the engine by hand instead of trying
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

engine='' tests=no
while (($#)); do
  case $1 in
    --tests) tests=yes ;;
    --engine) engine=${2:-}; shift ;;
    *) echo "setup: unknown option '$1' (known: --tests, --engine NuGet|System)" >&2; exit 2 ;;
  esac
  shift
done
case $engine in ''|NuGet|System) ;; *) echo "setup: --engine is '$engine': expected NuGet or System" >&2; exit 2 ;; esac

choice=eng/TorchEngine.props

if ! command -v dotnet >/dev/null; then
  echo "setup: the .NET 10 SDK is not on the PATH: install it (https://dotnet.microsoft.com/download), then run this again" >&2
  exit 1
fi

chosen_engine() { [[ -f $choice ]] && sed -n 's:.*<TorchEngine>\(.*\)</TorchEngine>.*:\1:p' "$choice"; }

choose_engine() {
  echo "<Project><PropertyGroup><TorchEngine>$1</TorchEngine></PropertyGroup></Project>" > "$choice"
  echo "setup: torch engine $1 ($2)"
}

# The real package has no build for Linux on arm64, and some feeds do not carry it.
nuget_engine_works() {
  [[ $(uname -m) == x86_64 ]] || return 1
  local log=artifacts/setup-nuget.log
  mkdir -p artifacts
  timeout 900 dotnet run --project eng/EngineProbe -p:TorchEngine=NuGet >"$log" 2>&1
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

if [[ -n $engine ]]; then
  choose_engine "$engine" 'as asked'
elif [[ -z $(chosen_engine) ]]; then
  echo 'setup: trying the TorchSharp packages from the NuGet feed'
  if nuget_engine_works; then
    choose_engine NuGet 'TorchSharp restores and runs'
  else
    choose_engine System 'TorchSharp cannot be restored or run here: artifacts/setup-nuget.log'
  fi
fi

packages=(dataset-fashion-mnist libturbojpeg0 libpng16-16)
if [[ $(chosen_engine) == System ]]; then
  packages+=(g++ cmake make libtorch-dev libopenblas0-pthread)
fi
if [[ $tests == yes ]]; then
  packages+=(git python3 python3-numpy python3-torch python3-torchvision chromium)
fi
install_packages "${packages[@]}"
