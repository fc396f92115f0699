#!/usr/bin/env bash
# Trains networks declared by attributes on the real Fashion-MNIST and compares them: ./demo.sh --help lists the options.
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
"$root/eng/setup.sh"
project=$root/samples/FashionMnist/FashionMnist.csproj
# In the repository's folder, whose global.json names the SDK; the program itself runs where the caller is, for paths among its options.
(cd "$root" && dotnet build "$project" --configuration Release --no-restore --verbosity quiet --nologo)
exec dotnet "$root/artifacts/bin/FashionMnist/release/FashionMnist.dll" "$@"
