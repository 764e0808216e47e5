#!/bin/sh
# Pictures of every screen, light and dark, at 100 and 200 %, into one folder: tests/ui/shots.sh DIR [BUILD]
# Options by environment: THEMES="light dark", SCALES="1 2", SIZE=1440x900, EXTRA="-reverse".
set -eu
out=$(mkdir -p "${1:?tests/ui/shots.sh DIR [BUILD]}" && cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${2:-$root/build/dev}
now=2026-11-23T09:00:00Z
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$work" XDG_CONFIG_HOME="$work" TZ=UTC LC_ALL=C.UTF-8
"$build/bin/qmctl" --now "$now" new "$work/sample.quartermaster" --sample >/dev/null
"$build/bin/qmctl" --now "$now" new "$work/empty.quartermaster" >/dev/null

shoot() { # NAME WORKSPACE OPTIONS...
    name=$1 file=$2
    shift 2
    for theme in ${THEMES:-light dark}; do
        for scale in ${SCALES:-1 2}; do
            picture="$out/$name-$theme-${scale}x.png"
            # shellcheck disable=SC2086
            QT_SCALE_FACTOR=$scale "$build/bin/quartermaster" ${EXTRA:-} --workspace "$file" --now "$now" --theme "$theme" \
                --size "${SIZE:-1440x900}" --shot "$picture" "$@" >/dev/null 2>&1 || echo "no picture: $name $theme ${scale}x" >&2
        done
    done
}

key() { # the key of the first record that fits: ENTITY COLUMN FILTER
    "$build/bin/qmctl" --workspace "$work/sample.quartermaster" --now "$now" list "$1" --where "$3" --columns "$2" --limit 1 --json |
        sed -n 's/.*"'"$2"'": *"\([^"]*\)".*/\1/p' | head -n 1
}

sample=$work/sample.quartermaster
for page in home runs person device app licence-line account contract spend findings activity source join leave import connect; do
    shoot "$page" "$sample" --page "$page"
done
for page in home person device contract spend runs findings source activity; do
    shoot "empty-$page" "$work/empty.quartermaster" --page "$page"
done
shoot person-page "$sample" --page person --record "$(key person number 'status = active')"
shoot device-panel "$sample" --page device --record "$(key device tag 'status = in-use')"
shoot contract-panel "$sample" --page contract --record "$(key contract number 'decision = open and deadline >= today')"
shoot app-panel "$sample" --page app --record "$(key app name 'state = approved')"
shoot account-panel "$sample" --page account --record "$(key account name 'state = active')"
shoot run-page "$sample" --page run --record R-0001
shoot palette "$sample" --page home --palette
shoot settings "$sample" --page home --press Settings
shoot as-of "$sample" --page home --press "As of today"
shoot add-person "$sample" --page person --press "Add person"
shoot filter "$sample" --page device --press Filter
shoot columns "$sample" --page device --press Columns
shoot help "$sample" --page home --press Help
shoot explain "$sample" --page home --press "Explain: Run rate"
shoot start "$work/none.quartermaster"

# The steps of the wizards, from the test that goes through them.
for theme in ${THEMES:-light dark}; do
    for scale in ${SCALES:-1 2}; do
        mkdir -p "$work/steps"
        # shellcheck disable=SC2086
        QT_SCALE_FACTOR=$scale QM_THEME=$theme QM_SHOTS="$work/steps" "$build/tests/test_ui_wizards" ${EXTRA:-} >/dev/null 2>&1 || echo "wizard steps: $theme ${scale}x" >&2
        for picture in "$work"/steps/*.png; do
            [ -e "$picture" ] && mv "$picture" "$out/step-$(basename "$picture" .png)-$theme-${scale}x.png"
        done
    done
done
echo "$(find "$out" -name '*.png' | wc -l) pictures in $out"
