#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The judge in somebody's own bench: a bench in C, one in SystemVerilog by the DPI, one for Icarus by
# VPI, and Python say what `lifcosim run` says, byte for byte but for the times; of sound circuits, of
# every seeded fault, and of somebody else's neuron.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh

scenarios=("$root"/sim/scenarios/*.yaml)
book=$root/sim/scenarios/book-triangle.yaml
step=$root/sim/scenarios/neurodynex-step-2.0nA.yaml
bench=$root/testbenches/library
verilator=${VERILATOR:-verilator}

# Prints a report without what every run has of its own: times, the names of files that a failing run
# leaves, and what the program looks for beside the verdict.
report() { jq -c '.results[] | del(.seconds, .steps_per_second, .wave, .findings)' "$1"; }
same() { [[ -s $1 ]] && cmp -s <(report "$1") <(report "$2"); }

# ---- the shared library ----

library=$build/liblifcosim.so.0
exported() { nm -D --defined-only "$library" | awk '$2 == "T" {sub(/@@.*/, "", $3); print $3}' | sort; }
check 'it exports what lifcosim.h and dpi.h declare' is "$(exported)" \
    "$(cat "$root"/sim/library/{lifcosim,dpi}.h | tr '\n' ' ' | grep -o 'LIFCOSIM_PUBLIC [^;]*;' |
        sed 's/(.*//; s/.*[ *]//' | grep '^lifcosim_' | sort)"
check 'each has the version of the interface' is "$(nm -D --defined-only "$library" | grep -c '@@LIFCOSIM_0$')" \
    "$(exported | wc -l)"
check 'its name has the number of the header' is "$(awk '/define LIFCOSIM_ABI/ {print $3}' "$root/sim/library/lifcosim.h")" \
    "$(objdump -p "$library" | awk '$1 == "SONAME" {sub(/.*[.]/, "", $2); print $2}')"
check 'its symbols are those of the list' is "$(exported)" "$(sed 's/#.*//; /^ *$/d' "$root/sim/library/symbols.txt")"
check 'and those of its Debian package' is "$(exported | sort)" \
    "$(sed -n 's/^ \(lifcosim_.*\)@LIFCOSIM_0 .*/\1/p' "$root/debian/liblifcosim0.symbols" | sort)"
forbidden='^(fork|vfork|clone|_?_?exit|_Exit|abort|signal|sigaction|kill|raise|system|popen|exec.*|posix_spawn.*|dlopen|printf|puts|putchar|perror|unlink|rename|mkdir|remove)(@|$)'
check 'it neither prints, exits, forks, catches signals nor makes files' is \
    "$(nm -D --undefined-only "$library" | awk '{print $2}' | grep -E "$forbidden" || true)" ''
check 'the static one has no other global symbols' is \
    "$(nm -g --defined-only "$build/liblifcosim.a" | awk 'NF == 3 && $3 !~ /^lifcosim_/')" ''

# ---- a bench in C ----

