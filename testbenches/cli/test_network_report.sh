#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The page and the picture of networks: well-formed, closed in themselves, with the figures of --json; a core
# with a seeded fault is shown where it fails; names from anywhere are text; many spikes neither need memory nor
# make a large page; several networks share a page. In a headless Chromium the page is quiet, also where it is
# narrow. REPORT_KEEP=DIR keeps pages and pictures there, to be looked at.
# shellcheck disable=SC2154
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tap.sh
. testbenches/cli/tap.sh
# shellcheck source=program.sh
. testbenches/cli/program.sh

cp "$root/testbenches/cli/net.yaml" net.yaml

# cell LABEL ROW COLUMN [RUN]   prints a cell of the body of the table of that label; the page is in $page.
cell() {
    xmllint --xpath "string(//*[@id='run-${4:-1}']//*[@aria-label='$1']//*[local-name()='tbody']/*[$2]/*[$3])" "$page"
}
# rows LABEL [RUN]   prints how many rows it has.
rows() {
    xmllint --xpath "count(//*[@id='run-${2:-1}']//*[@aria-label='$1']//*[local-name()='tbody']/*)" "$page"
}
# figure FILTER [RUN]   prints a figure of the JSON.
figure() { jq -r ".results[${2:-1} - 1] | $1" r.json; }
# near A B   both numbers are the same in six digits, as the page writes them.
near() { awk -v a="$1" -v b="$2" 'BEGIN { d = a - b; exit a == "" || b == "" || d * d > 1e-10 * a * a }'; }
# closed PAGE   checks what every page must be.
closed() {
    run xmllint --noout "$1"
    check "$1 is well-formed XML" is "$status$err" 0
    check "$1: no name is given twice" is "$(grep -oE ' id=["'\''][^"'\'' ]*' "$1" | sort | uniq -d)" ''
    check "$1 has no script" is "$(grep -ci '<script' "$1" || true)" 0
    check "$1 fetches nothing" is "$(grep -oE '(src|href|url)(=["'\'']|\()[^"'\''#)][^"'\'')]*' "$1" || true)" ''
}

# ---- a network that passes ----

page=page/index.html
run "$program" run --report page --plot net.svg --json r.json net.yaml
check 'a network that passes: status' is "$status$err" 0
text=$out
check 'the text is still printed' begins "$text" PASS
check 'one file, and no other' is "$(ls -A page)" index.html
closed page/index.html
run xmllint --noout net.svg
check 'the picture is well-formed XML' is "$status$err" 0
check 'the picture tells its figures' has "$(<net.svg)" \
    "600 ticks of 100 µs, 16 neurons; $(figure .levels.free_running.dut_spikes) spikes, by itself $(figure .levels.free_running.reference_spikes): 0 of the circuit alone, 0 missing"
check 'the picture is in the page' has "$(<"$page")" '<title>net on model:c24_16: pass</title>'
check 'seven levels but expect, which there is none of' is "$(rows 'Verdict by level')" 6
at=0
for level in constants port exact bounded free_running clip; do
    at=$((at + 1))
    check "$level: its verdict" is "$(cell 'Verdict by level' $at 2)" "$(figure ".levels.$level.verdict")"
done
check 'exact: how many' has "$(cell 'Verdict by level' 3 3)" "$(figure .levels.exact.compared) neuron-ticks compared, 0 mismatches"
check 'no table of mismatches' lacks "$(<"$page")" 'First mismatch'
at=0
for name in exc inh; do
    at=$((at + 1))
    p=.levels.free_running.populations.$name
    check "$name: its name, neurons and spikes" is \
        "$(cell Populations $at 1) $(cell Populations $at 2) $(cell Populations $at 3) $(cell Populations $at 4) $(cell Populations $at 7)" \
        "$name $(figure $p.neurons) $(figure $p.dut_spikes) $(figure $p.reference_spikes) $(figure $p.identical_trains)"
    check "$name: its rate" near "$(cell Populations $at 5)" "$(figure $p.dut_rate_hz)"
    check "$name: its rate by itself" near "$(cell Populations $at 6)" "$(figure $p.reference_rate_hz)"
