#!/bin/sh
# Changes the timing engine on purpose, one small change at a time, and sees that a test notices.
# The engine is pure, so it is done in a folder of its own, with the engine's own tests alone; the
# generated ones (hypothesis) are left out for speed. ARGS go to `mutmut run`: names of changes, or
# patterns such as followups.timing.rules.people.*; then only the modules in those names are changed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/.cache/mutate
rm -rf "$work"
mkdir -p "$work/followups" "$work/tests/followups"
cp "$root/scripts/mutate.cfg" "$work/setup.cfg"
for name; do
    module=${name#followups.timing.}
    [ "$module" = "$name" ] || modules="${modules-only_mutate=}
    followups/timing/${module%%.*}.py"
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