cc() { ${CC:-gcc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -I"$root/sim" -I"$root/reference" -I"$root/sim/library" "$@"; }
run cc -I"$bench" -o judge_dut "$bench/judge_dut.c" "$bench/circuit.c" "$library" -ldl -Wl,-rpath,"$build"
check 'a bench in C is built' is "$status" 0
wrong=''
run "$program" run --quiet --json all.json "${scenarios[@]}"
for i in "${!scenarios[@]}"; do
    jq "{results: [.results[$i]]}" all.json >due.json
    ./judge_dut "$LIFCOSIM_DUT_DIR/q8_24.so" q8_24 $((i % 2 == 0 ? 4096 : 63)) "${scenarios[i]}" >is.json || true
    same due.json is.json || wrong+=" ${scenarios[i]##*/}"
done
check "C says of each of ${#scenarios[@]} published scenarios what the program says" is "$wrong" ''
# The seeded faults, by C, Python and the DPI: each of the three has the same functions of a circuit.
faults=("$root"/build/faults/*.so)
check 'there are seeded faults' test "${#faults[@]}" -gt 20
run cc -fPIC -shared -o circuit.so "$bench/circuit.c" -ldl
check 'the functions of a circuit are built' is "$status" 0
mkdir faults_due faults_c faults_py faults_sv
run env LIFCOSIM_LIBRARY="$library" PYTHONPATH="$root/sim/library/python" PYTHONDONTWRITEBYTECODE=1 \
    /usr/bin/python3 "$bench/circuit.py" "$PWD/circuit.so" faults_py "$book" "${faults[@]}"
check 'Python judges the seeded faults' is "$status:$err" 0:
run "$verilator" --binary --timing -Wno-fatal -Wno-lint -Wno-WIDTH --top-module tb_circuit -Mdir obj_circuit \
    -I"$root/sim/library" "$bench/tb_circuit.sv" -LDFLAGS "$PWD/circuit.so -Wl,-rpath,$PWD $library -Wl,-rpath,$build" \
    -CFLAGS -O0
check 'a scoreboard in SystemVerilog is built' is "$status" 0
failing=0 wrong='' wrong_c='' wrong_py='' wrong_sv=''
for circuit in "${faults[@]}"; do
    name=$(basename "$circuit" .so)
    run "$program" run --quiet --json "faults_due/$name.json" --dut "$circuit" "$book"
    due=$status
    run ./judge_dut "$circuit" "$circuit" 100 "$book"
    printf '%s\n' "$out" >"faults_c/$name.json"
    failing=$((failing + due))
    [[ $status == "$due" ]] || wrong+=" $name"
    run obj_circuit/Vtb_circuit "+circuit=$circuit" "+scenario=$book" "+json=faults_sv/$name.json"
    [[ $status == 0 ]] || wrong+=" $name"
    for kind in c py sv; do
        same "faults_due/$name.json" "faults_$kind/$name.json" || declare "wrong_$kind+= $name"
    done
done
check "the benches end with the program's status, on each of ${#faults[@]} seeded faults" is "$wrong" ''
check 'most of which this scenario finds' test "$failing" -ge 20
check 'C says of each what the program says' is "$wrong_c" ''
check 'Python says of each what the program says' is "$wrong_py" ''
check 'the DPI says of each what the program says' is "$wrong_sv" ''
check 'words that change in a run are named' has "$(<faults_sv/words-at-reset.json)" 'spike after the threshold changed in a run'
check 'a report of another fault is told apart' eval '! same faults_due/wrap.json faults_sv/truncation.json'
run cc -pthread -o threads "$bench/threads.c" "$library" -Wl,-rpath,"$build"
run ./threads "$book"
check 'two handles in two threads' is "$status:$out" '0:6 passes of 6'
run valgrind --quiet --tool=helgrind --error-exitcode=9 ./threads "$book"
check 'helgrind sees no race' is "$status:$out" '0:6 passes of 6'
run valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite --error-exitcode=9 ./threads "$book"
check 'valgrind sees no leak and no wrong access' is "$status" 0
run localedef -i de_DE -f UTF-8 ./de_DE.UTF-8
cat >german.c <<'C'
#include <locale.h>
#include <stdio.h>
int bench(int argc, char **argv);
int main(int argc, char **argv)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL) return 9;
    fprintf(stderr, "%.1f\n", 0.5);
    return bench(argc, argv);
}
C
run cc -Dmain=bench -c -o german.o -I"$bench" "$bench/judge_dut.c"
run cc -o german german.c german.o "$bench/circuit.c" "$library" -ldl -Wl,-rpath,"$build"
run env LOCPATH="$PWD" ./german "$LIFCOSIM_DUT_DIR/q8_24.so" q8_24 100 "$book"
check 'in a locale with a decimal comma: the bench has it' is "$status:$err" '0:0,5'
printf '%s\n' "$out" >is.json
jq '{results: [.results[] | select(.scenario == "book-triangle")]}' all.json >due.json
check 'in a locale with a decimal comma: the report has points' same due.json is.json

# An FST file takes a process to read, which the library does not start.
run "$program" run --quiet --wave w.fst "$book"
cat >fst.yaml <<'YAML'
name: fst
step: 0.1 ms
steps: 499
neuron: {method: exponential, resistance: 1 kOhm, time_constant: 5 ms, rest: -70 mV, threshold: -40 mV}
stimulus: [{file: {path: w.fst, clock: lif_sim.clock.clk, enable: lif_sim.handshake.result, column: lif_sim.drive.current_na, unit: nA}}]
YAML
run "$program" check fst.yaml
check 'a current from an FST file: the program reads it' is "$status" 0
run ./judge_dut "$LIFCOSIM_DUT_DIR/q8_24.so" q8_24 100 fst.yaml
check 'a current from an FST file: the library refuses it' is "$status" 2
check 'a current from an FST file: what to do' has "$err" 'give the waveform as VCD'
run fst2vcd -f w.fst
printf '%s\n' "$out" >w.vcd
sed 's/w[.]fst/w.vcd/' fst.yaml >vcd.yaml
run ./judge_dut "$LIFCOSIM_DUT_DIR/q8_24.so" q8_24 100 vcd.yaml
check 'a current from a VCD file: the library reads it' is "$status" 0

# ---- SystemVerilog, by the DPI ----

mkdir faulty
cp "$root/rtl/lif_neuron.v" faulty
sed -i 's/{1.b0, leak}) + Half;/{1'"'"'b0, leak});/' faulty/lif_neuron.v
check 'a neuron that does not round: the fault is there' differs "$(<faulty/lif_neuron.v)" "$(<"$root/rtl/lif_neuron.v")"
mkdir changed
sed 's|^  reg \[HoldWidth-1:0\] hold_q;|  reg signed [StateWidth-1:0] threshold_q;\n&|
     s|^\( *\)hold_q  *<= initial_hold_i;|&\n\1threshold_q <= threshold_i;|
     s|fires(next, threshold_i,|fires(next, threshold_q,|' "$root/rtl/lif_neuron.v" >changed/lif_neuron.v
check 'a neuron that takes its threshold at a reset: the fault is there' is "$(grep -c threshold_q changed/lif_neuron.v)" 3
# simulator NAME TOP SOURCE ...   builds obj_NAME/VTOP
simulator() {
    local name=$1 top=$2
    shift 2
    run "$verilator" --binary --timing -Wno-fatal -Wno-lint -Wno-WIDTH -Wno-TIMESCALEMOD --top-module "$top" \
        -Mdir "obj_$name" -I"$root/sim/library" "$@" "$root/sim/library/lif_cosim_checker.sv" \
        -LDFLAGS "$library -Wl,-rpath,$build" -CFLAGS -O0
    check "$name: it is built" is "$status" 0
}
simulator sound tb_shipped "$root/rtl/lif_neuron.v" "$bench/tb_shipped.sv"
simulator faulty tb_shipped faulty/lif_neuron.v "$bench/tb_shipped.sv"
for scenario in "$book" "$step"; do
    run obj_sound/Vtb_shipped "+lifcosim_scenario=$scenario" +lifcosim_json=is.json
    check "SystemVerilog, ${scenario##*/}: status 0" is "$status" 0
    check "SystemVerilog, ${scenario##*/}: PASS" has "$out" 'PASS  '
    jq --arg name "$(basename "$scenario" .yaml)" '{results: [.results[] | select(.scenario == $name)]}' all.json >due.json
    check "SystemVerilog, ${scenario##*/}: the report is the program's" same due.json is.json
done
run obj_faulty/Vtb_shipped "+lifcosim_scenario=$book" +lifcosim_json=is.json
check 'SystemVerilog, a fault: the simulation fails' test "$status" -ne 0
check 'SystemVerilog, a fault: the first mismatch at its clock' matches "$out" '[0-9]+: lif_cosim_checker: step 1 membrane before reset: expected'
check 'SystemVerilog, a fault: once' is "$(grep -c 'lif_cosim_checker: step' <<<"$out")" 1
check 'SystemVerilog, a fault: FAIL' has "$out" 'FAIL  '
check 'SystemVerilog, a fault: what is wrong' has "$out" 'finding       rounds down, and not half-up'
check 'SystemVerilog, a fault: what is wrong, for programs' is "$(jq -r '.results[0].findings[0].text' is.json)" \
    'rounds down, and not half-up: round((i - v) * leak, 31)'
run obj_faulty/Vtb_shipped "+lifcosim_scenario=$book" +lifcosim_end=display
check 'SystemVerilog, a fault that is displayed: status 0' is "$status" 0
check 'SystemVerilog, a fault that is displayed: it says so' has "$out" 'lif_cosim_checker: no pass,'
run obj_faulty/Vtb_shipped "+lifcosim_scenario=$book" +lifcosim_end=error
check 'SystemVerilog, a fault by $error: the simulation fails' test "$status" -ne 0
check 'SystemVerilog, a fault by $error: once, after the report' matches "$(grep -n 'clip  \|no pass,' <<<"$out$err" | tr '\n' ' ')" \
    '^[0-9]+:    clip [^:]*[0-9]+:.*Error.*no pass, [0-9]+ mismatches in 500 steps *$'
run obj_sound/Vtb_shipped +lifcosim_scenario=not-there.yaml
check 'SystemVerilog, no scenario: the simulation fails' test "$status" -ne 0
check 'SystemVerilog, no scenario: why' has "$out$err" 'not-there.yaml: cannot be read'

# Somebody else's neuron, with the checker bound to its module.
foreign=$root/testbenches/foreign
run "$program" build --print=declaration "$foreign/shift_leak.yaml"
printf '%s\n' "$out" >shift_leak.txt
check 'a declaration is printed' has "$out" 'equations: |'
for defect in 0 1; do
    simulator "foreign_$defect" tb_foreign "-GDefect=$defect" "$foreign/shift_leak.v" "$bench/tb_foreign.sv"
    run "obj_foreign_$defect/Vtb_foreign" "+lifcosim_scenario=$foreign/scenarios/shift_leak.yaml" +lifcosim_end=display
    check "somebody else's neuron, defect $defect" has "$out" "$([[ $defect == 0 ]] && echo PASS || echo FAIL)     shift_leak on shift_leak"
done
check "somebody else's neuron: what is wrong" has "$out" 'finding       drops the low 4 bits of (v >> leak)'
check "somebody else's neuron: at its step" has "$out" 'lif_cosim_checker: step 1 membrane: expected'

# ---- Icarus, by VPI ----

# icarus NAME TOP SOURCE ...   builds NAME.vvp
icarus() {
    local name=$1 top=$2
    shift 2
    run iverilog -g2012 -L "$build" -m lif_cosim -s "$top" -o "$name.vvp" "$@"
    check "Icarus, $name: it is built" is "$status" 0
}
simulate() { run vvp -n -M "$build" -m lif_cosim "$@"; }
icarus sound tb_icarus "$bench/tb_icarus.v" "$root/sim/vpi/lif_cosim_checker.v" "$root/rtl/lif_neuron.v"
icarus changed tb_icarus "$bench/tb_icarus.v" "$root/sim/vpi/lif_cosim_checker.v" changed/lif_neuron.v
icarus faulty tb_icarus "$bench/tb_icarus.v" "$root/sim/vpi/lif_cosim_checker.v" faulty/lif_neuron.v
simulate sound.vvp "+lifcosim_scenario=$step" +lifcosim_json=is.json
check 'Icarus: status 0' is "$status" 0
check 'Icarus: the whole report is printed' has "$out" 'clip          pass'
check 'Icarus: the report is the program'\''s, but for what it is called' is "$(report is.json | jq -c 'del(.dut.about)')" \
    "$(report due.json | jq -c 'del(.dut.about)')"
simulate faulty.vvp "+lifcosim_scenario=$book"
check 'Icarus, a fault: status 1' is "$status" 1
check 'Icarus, a fault: the first mismatch at its clock' matches "$out" '[0-9]+: lif_cosim_checker: step 1 membrane before reset: expected'
check 'Icarus, a fault: FAIL' has "$out" 'FAIL  '
check 'Icarus, a fault: what is wrong' has "$out" 'finding       rounds down, and not half-up'
simulate changed.vvp "+lifcosim_scenario=$book"
check 'Icarus, words that change in a run: status 1' is "$status" 1
check 'Icarus, words that change in a run: what it is' has "$out" 'spike after the threshold changed in a run'
simulate sound.vvp +lifcosim_scenario=not-there.yaml
check 'Icarus, no scenario: status 1' is "$status" 1
check 'Icarus, no scenario: why' has "$out" 'not-there.yaml: cannot be read'

# ---- Python ----

python() { env LIFCOSIM_LIBRARY="$library" PYTHONPATH="$root/sim/library/python" PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 "$@"; }
run "$program" run --quiet --dut model:q8_24 --json model.json "${scenarios[@]}"
for kind in lists numpy; do
    mkdir "$kind"
    run python "$bench/model.py" "$kind" "$kind" "${scenarios[@]}"
    check "Python, $kind: status 0" is "$status:$out" '0:all refused'
    wrong=''
    for i in "${!scenarios[@]}"; do
        jq "{results: [.results[$i]]}" model.json >due.json
        same due.json "$kind/${scenarios[i]##*/}.json" || wrong+=" ${scenarios[i]##*/}"
    done
    check "Python, $kind: of each published scenario what the program says" is "$wrong" ''
done
icarus values tb_values "$bench/tb_values.v" "$root/rtl/lif_neuron.v"
icarus values_faulty tb_values "$bench/tb_values.v" faulty/lif_neuron.v
simulate values.vvp "+lifcosim_scenario=$book"
printf '%s\n' "$out" >values.txt
status=0
out=$(python "$bench/scoreboard.py" "$book" is.json <values.txt 2>"$tap_folder/err") || status=$?
check 'the scoreboard on an Icarus run: PASS' is "$status:$out" 0:PASS
jq '{results: [.results[] | select(.scenario == "book-triangle")]}' all.json >due.json
check 'the scoreboard on an Icarus run: the report is the program'\''s' same due.json is.json
simulate values_faulty.vvp "+lifcosim_scenario=$book"
status=0
out=$(python "$bench/scoreboard.py" "$book" is.json <<<"$out" 2>"$tap_folder/err") || status=$?
check 'the scoreboard on a faulty one: FAIL' is "$status:${out##*$'\n'}" 1:FAIL
check 'the scoreboard on a faulty one: what is wrong' has "$out" 'rounds down, and not half-up'
check 'the scoreboard on a faulty one: what is first' has "$out" 'first: step 1 membrane before reset'
lines=$(wc -l <"$root/sim/library/python/lifcosim/cocotb.py")
run /usr/bin/python3 -m py_compile "$root/sim/library/python/lifcosim/cocotb.py"
check 'the monitor for cocotb is Python, and short' test "$status" = 0 -a "$lines" -le 40
rm -rf "$root/sim/library/python/lifcosim/__pycache__"
wheel=$(echo "$root"/build/python/*.whl)
run env LIFCOSIM_LIBRARY="$library" PYTHONPATH="$wheel" /usr/bin/python3 -c 'import lifcosim; print(lifcosim.__file__, lifcosim.version())'
check 'the wheel works as it is' has "$out" "$wheel/lifcosim/__init__.py $("$program" --version | cut -d' ' -f2)"
check 'the wheel has no shared object' is "$(unzip -l "$wheel" | grep -c '[.]so' || true)" 0
run env LIFCOSIM_LIBRARY=/nowhere.so PYTHONPATH="$root/sim/library/python" PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 -c 'import lifcosim'
check 'without the library: what to do' has "$err" 'name the file in the environment variable LIFCOSIM_LIBRARY'
tap_done
