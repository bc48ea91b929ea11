#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# `lifcosim prove` on somebody else's neurons and a shipped one: proven, with free products, for the words
# of a scenario, with smaller widths, refuted by a run that the judge fails, as a page, gone on with after
# it was ended, and what becomes of sources and tools that do not do.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
source testbenches/cli/program.sh

export LIFCOSIM_DUT_DIR=$tap_folder/work/dut
mkdir "$LIFCOSIM_DUT_DIR"
cp "$root"/testbenches/foreign/{shift_leak,subtract_reset,adaptive,interface_neuron,weighted,synapses}.* .
cp "$root"/testbenches/foreign/scenarios/shift_leak.yaml with.yaml

# ---- proven ----

run "$program" prove --json out/sound.json --junit out/sound.xml --report out/sound.html shift_leak.yaml
check 'a sound neuron is proven, status 0' is "$status" 0
check 'the verdict is the first line' has "$out" 'shift_leak: proven, without bound'
check 'a spike, a second one and a hold were reached' is \
    "$(jq -c '[.covers[] | select(.needed) | .clock != null]' out/sound.json)" '[true,true,true,true]'
check 'a seeded fault was refuted' has "$(jq -r .seeded_fault out/sound.json)" 'shift_leak.v:'
check 'what is assumed is said' has "$out" 'resets come at any time'
check 'test tools are told a case without a failure' is \
    "$(grep -c '<testcase classname="shift_leak".*/>' out/sound.xml)" 1

# cells PAGE TABLE   prints the rows of a table of a page, their cells with bars between.
cells() {
    xmllint --xpath "//*[@aria-label='$2']//*[local-name()='tbody']" "$1" | sed 's,</tr>,\n,g; s,</t[hd]>,|,g; s,<[^>]*>,,g' | sed '/^$/d'
}
check 'the page is well-formed' xmllint --noout out/sound.html
check 'the page loads nothing' eval '! grep -E "(src|href)=|<script|url\(" out/sound.html'
check 'the page has the result' has "$(<out/sound.html)" '>proven</span> shift_leak <span class="on">proven, without bound<'
check 'the page has what is proven of which width' has "$(cells out/sound.html 'Words and their widths')" 'input|i|current|u8|free in each step|'
check 'the page has each cover, with its clock' is "$(cells out/sound.html 'Traces that were reached' | cut -d'|' -f1,2)" \
    "$(jq -r '.covers[] | "\(.what)|in clock \(.clock)"' out/sound.json)"
check 'the page has the seeded fault' has "$(<out/sound.html)" "$(jq -r .seeded_fault out/sound.json)"
check 'the page has what is assumed' is "$(sed -n 's,^<li>\(.*\)</li>$,\1,p' out/sound.html)" "$(jq -r '.assumed[]' out/sound.json)"

# Its product has a told word, and is used a clock after it is computed.
run "$program" prove --json out/free.json subtract_reset.yaml
check 'a product with a told word in a loop is proven' is "$status" 0
check 'by one free function, which is said' is "$(jq -c '[.free_products, (.assumed | any(startswith("every product")))]' \
    out/free.json)" '[true,true]'
check 'and a fault of it was refuted' has "$(jq -r .seeded_fault out/free.json)" 'subtract_reset.v:'

run "$program" prove --with with.yaml --json out/with.json q4_4
check 'a shipped neuron is proven by its name, for the words of a scenario' has "$out" \
    'declared_q4_4: proven, without bound, for these words'
check 'a branch that these words never take is proven to be that' is \
    "$(jq -c '[.covers[] | select(.what == "subtract != 0") | .never, .needed]' out/with.json)" '[true,false]'

# ---- with smaller widths ----

