#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The page of lifcosim run --report is tested as XML, and in a headless Chromium, wide and on a
# narrow screen. Each thing that must not happen is also made to happen once, so that the check is
# seen to fail. REPORT_KEEP=DIR keeps the page and its screenshots there, to be looked at.
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh

build=${BUILD:-build}
export LIFCOSIM_DUT_DIR=${LIFCOSIM_DUT_DIR:-build/dut}
report=$tap_folder/report
page=$report/index.html
scenario=sim/scenarios/book-triangle.yaml

# Leaves standard output and standard error of the browser as `run` does.
browse() { # OPTION ... FILE
    local options=("${@:1:$#-1}") file=${*: -1} profile
    profile=$(mktemp -d -p "$tap_folder")
    run timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
        --disable-background-networking --disable-component-update --disable-sync \
        --disable-dev-shm-usage --hide-scrollbars --user-data-dir="$profile" \
        --enable-logging=stderr --v=0 "${options[@]}" "file://$file"
}

# Prints what the browser complained about on the page's console.
console() { grep -c ':CONSOLE' <<<"$err" || true; }

# Prints width and height of a PNG, from its header.
png_size() { od -An -j16 -N8 -tu1 "$1" | awk '{print $3 * 256 + $4 "x" $7 * 256 + $8}'; }

bytes_over() { (($(stat -c %s "$1") > $2)); }

# Prints the page as the value of a srcdoc attribute.
as_attribute() { sed -e 's/&/\&amp;/g' -e 's/"/\&quot;/g' "$1"; }

# ---- the file ----

run "$build/lifcosim" run --report "$report" --dut q8_24,q4_4 --set 'about=<b>&"quoted"</b>' \
    "$scenario"
check 'status: one of the two runs fails' is "$status" 1
check 'the table is still printed' has "$out" '2 runs: 1 pass, 1 fail, 0 vacuous'
check 'one file, and no other' is "$(ls -A "$report")" index.html
run xmllint --noout "$page"
check 'the page is well-formed XML' is "$status$err" 0
check 'two pictures are in it' is "$(grep -c '<svg' "$page")" 2
check 'no name is given twice' is "$(grep -oE ' id=["'\''][^"'\'' ]*' "$page" | sort | uniq -d)" ''
check 'it has no script' is "$(grep -ci '<script' "$page" || true)" 0
check 'it fetches nothing' is \
    "$(grep -oE '(src|href|url)(=["'\'']|\()[^"'\''#)][^"'\'')]*' "$page" || true)" ''
text=$(<"$page")
check 'the command line is quoted' has "$text" \
    "build/lifcosim run --dut q8_24 --set &#39;about=&lt;b&gt;&amp;&quot;quoted&quot;&lt;/b&gt;&#39; $scenario"
check 'a failing run names its waveform' has "$text" 'gtkwave build/waves/book-triangle-q4_4.fst'

cp "$page" "$tap_folder/before"
run "$build/lifcosim" run --report "$report" --dut q8_24 --set neuron.rest=1 "$scenario"
check 'a wrong scenario: status 2' is "$status" 2
check 'a wrong scenario leaves the page as it was' cmp -s "$page" "$tap_folder/before"
run "$build/lifcosim" run --report "$tap_folder/absent/report" "$scenario"
check 'a folder in no folder: status 2' is "$status" 2
check 'a folder in no folder: what to do' has "$err" 'create it first'
run env PATH="$tap_folder" "$(realpath "$build")/lifcosim" run --report "$tap_folder/other" "$scenario"
check 'without gnuplot: status 3' is "$status" 3
check 'without gnuplot: nothing was run, and no folder stays' is \
    "$out$(find "$tap_folder" -maxdepth 1 -name 'other*')" ''
check 'without gnuplot: its name' has "$err" gnuplot
run "$build/lifcosim" run --report - "$scenario"
check 'no page on standard output' is "$status" 2

# ---- in a browser ----

browse --window-size=1200,900 --dump-dom "$page"
check 'the browser shows it' is "$status" 0
check 'no complaint on the console' is "$(console)" 0
check 'verdicts are in the document' has "$out" \
    '<span class="badge pass">pass</span> book-triangle <span class="on">on q8_24</span>'
check 'failures are in the document' has "$out" \
    '<span class="badge fail">fail</span> book-triangle <span class="on">on q4_4</span>'
check 'the hostile text is text' has "$out" '&lt;b&gt;&amp;"quoted"&lt;/b&gt;'
check 'the document is all of the page' is \
    "$(grep -o '</section>' <<<"$out" | wc -l)" "$(grep -c '</section>' "$page")"

sed 's,</body>,<script>document.title = "it ran"</script></body>,' "$page" >"$tap_folder/script.html"
browse --dump-dom "$tap_folder/script.html"
check 'a script in the page does not run' lacks "$out" '<title>it ran'
check 'and the console says so' has "$err" 'Content Security Policy'
check 'which is counted' is "$(($(console) > 0))" 1

# This shows two frames as wide as a telephone: the page, and the page without its scrolling boxes.
style='<style>.scroll { overflow: visible !important; }</style></head>'
sed "s,</head>,$style," "$page" >"$tap_folder/wide.html"
{
    echo '<!DOCTYPE html><meta charset="utf-8"><style>body {margin: 0}
        iframe {border: 0; width: 360px; height: 3000px; display: block}</style>'
    echo "<iframe srcdoc=\"$(as_attribute "$page")\"></iframe>"
    echo "<iframe srcdoc=\"$(as_attribute "$tap_folder/wide.html")\"></iframe>"
    echo '<p id="widths"></p><script>onload = () => {
        const widths = [];
        for (const frame of document.querySelectorAll("iframe")) {
            const inside = frame.contentDocument;
            const figure = inside.querySelector("figure");
            const box = inside.querySelector("section").getBoundingClientRect();
            widths.push("page " + inside.documentElement.scrollWidth + " figure " +
                (figure.scrollWidth > figure.clientWidth) + " section " + (box.right <= 360));
        }
        document.getElementById("widths").textContent = widths.join(", ");
    }</script>'
} >"$tap_folder/narrow.html"
browse --window-size=800,900 --dump-dom "$tap_folder/narrow.html"
widths=$(grep -o '<p id="widths">[^<]*' <<<"$out" | sed 's/.*>//' || true)
check 'at 360 pixels the page does not scroll, its pictures do' \
    has "$widths" 'page 360 figure true section true, '
check 'without their boxes the page would be wider' \
    is "$((10#0$(sed -n 's/.*, page \([0-9]*\) .*/\1/p' <<<"$widths") > 360))" 1

browse --window-size=1200,1600 --screenshot="$tap_folder/wide.png" "$page"
check 'a screenshot at 1200 pixels' is "$(png_size "$tap_folder/wide.png")" 1200x1600
check 'which is not empty' bytes_over "$tap_folder/wide.png" 50000
browse --window-size=360,1600 --screenshot="$tap_folder/narrow.png" "$tap_folder/narrow.html"
check 'a screenshot at 360 pixels' is "$(png_size "$tap_folder/narrow.png")" 360x1600
check 'which is not empty either' bytes_over "$tap_folder/narrow.png" 30000
if [[ -n ${REPORT_KEEP:-} ]]; then
    cp "$page" "$tap_folder/wide.png" "$tap_folder/narrow.png" "$REPORT_KEEP"
fi

tap_done
