#!/bin/sh
# Mutation tests of the timing engine: makes one small change at a time, and checks that a test fails.
# The engine is pure, so this runs in its own folder with only the engine's tests; the property tests
# (hypothesis) are left out for speed. ARGS go to `mutmut run`: names of mutants, or patterns such as
# followups.timing.rules.people.*; then only the modules in those names are changed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/.cache/mutate
rm -rf "$work"
mkdir -p "$work/followups" "$work/tests/followups"
cp "$root/scripts/mutate.cfg" "$work/setup.cfg"
for name; do
    module=${name#followups.timing.}
    [ "$module" = "$name" ] || modules="${modules-only_mutate=}
    followups/timing/$(echo "${module%.*}" | tr . /).py"
done
echo "${modules-}" >> "$work/setup.cfg"
printf '[pytest]\npython_files = test_*.py\n' > "$work/pytest.ini"
cp "$root/followups/__init__.py" "$work/followups/"
cp -R "$root/followups/timing" "$work/followups/"
cp "$root/tests/__init__.py" "$work/tests/"
cp "$root/tests/followups/__init__.py" "$work/tests/followups/"
cp -R "$root/tests/followups/timing" "$work/tests/followups/"
cp -R "$root/tests/cases" "$work/tests/"
cd "$work"
nice "$root/.venv/bin/mutmut" run "$@"
"$root/.venv/bin/python" "$root/scripts/mutation_score.py"