# The product is a sum of shifted words: nothing is there to be made free.
cat >added.v <<'VERILOG'
module added #(parameter W = 10) (
  input wire clk, input wire rst,
  input wire signed [W-1:0] i, input wire [W-1:0] keep, input wire signed [W-1:0] th,
  output reg spike, output reg signed [W-1:0] v
);
  function signed [2*W:0] times(input signed [W-1:0] x, input [W-1:0] y);
    integer n;
    begin
      times = 0;
      for (n = W - 1; n >= 0; n = n - 1) times = (times <<< 1) + (y[n] ? x : 0);
    end
  endfunction
  wire signed [2*W:0] product = times(v, keep);
  wire signed [W-1:0] next = (product >>> (W - 1)) + i;
  always @(posedge clk)
    if (rst) begin v <= 0; spike <= 0; end
    else begin spike <= next >= th; v <= next >= th ? 0 : next; end
endmodule
VERILOG
cat >added.yaml <<'YAML'
name: added
sources: [added.v]
top: added
parameters: {W: 10}
clock: clk
reset: {port: rst, active: high}
step: every-clock
drive: {port: i, width: 10, fraction: 8}
spike: {port: spike}
membrane: {port: v, width: 10, fraction: 8, shows: after-reset}
constants:
  leak: {port: keep, width: 10, fraction: 9}
  threshold: {port: th}
arithmetic: {leak: decay, rounding: floor, input: after-leak, compare: at-or-above, reset: to-value, overflow: wrap}
YAML
run "$program" prove --seconds 8 --json out/narrow.json --junit out/narrow.xml --narrow parameters.W=4 \
    --narrow drive.width=4 --narrow drive.fraction=2 --narrow membrane.width=4 --narrow membrane.fraction=2 \
    --narrow constants.leak.width=4 --narrow constants.leak.fraction=3 added.yaml
check 'what is proven of smaller widths alone has status 4' is "$status" 4
check 'and is said to be that' has "$out" 'added_narrow: proven, without bound'
check 'with the keys' is "$(jq -c '[.narrow.verdict, .narrow.set[0], .verdict == "proven"]' out/narrow.json)" \
    '["proven","parameters.W=4",false]'
check 'its proof counts by a fault and covers of its own' is \
    "$(jq -c '[.narrow.seeded_fault != null, (.narrow.covers | all(.clock != null))]' out/narrow.json)" '[true,true]'
check 'test tools are told that the whole is open' is \
    "$(grep -c '<testcase classname="added_narrow".*/>' out/narrow.xml),$(grep -c '<failure' out/narrow.xml)" 1,1

# ---- refuted ----

# The prover has no time for as many steps; drives that are drawn reach the fault.
run "$program" prove --seconds 20 --set name=wrong --set parameters.DEFECT=1 --json out/wrong.json --report out/wrong.html adaptive.yaml
check 'a defective neuron is refuted, status 1' is "$status" 1
check 'the judge fails the run' is "$(jq -r '.refuted.level' out/wrong.json)" exact
scenario=$(jq -r '.refuted.scenario' out/wrong.json)
run "$program" run --dut wrong "$scenario"
check 'the scenario fails for whoever runs it' is "$status" 1
check 'its waveform is there' test -s "$(jq -r '.refuted.wave' out/wrong.json)"

check 'the page is well-formed' xmllint --noout out/wrong.html
check 'the page has the steps of the trace' is "$(cells out/wrong.html 'Steps of the trace' | grep -c '^[0-9]*|')" \
    "$(jq '[.refuted.steps, 64] | min' out/wrong.json)"
check 'the page has what the judge says' has "$(<out/wrong.html)" \
    "$(jq -r '.refuted | "\(.level) fails: step \(.step) \(.quantity): expected \(.expected), observed \(.observed)"' out/wrong.json)"
check 'the page has the command' has "$(<out/wrong.html)" "lifcosim run --dut wrong $scenario"

# The currents of events that a manifest states make the resistance of the neuron that the judge runs.
run "$program" prove --set parameters.DEFECT=1 \
    --set 'drives={strong: 6 nA, weak: 3.4133333334 nA, inhibitory: -2.2755555554 nA}' weighted.yaml
check 'events of stated currents are refuted' is "$status" 1
check 'and the judge fails a run of them' has "$out" 'judge         exact fails'
# A current that is split gives its drives no other words than these.
run "$program" prove --seconds 20 --set parameters.DEFECT=1 synapses.yaml
check 'drives that share a current are refuted' is "$status" 1
check 'and a steady current shows it' has "$out" 'a steady one shows it, too
    judge         exact fails'

