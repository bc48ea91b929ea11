#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lifcosim.core, without FuseSoC: every file of it is there, and the files of each target elaborate in Verilator
# and in Icarus with its top and its parameters. The target sim is run in Icarus, and its vectors are those that
# `lifcosim vectors` writes today. The keys of the flow API say what those of the tool API say.
# shellcheck disable=SC2154  # tap.sh and program.sh set names
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# `yq` reads YAML and merges its anchors; jq does the rest.
load() { tail -n +2 "$1" | yq . >core.json; } # the first line says CAPI=2
ask() { jq -r "$@" core.json; }

# files TARGET   its files, one a line, with their type: TYPE NAME
files() {
    ask --arg t "$1" '. as $core | .targets[$t].filesets[] | $core.filesets[.] as $set | $set.files[] |
        if type == "object" then to_entries[0] else {key: ., value: {}} end |
        "\(if .value.is_include_file then "include" else .value.file_type // $set.file_type end) \(.key)"'
}
# parameters TARGET   those of its top, one a line: KIND NAME VALUE
parameters() {
    ask --arg t "$1" '. as $core | (.targets[$t].parameters // [])[] | split("=") as $word | $core.parameters[$word[0]] as $p |
        "\($p.paramtype) \($word[0]) \($word[1] // $p.default)"'
}
# Sets `sources` and `options` for a target: those of Verilator and those of Icarus.
target() {
    local kind name value top
    top=$(ask --arg t "$1" '.targets[$t].toplevel')
    sources=() verilator=(--top-module "$top") icarus=(-s "$top")
    while read -r kind name; do
        case $kind in
        verilogSource-2005) sources+=("$root/$name") ;;
        include) verilator+=("-I$root/$(dirname "$name")") icarus+=("-I$root/$(dirname "$name")") ;;
        vlt) verilator+=("$root/$name") ;;
        esac
    done < <(files "$1")
    while read -r kind name value; do
        case $kind:$value in
        vlogparam:*) verilator+=("-G$name=$value") icarus+=("-P$top.$name=$value") ;;
        vlogdefine:true) verilator+=("-D$name") icarus+=("-D$name") ;;
        *) return 1 ;;
        esac
    done < <(parameters "$1")
}
in_verilator() { target "$1" && run verilator --lint-only --timing -Wno-fatal -Wno-lint -Wno-style "${verilator[@]}" "${sources[@]}" && [[ $status == 0 ]]; }
in_icarus() { target "$1" && run iverilog -g2005 -o bench "${icarus[@]}" "${sources[@]}" && [[ $status == 0 ]]; }
absent() { ask '.filesets[].files[] | if type == "object" then keys[0] else . end' | while read -r name; do [[ -f $root/$name ]] || echo "$name"; done; }
not() { ! "$@"; }

load "$root/lifcosim.core"
check 'it is version 2 of the format' is "$(head -n 1 "$root/lifcosim.core")" CAPI=2:
check 'its version is that of the program' is "$(ask .name)" "lifcosim:neuron:lif_neuron:$("$program" --version | cut -d ' ' -f 2)"
check 'every file is there' is "$(absent)" ''
mapfile -t targets < <(ask '.targets | keys[]')
check 'it has targets, and one to simulate' has "$(printf '%s ' "${targets[@]}")" 'icebreaker lint sim '
for name in "${targets[@]}"; do
    check "$name: Verilator elaborates it" in_verilator "$name"
    check "$name: Icarus elaborates it" in_icarus "$name"
    check "$name: every parameter is one of its top, and has a value" not grep -q null <<<"$(parameters "$name")"
    check "$name: every file has a type" not grep -q '^null' <<<"$(files "$name")"
    check "$name: the flow API runs the tool of the old keys" is "$(ask --arg t "$name" '.targets[$t] |
        if .flow == "icestorm" then .flow else .flow_options.tool end')" "$(ask --arg t "$name" '.targets[$t].default_tool')"
    check "$name: with the same options" is "$(ask -c --arg t "$name" '.targets[$t] | .flow_options // {} | del(.tool)')" \
        "$(ask -c --arg t "$name" '.targets[$t] | (.tools // {})[.default_tool // ""] // {} | del(.mode, .pnr)')"
done

# ---- sim ----

target sim
run iverilog -g2005 -o bench "${icarus[@]}" "${sources[@]}"
ask '.filesets.bench.files[] | to_entries[0] | select(.value.copyto) | "\(.key) \(.value.copyto)"' |
    while read -r name to; do cp "$root/$name" "$to"; done
run vvp -n bench
check 'sim: the bench passes' is "$out" 'PASS: 500 steps compared'
sed -i '100s/./f/' drive.hex
run vvp -n bench
check 'sim: another drive does not' has "$out" 'FAIL: '
mkdir vectors
run "$program" vectors --output vectors "$root/sim/scenarios/book-triangle.yaml"
kept=$root/testbenches/vectors/book-triangle
for name in drive hold before membrane spike; do
    check "sim: $name.hex is that of lifcosim vectors" cmp "vectors/$name.hex" "$kept/$name.hex"
done
check 'sim: so is lif_vectors.vh' cmp vectors/lif_vectors.vh <(tail -n +3 "$kept/lif_vectors.vh")

# ---- a core that is wrong is seen ----

planted() { # SED_SCRIPT
    sed "$1" "$root/lifcosim.core" >planted.core
    ! cmp -s planted.core "$root/lifcosim.core" && load planted.core
}
check 'planted: a file that is not there' planted 's,rtl/lif_fire.v,rtl/lif_fires.v,'
check 'planted: it is named' is "$(absent)" rtl/lif_fires.v
check 'planted: Verilator cannot elaborate without it' not in_verilator hx8k
check 'planted: a file too few' planted '/rtl\/lif_uart_rx.v/d'
check 'planted: Icarus cannot elaborate without it' not in_icarus hx8k
check 'planted: another top' planted 's/toplevel: tt_um_lif_neuron/toplevel: tt_um_neuron/'
check 'planted: Verilator does not find it' not in_verilator tinytapeout
check 'planted: Icarus does not find it' not in_icarus tinytapeout
check 'planted: a parameter that the top lacks' planted 's/\[StateWidth, LeakFraction, HoldWidth\]/[StateWidth, LedLow=1]/'
check 'planted: Verilator refuses it' not in_verilator default
tap_done