done
must=$(figure .levels.bounded.neurons_that_must)
check 'how many neurons had to spike' has "$(<"$page")" "<strong>$must of 16 neurons"
check 'which are those of the populations' is "$(($(cell Populations 1 8) + $(cell Populations 2 8)))" "$must"
check 'the nearest neuron has the largest share' near "$(printf %.3g "$(figure .levels.bounded.max_usage)")" \
    "$(cell 'Neurons nearest to their bound' 1 2)"
check 'the text names the same neuron' has "$text" "nearest to their bound: $(cell 'Neurons nearest to their bound' 1 1) "
check 'ten of them, and all in another table' is "$(rows 'Neurons nearest to their bound') $(rows 'All neurons')" '10 16'
check 'all spikes: a row for each' is "$(rows 'All spikes')" "$(figure .levels.free_running.dut_spikes)"

# Weights: as the network writes them, and each word as quantize prints it.
check 'weights: how many' has "$(<"$page")" "<p>$(figure .weights.nonzero) weights are not 0"
check 'weights: between four pairs of groups' is "$(rows 'Weights between groups')" 4
check 'weights: the first pair' is "$(cell 'Weights between groups' 1 1)" 'in → exc'
check 'weights: as written' is "$(cell 'Weights between groups' 1 4) $(cell 'Weights between groups' 4 5)" '1.62 mV -1 mV'
check 'weights: their numbers add up' is "$(for i in 1 2 3 4; do cell 'Weights between groups' $i 2; done | paste -sd+ | bc)" \
    "$(figure .weights.nonzero)"
run "$program" quantize net.yaml
quantized=$(awk '/from .* to .* delay/ { on = 1; next } on && NF == 9 { print $6 }' <<<"$out" | sort -n | uniq -c | xargs)
shown=$(xmllint --xpath "//*[@aria-label='All weights']//*[local-name()='tbody']/*/*[5]/text()" "$page" | sort -n | uniq -c | xargs)
check 'weights: every word' is "$shown" "$quantized"
check 'weights: there are many' test "$(figure .weights.nonzero)" -gt 100
check 'weights: the list of errors stands for all of them' is "$(xmllint --xpath \
    "//*[@aria-label='Weights with the largest relative errors']//*[local-name()='tbody']/*/*[1]/text()" "$page" |
    awk '{ n += 1 + $(NF - 2) } END { print n }')" "$(figure .weights.nonzero)"
check 'weights: it begins with the largest' near "$(cell 'Weights with the largest relative errors' 1 9 | tr -d ' %')" \
    "$(for i in 1 2 3 4; do cell 'Weights between groups' $i 8; done | tr -d ' %' | sort -g | tail -1)"

# The command makes it again.
run xmllint --xpath "string((//*[local-name()='pre'])[2])" "$page"
check 'the command is there' is "$out" 'build/lifcosim run --dut model:c24_16 net.yaml'
run "$program" run --report page --seed 11 --no-expect --set 'populations.exc.drive=0.5 nA' net.yaml
run xmllint --xpath "string((//*[local-name()='pre'])[2])" "$page"
check 'with what the command line changed' is "$out" \
    "build/lifcosim run --dut model:c24_16 --set 'populations.exc.drive=0.5 nA' --seed 11 --no-expect net.yaml"

# ---- a core with a fault ----

