#!/usr/bin/env bash
# Everything that has to hold before a change is accepted, on a fresh machine too: programs, packages, formatter and
# linter, types, bundle, tests. Ends with the line `N passed, N failed`.
set -euo pipefail
cd "$(dirname "$0")/.."

bash scripts/setup-tools.sh

# npm writes the hidden lockfile last, so an interrupted installation counts as outdated.
if [[ ! -e node_modules/.package-lock.json || package-lock.json -nt node_modules/.package-lock.json ]]; then
  npm ci --no-audit --no-fund
fi

failed_steps=()
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed_steps+=("$name")
}

report=$(mktemp -d)
trap 'rm -rf "$report"' EXIT

step format-and-lint npx --no-install biome check .
step types npx --no-install tsc --noEmit
step build node scripts/build.mjs
step tests npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$report/tests.json" </dev/null

if [[ ${#failed_steps[@]} -gt 0 ]]; then echo "failed: ${failed_steps[*]}"; fi
# A file that can't be loaded has no tests that could fail, so it counts as one.
node -e '
  const report = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = report.numFailedTests + unloaded.length;
  console.log(`${report.numPassedTests} passed, ${failed} failed`);
  process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;
' "$report/tests.json"
[[ ${#failed_steps[@]} -eq 0 ]]
