#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# A circuit's own prints come on standard error: standard output is the program's own, and may be a
# document. The same circuit without a word of its own shows what belongs there.
# BUILD and LIFCOSIM_DUT_DIR are given by the runner.
# shellcheck disable=SC2016  # $ belongs to Verilog and to the shells that are started
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

# ---- circuits that print, and the same ones without a word ----

compile() { # FILE OPTION ...   circuit.c
    "${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -w -fPIC -shared "${@:2}" -I"$root/sim" \
        -I"$root/reference" -o "$1" "$root/testbenches/cli/circuit.c" "$root/reference/lif_integer.c"
}
mkdir loud quiet
compile loud/c.so -DPRINTS '-DCONSTRUCTOR=puts("a word at the start")'
compile quiet/c.so

# This is shift_leak with a word in every way that Verilog knows, and without one.
for kind in loud quiet; do
    cp "$root"/testbenches/foreign/shift_leak.{v,yaml} $kind
    export LIFCOSIM_DUT_DIR=$PWD/$kind/dut
    if [[ $kind == loud ]]; then
        sed -i 's/^endmodule/  initial $display("a printed word");\
  always @(posedge clock) begin $write("a word"); $display(" of step"); $fdisplay(1, "a word"); end\
  always @(posedge clock) $fwrite(32'"'"'h8000_0001, "a word\\n");\
endmodule/' $kind/shift_leak.v
    fi
    run "$program" build $kind/shift_leak.yaml
    check "$kind: it is built" is "$status" 0
    check "$kind: build says where" is "${out/$kind/KIND}" "${built:-${out/$kind/KIND}}"
    built=${out/$kind/KIND}
done
sed 's/^dut: .*/dut: shift_leak/' "$root/testbenches/foreign/scenarios/shift_leak.yaml" >shift.yaml

steady() { # without times
    sed -E 's/"(seconds|steps_per_second)": ?[^,}]*/"\1":-/g; s/ time="[0-9.]*"/ time="-"/; s/"(sweep|check)":"[^"]*"/"\1":"-"/g'
}
# both NAME COMMAND ...   checks that the command in both folders answers alike on standard output,
# and says the circuit's words on standard error alone. CIRCUIT stands for the circuit in C.
both() {
    local name=$1 quiet_out quiet_status kind
    shift
    for kind in quiet loud; do
        export LIFCOSIM_DUT_DIR=$PWD/$kind/dut
        rm -f c.so
        ln -s $kind/c.so c.so
        rm -f m.yaml m.v
        run "$@"
        if [[ $kind == quiet ]]; then
            quiet_out=$(steady <<<"$out") quiet_status=$status
        fi
    done
    check "$name: the same status" is "$status" "$quiet_status"
    check "$name: the same standard output" is "$(steady <<<"$out")" "$quiet_out"
    check "$name: some standard output" test -n "$out"
    check "$name: the words on standard error" has "$err" 'a printed word'
    check "$name: in whole lines" lacks "$err" 'a worda word'
}
both 'a verdict' "$program" run shift.yaml
both 'JSON' "$program" run --json - shift.yaml
check 'JSON: it is' is "$(jq -r '.results[0].dut.name' <<<"$out")" shift_leak
both 'CSV' "$program" run --csv - shift.yaml
check 'CSV: a row each step' is "$(grep -c . <<<"$out")" 2001
both 'JUnit' "$program" run --junit - shift.yaml
both '/dev/stdout' "$program" run --json /dev/stdout --quiet shift.yaml
both '/dev/fd/1' "$program" run --csv /dev/fd/1 --quiet shift.yaml
both 'the declared model' "$program" run --json - --dut model:shift_leak shift.yaml
both 'quantize' "$program" quantize --dut shift_leak shift.yaml
both 'duts' "$program" duts
both 'a circuit in C' "$program" run --json - --dut ./c.so s.yaml
check 'a circuit in C: JSON' is "$(jq -r '.results[0].verdict' <<<"$out")" pass
check 'a circuit in C: what its start says' has "$err" 'a word at the start'
both 'a failing run' "$program" run --json - --dut ./c.so --set 'expect={spikes: [1]}' s.yaml

cat >sets.yaml <<'YAML'
base: s.yaml
dut: ./c.so
axes:
  neuron.threshold: [-45 mV, -40 mV]
  neuron.refractory_steps: [0, 10]
YAML
both 'a sweep' "$program" sweep --jobs 2 --jsonl - sets.yaml
check 'a sweep: a document each line' is "$(jq -r .verdict <<<"$out" | xargs)" 'pass pass pass pass'
both 'the summary of a sweep' "$program" sweep --jobs 2 --jsonl out.jsonl sets.yaml

calibrates() { "$program" calibrate "$(basename "$(dirname "$LIFCOSIM_DUT_DIR")")/shift_leak.yaml"; }
both 'calibrate' calibrates

# ---- standard output itself ----

export LIFCOSIM_DUT_DIR=$PWD/loud/dut
run bash -c '"$0" run --dut ./c.so s.yaml >&-' "$program"
check 'standard output is closed: status 3' is "$status" 3
check 'standard output is closed: it is said' has "$err" 'standard output could not be written'
run bash -c '"$0" run --json - --dut ./c.so s.yaml >/dev/full' "$program"
check 'standard output is full: status 3' is "$status" 3
run bash -c '"$0" run --json - --dut ./c.so s.yaml 2>&-' "$program"
check 'standard error is closed: status 0' is "$status" 0
check 'standard error is closed: JSON' is "$(jq -r '.results[0].verdict' <<<"$out")" pass
run bash -c '"$0" run --json - --dut ./c.so s.yaml 2>&1 >both | cat >words; cat words' "$program"
check 'both apart: JSON' is "$(jq -r '.results[0].verdict' both)" pass
check 'both apart: the words' has "$out" 'a word of a stream'
: >appended
run bash -c '{ echo before; "$0" run --csv - --dut ./c.so s.yaml; echo after; } >appended 2>&1' "$program"
check 'one file for both: nothing is lost' is "$(sed -n '1p;$p' appended | xargs)" 'before after'

tap_done
