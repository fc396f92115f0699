#!/usr/bin/env bash
# Builds everything and runs every test. The last line is "N passed, N failed, N skipped"; the exit code is 0 when none failed.
# With --long, tests that try random inputs try all of them instead of a tenth.
set -uo pipefail
unset CDPATH
cd "$(dirname "${BASH_SOURCE[0]}")" || exit
case "${1:-}" in
  '') ;;
  --long) export NETVARIANTS_LONG=1 ;;
  *) echo "usage: ./test.sh [--long]"; exit 2 ;;
esac
# Nothing here runs long enough to earn back what profiling its code costs.
export DOTNET_TieredPGO=0
eng/setup.sh --tests || { echo '0 passed, 1 failed, 0 skipped'; exit 1; }

configuration=Release
dotnet build NetVariants.sln --configuration $configuration --no-restore --verbosity quiet --nologo \
  || { echo '0 passed, 1 failed, 0 skipped'; exit 1; }

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"

# Runs a command under the name of the run; prints its output and records its exit code when it has ended.
record() {
  local name=$1 log=$results/$1.log
  "${@:2}" </dev/null >"$log" 2>&1
  echo $? >"$results/$name.exit"
  flock "$results" bash -c 'echo "== $1"; cat "$2"' - "$name" "$log"
}

# Runs the tests of a project, under a name of the run, with further arguments for dotnet test.
run() {
  record "$2" dotnet test "$1" --nologo --verbosity quiet --configuration $configuration "${@:3}" \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$2.trx" --results-directory "$results"
}

# Projects that compute by torch keep both cores busy by themselves: they run one after another, in parallel with the others, which compile.
mapfile -t computing < <(grep -l '<Torch>Native' tests/*.Tests/*.csproj)
mapfile -t others < <(grep -L '<Torch>Native' tests/*.Tests/*.csproj)
# The generator runs in the oldest compiler that can host it and in the newest too.
roslyns=(4.8.0 5.12.0)
mapfile -t runs < <(
  basename -a -s .csproj "${computing[@]}" "${others[@]}"
  printf 'NetVariants.Generators.Tests-Roslyn-%s\n' "${roslyns[@]}"
)
compute() {
  local project
  # TorchSharp's Scalar can be collected while libtorch reads it (docs/torch.md): fewer collections by threads of loaders and the runner.
  local -x DOTNET_GCgen0size=0x10000000
  for project in "${computing[@]}"; do run "$project" "$(basename "$project" .csproj)" --no-build; done
}
compile() {
  local project roslyn
  # The formatter compiles too, with the generator that was just built.
  Configuration=$configuration record format dotnet format NetVariants.sln --verify-no-changes --no-restore --verbosity quiet
  for project in "${others[@]}"; do run "$project" "$(basename "$project" .csproj)" --no-build; done
  # The pages' examples are written in the C# of today.
  for roslyn in "${roslyns[@]}"; do
    run tests/NetVariants.Generators.Tests/NetVariants.Generators.Tests.csproj "NetVariants.Generators.Tests-Roslyn-$roslyn" \
      --filter FullyQualifiedName!~DocumentationTests \
      "-p:RunAnalyzersDuringBuild=false" "-p:RoslynTestVersion=$roslyn" "-p:ArtifactsPath=$PWD/artifacts/roslyn-$roslyn"
  done
}
# Each lane is a process group, so that it gets signals as in a terminal and ends with this script.
set -m
trap 'for group in $(jobs -p); do kill -- "-$group" 2>/dev/null; done' EXIT
trap 'exit 130' INT TERM
compute &
compile &
wait

passed=0 failed=0 skipped=0
for name in "${runs[@]}"; do
  status=$(<"$results/$name.exit")
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null)
  if [[ -z $counters ]]; then
    echo "$name: no results were written (exit code $status)"
    ((failed += 1))
    continue
  fi
  count() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }
  ((passed += $(count passed), failed += $(count failed), skipped += $(count total) - $(count executed)))
  # A run that was cut short reports fewer tests, not failed ones.
  if ((status != 0 && $(count failed) == 0)) || grep -q 'Test host process crashed' "$results/$name.trx"; then
    echo "$name: the test run ended early, with exit code $status"
    ((failed += 1))
  fi
done
if (($(<"$results/format.exit"))); then
  echo 'dotnet format would change files: run dotnet format'
  ((failed += 1))
fi
if ((failed)); then
  # Repeat the failed tests at the end, with the processor: libtorch picks kernels by its instruction set.
  processor=$(grep -m 1 '^model name' /proc/cpuinfo | cut -d: -f2)
  instructions=$(grep -m 1 '^flags' /proc/cpuinfo | grep -owE 'avx2|avx512[a-z_0-9]*|amx_[a-z0-9]*|avx10[_0-9]*' | xargs)
  echo "== Failed on $(nproc) cores of$processor, $instructions"
  grep -ho '<UnitTestResult [^>]* outcome="Failed"' "$results"/*.trx 2>/dev/null \
    | sed 's/.* testName="\([^"]*\)".*/\1/; s/&quot;/"/g' | sort -u
fi
echo "$passed passed, $failed failed, $skipped skipped"
((failed == 0))
