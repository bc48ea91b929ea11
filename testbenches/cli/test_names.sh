#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Names come from outside (files, folders, scenarios, circuits, headers of CSV files, words of the
# command line) with signs that a reader would not see: C0, C1, marks and overrides of direction.
# Wherever they are printed they are shown as escapes, and a printed shell command can be pasted.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh
export LC_ALL=C.UTF-8

rlo=$'\u202e' pdi=$'\u2069' zwsp=$'\u200b' lrm=$'\u200f' csi=$'\u009b'
esc=$'\e[31m' bad=$'\xff'
hidden="[\\x{80}-\\x{9f}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]|[\\x01-\\x08\\x0b-\\x1f\\x7f]"
visible() { # FILE ...   no byte that is no UTF-8, and no character that is not seen
    iconv -f UTF-8 -t UTF-8 "$@" >/dev/null && [[ -s $1 ]] && ! grep -Pq "$hidden" "$@"
}
not_visible() { ! visible "$@" 2>"$tap_folder/why"; }
for text in "$rlo" "$pdi" "$zwsp" "$lrm" "$csi" "$esc" "$bad"; do
    printf 'a%sb' "$text" >text
    check "the test sees $(printf %q "$text")" not_visible text
done
printf 'aé€\n\tb' >text
check 'and nothing else' visible text

# ---- every name at once ----

folder="a${rlo}b${csi}c"$'\n'"d${esc}"
mkdir "$folder"
name="n${rlo}${zwsp}ame${pdi}"
sed "s/^name: .*/name: \"$name\"/; 1a about: \"x${lrm}y\"" s.yaml >"$folder/s${bad}.yaml"
scenario="$folder/s${bad}.yaml"
dut="$folder/q8${rlo}.so"
cp "$LIFCOSIM_DUT_DIR/q8_24.so" "$dut"
printf 'base: "s.yaml"\naxes: {neuron.threshold: [-40 mV]}\n' >"$folder/sweep.yaml"
cp s.yaml "$folder/"
printf '"i%s%s"\n1\n' "$rlo" "$esc" >"$folder/d.csv"
mkdir vectors

ran=0
shows() { # NAME STATUS PART ARGUMENT ...   both streams are visible, and say PART
    local what=$1 expected=$2 part=$3
    shift 3
    ran=$((ran + 1))
    run "$program" "$@"
    cat "$tap_folder/out" "$tap_folder/err" >text
    check "$what: status" is "$status" "$expected"
    check "$what: nothing hidden" visible text
    check "$what: shown as escapes" has "$(<text)" "$part"
}
shows run 0 'n\u202e\u200bame\u2069 on a\u202eb\u009bc\x0ad\x1b[31m/q8\u202e.so' run --dut "$dut" "$scenario"
shows 'run, in a table' 0 'n\u202e\u200bame\u2069' run --dut "$dut,model:q8_24" "$scenario"
shows check 0 'a\u202eb\u009bc\x0ad\x1b[31m/s\xff.yaml: ok (n\u202e\u200bame\u2069, 500 steps)' check "$scenario"
shows quantize 0 'n\u202e\u200bame\u2069 in' quantize "$scenario"
shows vectors 0 'n\u202e\u200bame\u2069: 500 steps' vectors --output vectors "$scenario"
shows formats 0 'n\u202e\u200bame\u2069' formats --widths 32 --leaks 31 --front "$scenario"
shows sweep 0 'a\u202eb\u009bc\x0ad\x1b[31m/sweep.yaml: ok' sweep --check --dut model:q8_24 "$folder/sweep.yaml"
shows 'sweep, refused' 2 '\u202e' sweep --jobs 1 --dut "$dut" --set 'neuron.threshold=-70 mV' "$folder/nowhere.yaml"
shows 'a file that is not there' 2 'x\u202e.yaml: cannot be read' run "x$rlo.yaml"
shows 'a circuit that is not there' 2 'x\x1b[31m' run --dut "x$esc" s.yaml
shows 'a damaged circuit' 3 'x\u202e.so' run --dut "$(touch "x$rlo.so" && echo "./x$rlo.so")" s.yaml
shows 'a key' 2 '\u202e' run --set "neuron.$rlo=1" s.yaml
shows 'a value' 2 '\u202e' run --set "neuron.rest=$rlo" s.yaml
shows 'an option' 2 '\u202e' run "--x$rlo" s.yaml
shows 'a subcommand' 2 '\u009b' "x$csi"
shows 'the head of a CSV file' 2 'i\u202e\x1b[31m' \
    run --set "stimulus.0={file: {path: d.csv, column: current, unit: nA}}" --set steps=1 "$folder/s.yaml"