fault=$root/build/faults/core_model/event-late.so
run "$program" run --report page --plot bad.svg --json r.json --dut "$fault,model:c24" net.yaml
check 'two runs, one picture: refused' is "$status" 2
check 'the way out' has "$err" '--plot is for one network on one core, and here are 2 runs; give one of each, or --report'
run "$program" run --report page --json r.json --dut "$fault,model:c24" net.yaml
check 'a fault, and none: status' is "$status" 1
closed page/index.html
check 'two sections, and a summary' is "$(grep -c '<section' "$page") $(grep -c 'aria-label="Summary of all runs"' "$page")" '2 1'
check 'the page says it first' has "$(<"$page")" '<title>lifcosim: 1 of 2 pass</title>'
first=$(figure '.first_mismatch | "tick \(.step) \(.population)[\(.neuron)] \(.quantity): expected \(.expected), observed \(.observed)"')
check 'the first mismatch, by population, neuron and tick' has "$(<"$page")" \
    "First mismatch: <code>$(figure .first_mismatch.level): $first</code>"
check 'its row' is "$(for i in 1 2 4 5 6 7; do cell 'First mismatch of each level' 1 $i; done | xargs)" \
    "$(figure '.first_mismatch | "\(.level) \(.step) \(.population)[\(.neuron)] \(.quantity) \(.expected) \(.observed)"')"
check 'how many there were' is "$(cell 'First mismatch of each level' 1 10)" "$(figure .levels.exact.mismatches)"
# A word more is an LSB of 10 mV / 2^18.
check 'how far apart that is' near "$(cell 'First mismatch of each level' 1 9 | sed 's/ uV//')" \
    "$(figure '.first_mismatch | (.observed - .expected) * 10000 / 262144 * 10000 | round / 10000' | xargs printf %.4g)"
check 'as many differing spikes as the lists have' is "$(rows 'Differing spikes')" \
    "$(jq '.results[0].spikes | [to_entries[] | .value | to_entries[] | .key as $p | .value[] | "\($p) \(.)"] |
        group_by(.) | map(select(length == 1)) | length' r.json)"
check 'there are some' test "$(rows 'Differing spikes')" -gt 3
d=.levels.free_running.distances
check 'the distances are those of the JSON' near "$(cell 'Distances of the trains' 1 3)" "$(figure $d.van_rossum_worst)"
check 'coincidence, too' near "$(cell 'Distances of the trains' 2 3)" "$(figure $d.coincidence_worst)"
check 'the waveform that the run left' has "$(<"$page")" 'waves/net-event-late.vcd'
check 'the sound one in the same page passes' is "$(cell 'Verdict by level' 3 2 2)" pass
run "$program" run --quiet --plot bad.svg --dut "$fault" net.yaml
check 'the picture marks the first mismatch' has "$(<bad.svg)" 'first mismatch'
check 'and what differs' has "$(<bad.svg)" 'of the circuit alone ('
cp "$page" before
run "$program" run --report page --set step=1 net.yaml
check 'a wrong network leaves the page as it was' is "$status$(cmp "$page" before)" 2
run env PATH=/nowhere "$program" run --report other net.yaml
check 'without gnuplot: status 3, its name, and nothing was run' is "$status $out $(ls -d other 2>&1 | grep -c 'No such')" '3  1'
check 'without gnuplot: what to do' has "$err" gnuplot
run "$program" run --plot net.yaml.gif net.yaml
check 'a picture that is none' has "$status $err" '2 net.yaml.gif: no picture has this ending'
run "$program" run --plot net.svg --json net.svg net.yaml
check 'one file for two' is "$status" 2

# ---- names from anywhere, and spikes that are stated ----