# No neuron has the currents that this manifest states, and without make no circuit is built: what is refuted is
# told without a run.
run "$program" prove --set parameters.DEFECT=1 --set 'drives={strong: 3 nA, weak: 1.7 nA, inhibitory: 1.1377777778 nA}' \
    --json out/alone.json --junit out/alone.xml --report out/alone.html weighted.yaml
check 'refuted, and no neuron fits: status 3' is "$status" 3
check 'no neuron fits: the text is that of a refutation' has "$out" 'weighted: refuted'
check 'no neuron fits: why no run shows it' has "$out" 'no run        weighted is refuted, and no neuron was found'
check 'no neuron fits: standard error says it, too' begins "$err" 'lifcosim: weighted is refuted, and no neuron was found'
check 'no neuron fits: JSON' is "$(jq -c '[.verdict, (.refuted | .steps > 0, .no_run != null, .level, .step, .scenario)]' \
    out/alone.json)" '["refuted",true,true,null,null,null]'
check 'no neuron fits: test tools are told a failure' is "$(grep -c '<failure .*refuted' out/alone.xml)" 1
check 'no neuron fits: the page is well-formed' xmllint --noout out/alone.html
check 'no neuron fits: the page has the steps of the trace' is \
    "$(cells out/alone.html 'Steps of the trace' | grep -c '^[0-9]*|')" "$(jq '[.refuted.steps, 64] | min' out/alone.json)"
check 'no neuron fits: the page says why' has "$(<out/alone.html)" '<p>weighted is refuted, and no neuron was found'
check 'a run that shows it: JSON has no reason' is "$(jq -c '[.refuted.no_run, .refuted.step >= 0]' out/wrong.json)" '[null,true]'
mkdir without
printf '#!/bin/sh\nexit 1\n' >without/make
chmod +x without/make
run env PATH="$PWD/without:$PATH" "$program" prove --set name=unbuilt --set parameters.DEFECT=1 shift_leak.yaml
check 'refuted, and not built: status 3' is "$status" 3
check 'not built: why no run shows it' has "$out" 'shift_leak.yaml could not be built for a run; lifcosim build says why'

# ---- a proof that was ended ----

# This ABC writes down each call and its limit of memory, and does not answer call number STOP.
mkdir bin
cat >bin/yosys-abc <<'SH'
#!/bin/sh
ulimit -v >>"$CALLS"
if [ "$(wc -l <"$CALLS")" = "${STOP:-0}" ]; then
    echo $$ >"$CALLS.waits"
    exec sleep 600
fi
exec "$ABC" "$@"
SH
chmod +x bin/yosys-abc
ABC=$(command -v yosys-abc)
CALLS=$PWD/calls
export ABC CALLS
# counted OPTION ...   proves with that ABC, and leaves the number of its calls in `calls`.
counted() {
    : >"$CALLS"
    run env PATH="$PWD/bin:$PATH" "$program" prove "$@" shift_leak.yaml
    calls=$(wc -l <"$CALLS")
}
same_proof() { cmp -s <(jq 'del(.seconds, .resumed_answers, .resumed_seconds)' "$1") <(jq 'del(.seconds, .resumed_answers, .resumed_seconds)' "$2"); }
answers=$(realpath "$LIFCOSIM_DUT_DIR/..")/proofs/shift_leak/answers.txt
rm "$answers"
counted --resume
check 'nothing to resume: status 2' is "$status" 2
check 'nothing to resume: where' has "$err" "$answers: there is nothing to resume"
counted
all=$calls
check 'ABC has its memory limited' is "$(sort -u "$CALLS")" 4194304
stop=5
: >"$CALLS"
rm -f "$CALLS.waits"
PATH="$PWD/bin:$PATH" STOP=$stop "$program" prove shift_leak.yaml >ended 2>&1 &
ended=$!
for ((n = 0; n < 600; n++)); do
    if [[ -s $CALLS.waits ]]; then break; fi
    sleep 0.1