shows 'a manifest that is not there' 2 '\u202e' build "x$rlo.yaml"
cp "$dut" "here.so" && mv here.so "$folder/" && LIFCOSIM_DUT_DIR=$folder shows duts 0 'q8\u202e' duts
check 'many subcommands' test "$ran" -ge 18

# ---- files ----

mkdir waves
run "$program" run --dut "$dut" --junit o.xml --report page --plot o.svg --wave "waves/w$rlo.fst" \
    --json o.json "$scenario"
check 'a run with every file' is "$status" 0
cat "$tap_folder/out" >text
check 'its text' visible text
for file in o.xml page/index.html o.svg "waves/w$rlo.gtkw" vectors/lif_vectors.h vectors/lif_vectors.vh; do
    check "${file//$rlo/}: nothing hidden" visible "$file"
    check "${file//$rlo/}: shown as escapes" has "$(<"$file")" 'n\u202e\u200bame\u2069'
done
check 'the words of the about text' has "$(<page/index.html)" 'x\u200fy'
check 'JUnit: valid' xmllint --noout o.xml
check 'SVG: valid' xmllint --noout o.svg
check 'JSON: the name itself' is "$(jq -r '.results[0].scenario' o.json)" "$name"

# ---- shell commands ----

command=$(sed -n 's/^    waveform      gtkwave //p' text)
check 'the command of the waveform: quoted' has "$command" "\$'waves/w\\342\\200\\256.fst'"
eval "opened=($command)"
check 'pasted, it names both files' test -e "${opened[0]}" -a -e "${opened[1]}"
page=$(sed -n "s/^.*<pre><code>build\\/lifcosim \\(run .*\\)<\\/code><\\/pre>$/\\1/p" page/index.html |
    sed "s/&#39;/'/g; s/&amp;/\\&/g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/\"/g" | head -1)
check 'the command of the page' has "$page" '--dut '
eval "pasted=($page)"
run "$program" "${pasted[@]}"
check 'pasted, it runs' is "$status" 0
check 'the same circuit' has "$out" 'on a\u202eb\u009bc\x0ad\x1b[31m/q8\u202e.so'

cp "$root/build/faults/hold-long.so" "f$rlo.so"
run "$program" run --dut "./f$rlo.so" --findings s.yaml
check 'a failing run' is "$status" 1
cat "$tap_folder/out" >text
check 'a failing run: nothing hidden' visible text
command=$(sed -n 's/^ *lifcosim \(run --dut .*\)/\1/p' text | head -1)
eval "pasted=($command)"
run "$program" "${pasted[@]}"
check 'the command of a finding, pasted, fails as it should' is "$status" 1

printf 'base: "%s/s.yaml"\naxes: {neuron.threshold: [-40 mV]}\n' "a${rlo}b" >named.yaml
mkdir "a${rlo}b" && cp s.yaml "a${rlo}b/"
run "$program" sweep --jsonl o.jsonl --dut "./f$rlo.so" named.yaml
check 'a sweep that fails' is "$status" 1
cat "$tap_folder/out" >text
check 'its summary: nothing hidden' visible text
eval "pasted=($(sed -n 's/^ *lifcosim \(run --dut .*\)/\1/p' text | head -1))"
run "$program" "${pasted[@]}"
check 'the command of a set, pasted, fails as it should' is "$status" 1

tap_done