printf 'population,neuron,tick\nexc,0,5\n' >x.csv
strange=$'<b>&"quoted"&lt; \'one\' \\n $HOME `id` ö'
{
    sed '/^#/d; s/^name: net/name: "name"/' net.yaml
    echo 'expect: {file: x.csv}'
} >'odd & <net> '\''.yaml'
run "$program" run --report page --plot odd.svg --set "about=$strange" --set "name=$strange" --set "source=$strange" 'odd & <net> '\''.yaml'
check 'strange names: stated spikes that never come are a failure' is "$status" 1
closed page/index.html
run xmllint --noout odd.svg
check 'strange names: the picture is well-formed' is "$status$err" 0
check 'strange names: the heading is what was written' is "$(xmllint --xpath "string(//*[local-name()='h2'])" "$page")" \
    "fail $strange on model:c24_16"
check 'strange names: as is the picture' has "$(xmllint --xpath "string((//*[local-name()='title'])[1])" odd.svg)" "$strange on"
check 'strange names: the command gives the same run' is "$(
    command=$(xmllint --xpath "string((//*[local-name()='pre'])[2])" "$page")
    bash -c "${command/build\/lifcosim/\"$program\"}" 2>&1 | head -1)" \
    "FAIL     $strange on model:c24_16, 600 ticks of 100 us, 16 neurons"
check 'expect: its verdict' is "$(cell 'Verdict by level' 6 1) $(cell 'Verdict by level' 6 2)" 'Expect fail'
check 'expect: its first mismatch' has "$(cell 'First mismatch of each level' 1 1) $(cell 'First mismatch of each level' 1 5)" 'expect spike'

# ---- many spikes ----

"${CC:-gcc}" -std=c11 -D_GNU_SOURCE -o peak_memory "$root/testbenches/cli/peak_memory.c"
# much TICKS REPORT ...   runs a network that fires all the time.
much() {
    run ./peak_memory peak "$program" run --quiet --set "duration=$1 ms" --set 'populations.exc.drive=100 nA' \
        --set 'populations.inh.drive=100 nA' --set 'populations.exc.neuron.refractory=0.5 ms' --set saturation=declared "${@:2}" net.yaml
    peak=$(<peak)
}
much 4000 --json r.json
plain=$peak
spikes=$(figure .levels.free_running.dut_spikes)
check 'there are many spikes' test "$spikes" -gt 20000
much 4000 --report much
check 'many spikes: gnuplot has no complaint' is "$err" ''
check "the page needs no more than 16 MiB beside them ($plain, then $peak KiB)" test "$peak" -le $((plain + 16384))
page=much/index.html
check "many spikes: the page is small ($(stat -c %s "$page") bytes)" test "$(stat -c %s "$page")" -lt 2000000
check 'many spikes: it says that they are summed up' has "$(<"$page")" 'Too many spikes to draw each: a field is a neuron x 200 ticks'
check 'many spikes: and where all of them are' has "$(<"$page")" '--json has all spikes'
closed "$page"
much 8000 --report more
check 'twice as many: the page does not grow' test "$(stat -c %s more/index.html)" -le $(($(stat -c %s "$page") * 11 / 10))

# ---- in a browser ----

# The frame is as wide as a telephone.
{
    echo '<!DOCTYPE html><meta charset="utf-8"><style>body {margin: 0} iframe {border: 0; width: 360px; height: 6000px}</style>'
    echo "<iframe srcdoc=\"$(sed -e 's/&/\&amp;/g' -e 's/"/\&quot;/g' before)\"></iframe>"
    echo '<p id="widths"></p><script>onload = () => {
        const inside = document.querySelector("iframe").contentDocument;
        const box = inside.querySelector("section").getBoundingClientRect();
        document.getElementById("widths").textContent = "page " + inside.documentElement.scrollWidth + " section " +
            (box.right <= 360) + " rows " + inside.querySelectorAll("tbody tr").length;
    }</script>'
} >narrow.html
run timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars --user-data-dir="$PWD/profile" \
    --enable-logging=stderr --v=0 --dump-dom "file://$PWD/narrow.html"
check 'the browser shows it, and has no complaint' is "$status $(grep -c ':CONSOLE' <<<"$err" || true)" '0 0'
check 'at 360 pixels the page does not scroll' has "$out" \
    "<p id=\"widths\">page 360 section true rows $(xmllint --xpath "count(//*[local-name()='tbody']/*[local-name()='tr'])" before)"

if [[ -n ${REPORT_KEEP:-} ]]; then
    cp before "$REPORT_KEEP/network.html"
    cp much/index.html "$REPORT_KEEP/many.html"
    cp net.svg bad.svg odd.svg "$REPORT_KEEP"
fi

tap_done
