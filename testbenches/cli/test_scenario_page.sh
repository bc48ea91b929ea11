#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# docs/SCENARIO.md against the reader: the program is asked which keys and choices it knows, and the
# page must have all of them and no other. Each value that the page shows is given to the program, each
# default is tried, each formula is computed, and each picture is of today's program.
# shellcheck disable=SC2154,SC2016,SC2069  # tap.sh and program.sh set names; ` in patterns; messages alone
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

page=$root/docs/SCENARIO.md
cp "$root"/docs/stimuli/{first.yaml,current.csv} .
printf 'time\n10\n20\n' >events.csv
printf 'step,time\n3,1.5\n' >spikes.csv

# A waveform with a falling and a rising edge in each step.
awk -v steps="$(awk '/^duration/ {d = $2} /^step:/ {s = $2} END {print d / s}' first.yaml)" 'BEGIN {
    print "$scope module tb $end\n$var reg 1 c clk $end\n$var reg 1 e en $end\n$var reg 8 i i $end\n$enddefinitions $end\n#0\n1c 1e b1 i"
    for (n = 1; n <= steps; n++) printf "#%d\n0c\n#%d\n1c\n", 2 * n - 1, 2 * n }' >run.vcd

# rows PAGE   prints the rows of the tables of keys, tab-separated: section, key, value, default.
rows() {
    awk -F '|' '
        /^#/ { on = 0; section = $0; gsub(/^#+ |`/, "", section) }
        /^\| key \| value \| default \|/ { on = 1; next }
        !/^\|/ { on = 0 }
        on && !/^\| ---/ {
            gsub(/\\\|/, "\001")
            for (i = 2; i <= 4; i++) { gsub(/^ | $/, "", $i); gsub(/\001/, "|", $i) }
            gsub(/`/, "", $2)
            print section "\t" $2 "\t" $3 "\t" $4
        }' "$1"
}
# codes TEXT   prints what stands in `code`, one a line.
codes() { { grep -oE '`[^`]+`' <<<"$1" || true; } | tr -d '`'; }
# example PAGE KIND   prints the mapping of a stimulus as the page has it: "sine: {...}".
example() { sed -n "s/^  - \($2: {.*}\)\$/\1/p" "$1" | sort -u; }
kinds_of() { sed -n 's/^  - \([a-z]*\): {.*}$/\1/p' "$1" | sort -u; }

# ---- what the reader knows ----

# refused ARGUMENT ...   prints what the program says of the first scenario with these overrides.
refused() { "$program" check "$@" first.yaml 2>&1 >/dev/null || true; }
# names MESSAGE WORD   prints the names of a list "WORD a, b and c" at its end, one a line, sorted.
names() { sed -n "s/.*; $2 //p" <<<"$1" | sed 's/ \(and\|or\) /, /g' | awk '{n = split($0, a, ", "); for (i = 1; i <= n; i++) print a[i]}' | sort; }

# Leaves the path of a section, and in set_before what has to be set before a key of it can be.
context() { # PAGE SECTION
    set_before=(--set "stimulus=[{$(example "$1" sine)}]")
    case $2 in
    'The scenario') path= ;;
    neuron) path=neuron. ;;
    Stimuli) path=stimulus.0.sine. ;;
    'Data files') path=stimulus.0.file. && set_before=(--set "stimulus=[{$(example "$1" file)}]") ;;
    expect) path=expect. && set_before+=(--set 'expect={count: 3}') ;;
    expect.file) path=expect.file. && set_before+=(--set 'expect={file: {path: spikes.csv}}') ;;
    *) path=stimulus.0.$2. && set_before=(--set "stimulus=[{$(example "$1" "$2")}]") ;;
    esac
}
# Leaves in also what a key needs beside it.
beside() { # SECTION KEY
    also=()
    case $1.$2 in
    events.file | events.unit | events.column)
        also=(--set stimulus.0.events.file=events.csv --set stimulus.0.events.unit=ms)
        ;;
    events.clock | events.edge | events.enable)
        also=(--set 'stimulus=[{events: {file: run.vcd, column: tb.i, clock: tb.clk, amplitude: 1 nA, decay: 3 ms}}]')
        ;;
    file.clock | file.edge | file.enable | file.signed)
        also=(--set 'stimulus=[{file: {path: run.vcd, column: tb.i, unit: nA, clock: tb.clk}}]')
        ;;
    esac
}

# ---- what is wrong with a page: each function prints a line for each fault ----

wrong_keys() { # PAGE
    local section own common form known
    common=$(rows "$1" | awk -F '\t' '$1 == "Stimuli" {print $2}')
    form=$(rows "$1" | awk -F '\t' '$1 == "Data files" {print $2}')
    while read -r section; do
        own=$(rows "$1" | awk -F '\t' -v s="$section" '$1 == s {print $2}')
        case $section in
        'The scenario' | neuron | expect) ;;
        expect.file) own+=$'\n'$form ;;
        events | file) own+=$'\n'$common$'\n'$form ;;
        *) own+=$'\n'$common ;;
        esac
        context "$1" "$section"
        known=$(names "$(refused "${set_before[@]}" --set "${path}q7q7q7q7=1")" 'allowed:')
        diff <(echo "$known") <(sort -u <<<"$own") | sed -n "s/^</the page lacks in $section:/p; s/^>/unknown in $section:/p"
    done < <(rows "$1" | cut -f1 | awk '!seen[$0]++' | grep -vxE 'Stimuli|Data files')
    known=$(names "$(refused --set 'stimulus=[{q7q7q7q7: {}}]')" 'allowed:')
    diff <(echo "$known") <(kinds_of "$1") | sed -n 's/^</the page lacks the stimulus:/p; s/^>/unknown stimulus:/p'
}

# wrong_values PAGE [KEY]   looks at the values that it shows, of one key or of all.
wrong_values() {
    local section key value rest said quantity choices first
    while IFS=$'\t' read -r section key value rest; do
        [[ -z ${2-} || $key == "$2" ]] || continue
        context "$1" "$section"
        beside "$section" "$key"
        first=$(codes "$value" | head -n 1)
        [[ -z $first ]] || "$program" check "${set_before[@]}" "${also[@]}" --set "$path$key=$first" first.yaml \
            >/dev/null 2>&1 || echo "$section: $key: $first is refused"
        said=$(refused "${set_before[@]}" "${also[@]}" --set "$path$key=q7q7q7q7")
        choices=$(names "$said" use)
        if [[ $said == *'is unknown; use '* && -n $choices ]]; then
            [[ $value == 'one of '* && $(codes "$value" | sort) == "$choices" ]] ||
                echo "$section: $key: the reader takes $(tr '\n' ' ' <<<"$choices")"
            continue
        fi
        if [[ $said == *'whole number in digits'* ]]; then
            [[ $value == 'whole number: '* ]] || echo "$section: $key: is a whole number"
            continue
        fi
        said=$(refused "${set_before[@]}" "${also[@]}" --set "$path$key=1")
        quantity=$(sed -n 's/.*has no unit; write an* \([a-z]*\) with its unit.*/\1/p' <<<"$said")
        if [[ -n $quantity ]]; then
            [[ $value == "$quantity: "* ]] || echo "$section: $key: is a $quantity"
        elif grep -qE '^(one of|whole number|time|potential|current|resistance|conductance|capacitance|frequency|angle):? ' <<<"$value"; then
            echo "$section: $key: is no $value"
        fi
    done < <(rows "$1")
}

# without PAGE SECTION KEY   writes less.yaml, and leaves set_before, for a scenario that lacks the key.
without() {
    local text
    context "$1" "$2"
    cp first.yaml less.yaml
    case $2 in
    'The scenario' | neuron)
        case $3 in # a mapping, or what would stand in the place of the key
        neuron) text='/^neuron:/,/^stimulus:/{/^stimulus:/!d}' ;;
        stimulus) text='/^stimulus:/,$d' && set_before=() ;;
        steps) text='/^duration:/d' ;;
        refractory_steps) text='/^  refractory:/d' ;;
        *) text="/^\( \{2\}\)\?$3:/d" ;;
        esac
        sed -i "$text" less.yaml
        ;;
    expect.file) if [[ $3 == path ]]; then set_before=(--set 'expect={file: {}}'); fi ;;
    Stimuli | 'Data files' | expect) ;;
    *)
        text=$(example "$1" "$2" | sed -E "s/\<$3: (\[[^]]*\]|\{[^}]*\}|[^,}]*)(, )?//2;t; s/([{ ])$3: (\[[^]]*\]|\{[^}]*\}|[^,}]*)(, )?/\1/")
        set_before=(--set "stimulus=[{$text}]")
        ;;
    esac
}
# state ARGUMENT ...   prints all that a run of less.yaml came to, without its name and time. Two runs that
# are refused never came to the same.
state() {
    local status=0
    "$program" run --quiet --csv state.csv --json state.json "$@" less.yaml 2>&1 || status=$?
    if ((status > 1)); then echo "refused: $*" && return; fi
    cat state.csv
    jq '.results[0] | del(.set, .scenario_sha256, .seconds, .steps_per_second, .wave, .findings)' state.json
    rm -f state.csv state.json
}
# wrong_defaults PAGE [KEY]   looks at the defaults that it states, of one key or of all.
wrong_defaults() {
    local section key value default said
    while IFS=$'\t' read -r section key value default; do
        [[ -z ${2-} || $key == "$2" ]] || continue
        without "$1" "$section" "$key"
        beside "$section" "$key"
        if [[ $default == required ]]; then
            said=$("$program" check "${set_before[@]}" less.yaml 2>&1 || true)
            [[ $said == *"key \"$key\" is missing"* ]] || echo "$section: $key is not required"
            continue
        fi
        value=$(codes "${default%%;*}")
        if [[ $default == 'that of '* ]]; then value=$(sed -n "s/^  $value: //p" first.yaml); fi
        [[ -n $value ]] || continue
        state "${set_before[@]}" "${also[@]}" >absent
        state "${set_before[@]}" "${also[@]}" --set "$path$key=$value" >stated
        cmp -s absent stated || echo "$section: the default of $key is not $value"
    done < <(rows "$1")
}

# ---- formulas ----

# Prints the example of a stimulus as assignments of awk, in ms, nA and kHz.
assignments() { # MAPPING
    sed -E 's/^[a-z]+: \{(.*)\}$/\1/' <<<"$1" | awk '
        BEGIN { unit["ms"] = unit["nA"] = 1; unit["Hz"] = 1e-3; unit["degree"] = atan2(0, -1) / 180 }
        { while (match($0, /^[a-z_]+: (\[[^]]*\]|[^,]*)(, )?/)) {
            part = substr($0, 1, RLENGTH); $0 = substr($0, RLENGTH + 1); sub(/, $/, "", part)
            key = part; sub(/:.*/, "", key); sub(/^[a-z_]+: /, "", part)
            if (part ~ /^\[/) { gsub(/[\[\]]| ms/, "", part); print key " = \"" part "\""; continue }
            split(part, word, " ")
            if (word[2] != "" && !(word[2] in unit)) exit 1
            printf "%s = %.17g\n", key, word[1] * (word[2] == "" ? 1 : unit[word[2]]) } }'
}
# first_difference KIND MAPPING FORMULA   prints the first step whose current is not what the formula gives; 120 are there.
first_difference() {
    "$program" run --quiet --dut model:q8_24 --csv steps.csv --set "stimulus=[{$2}]" first.yaml >/dev/null || return
    {
        echo 'function floor(x, y) { y = int(x); return y > x ? y - 1 : y }'
        echo 'function min(x, y) { return x < y ? x : y }'
        echo "function current() { $3; return I }"
        echo 'BEGIN { FS = ","; pi = atan2(0, -1); step = 0.5; start = 0; stop = 60'
        assignments "$2"
        echo 'count_of = split(times, at, ", ") }'
        # shellcheck disable=SC2016
        echo 'FNR > 1 { t = $1 * step; s = t - start; m = floor(s / step + 1e-6); sum = 0
            if (count_of == 0) sum = current()
            for (i = 1; i <= count_of; i++) { event = at[i]; if (event <= t) sum += current() }
            if (t < start || t >= stop) sum = 0
            d = sum - 1e9 * $3; steps++
            if (d > 1e-9 || d < -1e-9) { print "step " $1 ": formula " sum ", current " 1e9 * $3; exit } }
            END { if (steps != 120 && d <= 1e-9 && d >= -1e-9) print "only " steps " steps" }'
    } >formula.awk
    awk -f formula.awk steps.csv
}
wrong_formulas() { # PAGE
    local kind formula n=0
    while IFS=$'\t' read -r kind formula; do
        n=$((n + 1))
        local mapping
        mapping=$(example "$1" "$kind")
        # The second formula of a triangle is for an odd number of samples.
        if [[ $kind == triangle && $formula == *'samples + 1'* ]]; then mapping=${mapping/samples: 100/samples: 101}; fi
        first_difference "$kind" "$mapping" "$formula" | sed "s/^/$kind: /"
    done < <(awk '/^### / { kind = $2; gsub(/`/, "", kind) } /^I = / { print kind "\t" $0 }' "$1")
    echo "$n formulas"
}

# ---- pictures ----

old_pictures() { # PAGE
    local kind words
    for kind in $(kinds_of "$1"); do
        "$program" run --quiet --csv steps.csv --set "stimulus=[{$(example "$1" "$kind")}]" first.yaml >/dev/null
        words=$(cut -d, -f5,7,11 steps.csv | sha256sum | cut -c1-16)
        grep -qF "under $(example "$1" "$kind"); words $words<" "$root/docs/stimuli/$kind.svg" || echo "$kind"
        grep -qF "](stimuli/$kind.svg)" "$1" || echo "$kind is not shown"
        grep -qF "make stimuli KIND=$kind\`" "$1" || echo "$kind without its command"
    done
}

draw() { (cd "$root" && PROGRAM=$program scripts/plots/stimuli.sh "$OLDPWD/drawn" "$@"); }
description() { grep -o '<desc>[^<]*' "$1"; }
run draw sine
check 'a stimulus can be drawn anew' is "$status$err" 0
check 'and is the picture of the page' is "$(description drawn/sine.svg)" "$(description "$root/docs/stimuli/sine.svg")"
check 'well-formed' xmllint --noout drawn/sine.svg
run draw sinus
check 'a stimulus that the page does not have: status 2' is "$status" 2

scenario_of() { awk '/^```/ {f = !f; first = f; next} f && first {on = /^name: /; first = 0} f && on' "$1"; }
check 'the first scenario is the file of the pictures' is "$(scenario_of "$page")" "$(grep -v '^#' first.yaml)"
check 'the first scenario passes' "$program" run --quiet first.yaml
check 'the page has tables of keys' test "$(rows "$page" | wc -l)" -gt 80
check 'the page has the keys of the reader and no others' is "$(wrong_keys "$page")" ''
check 'the values that the page shows are of the reader' is "$(wrong_values "$page")" ''
check 'each default is what a missing key means' is "$(wrong_defaults "$page")" ''
check 'each formula gives the current of each step' is "$(wrong_formulas "$page")" '10 formulas'
check 'each picture is there, with its command, and of this program' is "$(old_pictures "$page")" ''

# ---- a page that is wrong is seen ----

# planted NAME SED FUNCTION PART [KEY]   changes the page by SED; FUNCTION must then print PART.
planted() {
    sed "$2" "$page" >planted.md
    check "planted, $1: the page is another" differs "$(<planted.md)" "$(<"$page")"
    check "planted, $1" has "$("$3" planted.md "${@:5}")" "$4"
}
planted 'a key is missing' '/^| `refractory_rule` /d' wrong_keys 'the page lacks in neuron: refractory_rule'
planted 'a key too many' 's/^| `spike_peak` .*/&\n&/; s/^| `spike_peak` /| `spike_width` /' wrong_keys 'unknown in neuron: spike_width'
planted 'a stimulus is missing' '/^  - chirp: /d' wrong_keys 'the page lacks the stimulus: chirp'
planted 'a choice is missing' 's/`steps`, `brian2`, /`steps`, /' wrong_values 'refractory_rule: the reader takes' refractory_rule
planted 'another quantity' 's/^| `rest` | potential/| `rest` | current/' wrong_values 'rest: is a potential' rest
planted 'a value that is refused' 's/current: `0.6 nA`/current: `0.6 mV`/' wrong_values '0.6 mV is refused' amplitude
planted 'another default' '/^| `compare` /s/`at-or-above` | which/`above` | which/' wrong_defaults 'the default of compare is not above' compare
planted 'another sample' '/^| `sample` /s/`start` | the/`end` | the/' wrong_defaults 'the default of sample is not end' sample
planted 'what is not required' '/^| `tolerance` /s/`1e-3` | the/required | the/' wrong_defaults 'tolerance is not required' tolerance
planted 'another formula' 's/^I = from + (to - from)/I = from + (to + from)/; s|^I = peak\*exp(-s/|I = peak*exp(s/|' wrong_formulas 'decay: step'
planted 'an old picture' 's/  - sine: {amplitude: 0.2 nA/  - sine: {amplitude: 0.3 nA/' old_pictures 'sine'
tap_done