done
kill -KILL $ended
wait $ended 2>/dev/null || true
abc=$(<"$CALLS.waits")
for ((n = 0; n < 100; n++)); do
    if ! kill -0 "$abc" 2>/dev/null; then break; fi
    sleep 0.1
done
check "killed: ABC ends with the program" eval "! kill -0 $abc 2>/dev/null"
counted --resume --json out/resumed.json
check "killed: resumed, it is proven" is "$status" 0
check "killed: no question is asked again" is "$calls" $((all - stop + 1))
check "killed: the same proof" same_proof out/sound.json out/resumed.json
check "killed: it is said" is "$(jq '.resumed_answers > 0 and .resumed_seconds > 0' out/resumed.json)" true
printf '0123456789abcdef a torn li' >>"$answers"
counted --resume --report out/resumed.html
check 'a whole one, with a torn line behind it: nothing is asked' is "$status:$calls" 0:0
check 'a whole one: the text says so' has "$out" 'of an earlier run'
check 'a whole one: the page says so' has "$(<out/resumed.html)" 'of an earlier run'
wrong 'another circuit' 2 "$answers:1" 'of another circuit' 'leave --resume out' \
    prove --resume --set parameters.DEFECT=1 shift_leak.yaml
sed -i '3s/\t[0-9]*\t/\t1\t/' "$answers"
cp "$answers" damaged.txt
wrong 'a damaged line' 2 "$answers:3" 'is damaged' 'leave --resume out' prove --resume shift_leak.yaml
check 'a damaged line: the file is as it was' cmp -s "$answers" damaged.txt
wrong 'a page that cannot be written' 2 nowhere/page.html 'does not exist' 'mkdir -p' prove --report nowhere/page.html shift_leak.yaml
cat >small-yosys <<'SH'
#!/bin/sh
ulimit -v >"$CALLS.yosys"
exec yosys "$@"
SH
chmod +x small-yosys
export YOSYS=$PWD/small-yosys
counted
unset YOSYS
check 'without --resume it begins anew' is "$status:$calls" "0:$all"
check 'Yosys has its memory limited' is "$(<"$CALLS.yosys")" 4194304

# ---- neither ----

run "$program" prove interface_neuron.yaml
check 'what Yosys does not read is an error, status 3' is "$status" 3
check 'with its line' has "$err" 'interface_neuron.sv:31:1: Yosys does not read this'

YOSYS=no-such-yosys run "$program" prove shift_leak.yaml
check 'without Yosys the status is 3' is "$status" 3
check 'and it is said what to install' has "$err" 'apt-get install yosys'

sed 's/if (reset) begin/if (reset | current[0]) begin end else if (reset) begin/; s/posedge clock/posedge gated/
    s/^  reg  *\[ 2:0\] rest;/&\n  wire gated = clock \& !current[1];/' shift_leak.v >gated.v
run "$program" prove --set name=gated --set 'sources=[gated.v]' shift_leak.yaml
check 'a gated clock is refused, status 3' is "$status" 3
check 'with its reason' has "$err" 'with another clock'
sed 's/posedge clock/negedge clock/' shift_leak.v >falling.v
run "$program" prove --set name=falling --set 'sources=[falling.v]' shift_leak.yaml
check 'the other edge is refused, status 3' is "$status" 3
check 'with its reason' has "$err" 'or another edge'
run "$program" prove --set name=falling --set 'sources=[falling.v]' \
    --set 'clock={port: clock, edge: falling}' shift_leak.yaml
check 'and is proven where it is declared' is "$status" 0

run "$program" prove --narrow width shift_leak.yaml
check 'a width without a value is wrong input' is "$status" 2

# ---- the table of the examples ----

# rows NAME...   prints these rows of the table that `make prove-examples` makes.
rows() { LIFCOSIM=$program "$root/testbenches/prove/examples.sh" "$@"; }

run rows q4_4_shift
check 'a variant that no equations declare is said to be that, status 0' is "$status" 0
check 'with its name' has "$out" 'q4_4_shift               undeclared'
run rows no_such_row
check 'a name that is no row is wrong input' is "$status" 2

tap_done
