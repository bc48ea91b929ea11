#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# scripts/lint.sh runs on a small sound tree, and on the same tree with one defect after the other:
# each must be reported by exactly the checks that own it.
# shellcheck disable=SC2016  # Verilog and C
set -euo pipefail
cd "$(dirname "$0")/../.."
source testbenches/cli/tap.sh
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE # set in a hook, and then git would not mean our tree

lint=$PWD/scripts/lint.sh
sound=$tap_folder/sound
tree=$tap_folder/tree
hash_spdx=$(sed -n 2,3p testbenches/cli/test_lint.sh)
spdx=${hash_spdx//#/\/\/}

put() { # FILE, its text after the SPDX lines on standard input
    mkdir -p "$(dirname "$sound/$1")"
    { printf '%s\n' "$spdx" && cat; } >"$sound/$1"
}

put rtl/lif_neuron.v <<'V'
`default_nettype none
module lif_neuron #(parameter integer StateWidth = 32, parameter integer LeakFraction = 31) (
  input  wire                  clk_i,
  input  wire [LeakFraction:0] leak_i,
  input  wire [StateWidth-1:0] drive_i,
  output reg  [StateWidth-1:0] membrane_o,
  output wire                  spike_o
);
  always @(posedge clk_i) membrane_o <= membrane_o ^ drive_i;
  assign spike_o = ^leak_i;
`ifdef FORMAL
  `include "properties.vh"
`endif
endmodule
`default_nettype wire
V
put sim/verilator/lif_sim.sv <<'V'
module lif_sim #(parameter integer StateWidth = 32, parameter integer StateFraction = 24,
                 parameter integer LeakFraction = 31) (
  input  wire                  clk_i,
  input  wire [LeakFraction:0] leak_i,
  input  wire [StateWidth-1:0] drive_i,
  output wire [StateWidth-1:0] membrane_o,
  output wire [31:0]           fraction_o,
  output wire                  spike_o
);
  lif_neuron #(.StateWidth(StateWidth), .LeakFraction(LeakFraction)) u_neuron (
    .clk_i(clk_i), .leak_i(leak_i), .drive_i(drive_i), .membrane_o(membrane_o), .spike_o(spike_o)
  );
  assign fraction_o = StateFraction;
endmodule
V
printf '# name\nf8 8 4 7\n' >"$sound/rtl/formats.txt"
echo lif_neuron.v >"$sound/rtl/rtl.f"
put reference/model.h <<'C'
#ifndef MODEL_H
#define MODEL_H
/* Fills text[bytes] from a printf format; no malloc, no FILE. #include "judge.h" is not done. */
__attribute__((format(printf, 3, 4))) int model(char *text, unsigned long bytes,
                                                const char *format, ...);
#endif
C
put reference/model.c <<'C'
#include "model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

// #include "judge.h"
static const char *const names[] = {"printf(", "/* malloc */"};

int model(char *text, unsigned long bytes, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, bytes, format, args);
    va_end(args);
    return n + snprintf(text, bytes, "%s %s", names[0], names[1]);
}
C
put sim/judge/judge.h <<<'int judge(int value);'
put sim/judge/judge.c <<'C'
#include "judge/judge.h"

#include "base/diag.h"
#include "judge/internal.h"

#include "model.h"
#include "generated.inc"

#include <stdio.h>

int judge(int value)
{
    printf("%d\n", value);
    return value;
}
C
put sim/verilator/circuit.cpp <<'C'
#include "verilated.h"
#include "Vlif_sim.h"
#include MODEL_UNIT
C
put sim/judge/internal.h <<<'enum { JUDGED = 1 };'
put sim/base/diag.h <<<'int diag(int value);'
put sim/base/diag.c <<'C'
#include "base/diag.h"

int diag(int value)
{
    return value;
}
C
put sim/run/run.h <<<'int run(int value);'
put sim/run/run.c <<'C'
#include "run/run.h"

#include "judge/judge.h"

int run(int value)
{
    return judge(value);
}
C
put sim/plot/plot.h <<<'int plot(int value);'
put sim/plot/plot.c <<'C'
#include "plot/plot.h"

int plot(int value)
{
    return value;
}
C
put sim/cli/main.c <<'C'
#include "run/run.h"

int main(void)
{
    return run(1);
}
C
printf '%s\n' '# FLOOR ROOM' '9 cli' '7 run' '7 plot' '5 judge' '1 base' 'side verilator' \
    'header judge/internal.h' 'program cli/main.c' >"$sound/sim/floors.txt"
put testbenches/unit/helper.h <<<'int helper(void);'
put testbenches/unit/judge/test_judge.c <<'C'
#include "helper.h"
#include "judge/judge.h"
#include "model.h"

#include <cmocka.h>

int helper(void)
{
    return judge(1);
}
C
{ echo '#!/bin/bash' && echo "$hash_spdx"; } | tee "$sound/reference/tool.sh" >"$sound/tool.sh"
chmod +x "$sound"/{,reference/}tool.sh
printf '%s\n\nall:\n\techo all\n' "$hash_spdx" >"$sound/Makefile"
printf 'See build/home/x, $(TOP)/work/x and https://example.org/home/x.\n' >"$sound/README.md"
mkdir "$sound/build"
printf 'built\there, at /%s/somebody\n' home >"$sound/build/scratch.c"
cp .clang-format "$sound/"
mkdir "$sound/LICENSES" "$sound/.reuse"
cp LICENSES/Apache-2.0.txt "$sound/LICENSES/"
sed '/^Files:/,/^Copyright:/{/^Files:/!{/^Copyright:/!d}}
    s/^Files:.*/Files: .clang-format README.md rtl\/*.txt rtl\/rtl.f sim\/floors.txt/' .reuse/dep5 >"$sound/.reuse/dep5"
# Laid out by the tool itself, so that its version does not matter; if it is missing, lint says so.
clang-format -i --style=file "$sound"/{reference,sim/*,testbenches/unit/judge,testbenches/unit}/*.[ch]* || true

defect() { rm -rf "$tree" && cp -r "$sound" "$tree"; }
swap() { # FILE OLD NEW, literally; the old text must be there
    local text
    text=$(cat "$tree/$1")
    [[ $text == *"$2"* ]]
    printf '%s\n' "${text/"$2"/"$3"}" >"$tree/$1"
}
at() { sed -i -e "$2" "$tree/$1"; } # FILE SED-PROGRAM
# reported NAME CHECK ...   expects that lint's `not ok` lines are these checks, and that its status
# says so.
reported() {
    local name=$1 found wanted=''
    shift
    run "$lint" "$tree"
    found=$(sed -n 's/^not ok [0-9]* - //p' <<<"$out" | sort)
    if (($# > 0)); then wanted=$(printf '%s\n' "$@" | sort); fi
    check "$name" is "$found" "$wanted"
    check "$name: status" is "$status" $(($# > 0))
}

defect
reported 'a sound tree'
check 'the plan is met' is "$(tail -n 1 <<<"$out")" "1..$(grep -cE '^(not )?ok ' <<<"$out")"
check 'nothing is written to the tree' diff -r "$sound" "$tree"

# ---- the circuit ----
circuit=('verilator f8' 'icarus f8' 'yosys f8' 'verilator lif_sim f8' 'icarus lif_sim f8')
verilator=('verilator f8' 'verilator lif_sim f8')
icarus=('icarus f8' 'icarus lif_sim f8')
neuron=rtl/lif_neuron.v
spike='assign spike_o = ^leak_i;'
latch='always @* if (leak_i[0]) s = leak_i[1];
  assign spike_o = s ^ (^leak_i);'

defect
swap $neuron "$spike" "reg s; $latch"
reported 'a latch' "${verilator[@]}" 'yosys f8'
check 'yosys names the latch' has "$out" 'dlatch'
defect
swap $neuron "$spike" "reg s; /* verilator lint_off LATCH */ $latch"
reported 'a latch that Verilator is told to ignore' 'yosys f8'
defect
swap $neuron '= ^leak_i' '= leak_i'
reported 'a width mismatch' "${verilator[@]}"
check 'Verilator names the width' has "$out" 'WIDTH'
defect
at $neuron '/default_nettype/d'
swap $neuron "$spike" 'assign extra = ^leak_i; assign spike_o = extra;'
reported 'an implicit wire' "${circuit[@]}"
check 'yosys names the implicit wire' has "$out" "extra' is implicitly declared"
defect
swap $neuron 'always @(posedge clk_i) membrane_o <= membrane_o ^ drive_i;' \
    'reg [StateWidth-1:0] m [0:1];
  always @(posedge clk_i) m[leak_i[0]] <= m[leak_i[1]] ^ drive_i;
  always @* membrane_o = m[0] ^ m[leak_i[2]];'
reported 'a process sensitive to a whole memory' "${icarus[@]}"
defect
swap $neuron 'output wire ' '/* verilator lint_off MULTIDRIVEN */ output wire '
swap $neuron "$spike" "$spike assign spike_o = clk_i;"
reported 'two drivers' 'yosys f8'
defect
at rtl/rtl.f 's/neuron/absent/'
reported 'a source that is not there' "${circuit[@]}"
defect
at sim/verilator/lif_sim.sv 's/= StateFraction/= StateFraction[7:0]/'
reported 'a width mismatch in the wrapper' 'verilator lif_sim f8'
defect
swap $neuron '= ^leak_i' '= ^{leak_i, drive_i[9]}'
echo 'f16 16 12 16' >>"$tree/rtl/formats.txt"
reported 'a bit that only one format lacks' "${circuit[@]}"
defect
swap $neuron '= ^leak_i' '= leak_i'
{
    printf '%s\n`verilator_config\n' "$spdx"
    printf 'lint_off -rule %s -file "*/lif_neuron.v"\n' WIDTH UNUSEDSIGNAL
} >"$tree/rtl/lint.vlt"
reported 'a mismatch that is waived'
defect
echo 'f40 40 20 31' >>"$tree/rtl/formats.txt"
reported 'a format that needs over 64 bits' 'format f40'
defect
echo '# none' >"$tree/rtl/formats.txt"
reported 'no format' 'rtl/formats.txt names formats'

# ---- C ----
defect
at sim/judge/judge.c 's/^    return/  return/'
reported 'layout' clang-format
defect
swap sim/judge/judge.c 'return value' 'int list[2] = {0, value};
    return list[2]'
reported 'a read past the end' cppcheck
purity='reference neither prints nor allocates'
for line in 'printf("x");' 'fputs("x", stderr);' 'FILE *f = 0;' 'void *(*get)(size_t) = malloc;' 'exit(1);'; do
    defect
    at reference/model.c "s|^    va_end.*|&\n    $line|"
    reported "in reference: $line" "$purity"
done
globals='reference has no globals'
defect
swap reference/model.c 'int model' $'static int calls;\n\nint model'
swap reference/model.c 'return n' 'return calls++ + n'
reported 'a static variable in reference' "$globals"
defect
swap reference/model.c 'va_list args;' $'va_list args;\n    static int calls = 1;'
swap reference/model.c 'return n' 'return calls++ + n'
reported 'a static variable in a function of reference' "$globals"

# ---- includes ----
arrow='includes: testbenches -> sim -> reference -> libm'
include() { # FILE WHAT
    defect
    at "$1" "0,/^#include/s|^#include|#include $2\n&|"
}
include reference/model.c '"../sim/judge/judge.h"'
reported 'reference includes sim' "$arrow"
include reference/model.c '"judge/judge.h"'
reported 'reference includes sim by name' "$arrow" "$globals"
include reference/model.h '<unistd.h>'
at reference/model.h 's/^#define.*/&\n#include <unistd.h>/'
reported 'reference includes more than C11' "$arrow"
include reference/model.c '"../testbenches/unit/helper.h"'
reported 'reference includes testbenches' "$arrow"
include sim/judge/judge.c '"helper.h"'
reported 'sim includes testbenches' "$arrow"
include sim/judge/judge.c '<helper.h>'
reported 'sim includes testbenches in angle brackets' "$arrow"
include sim/judge/judge.c '"Vlif_sim.h"'
reported 'a Verilated header in a C file of sim' "$arrow"
include testbenches/unit/judge/test_judge.c '"verilated.h"'
reported 'a Verilated header in testbenches' "$arrow"
at sim/judge/judge.h 's/^int/#include "verilated.h"\n&/'
reported 'a Verilated header in a header of its users' "$arrow"
include sim/judge/judge.c 'MODEL_UNIT'
reported 'a name from a macro in a C file of sim' "$arrow"
include testbenches/unit/judge/test_judge.c '"../../rtl/formats.inc"'
reported 'an include from rtl' "$arrow"
defect
at rtl/lif_neuron.v 's/ifdef FORMAL/ifdef NEVER/'
reported 'an include in rtl' 'includes: none in rtl'

# ---- the rooms of sim ----
floors='rooms of sim and their floors'
include sim/base/diag.c '"judge/judge.h"'
reported 'an include that runs up' "$floors"
check 'it is named' has "$out" 'base may not include judge/judge.h'
include sim/run/run.c '"plot/plot.h"'
reported 'an include that runs sideways' "$floors"
check 'its place is named' has "$out" 'sim/run/run.c:'
include sim/run/run.c '"judge/internal.h"'
reported 'an internal header of another room' "$floors"
include sim/run/run.c '"verilator/circuit.hpp"'
reported 'an include that is not there' "$floors"
defect
swap sim/run/run.c '"run/run.h"' '"run.h"'
reported 'an include that does not name its room' "$floors"
defect
rm "$tree/sim/plot/plot.c"
reported 'a header without its source' "$floors"
check 'the source is named' has "$out" 'there is no sim/plot/plot.c to it'
echo 'header plot/plot.h' >>"$tree/sim/floors.txt"
reported 'a header that is listed as one'
defect
rm "$tree/sim/plot/plot.h"
swap sim/plot/plot.c '"plot/plot.h"' '<stddef.h>'
reported 'a source without its header' "$floors"
defect
cp "$tree/sim/judge/internal.h" "$tree/sim/judge/lanes_internal.h"
echo 'header judge/lanes_internal.h' >>"$tree/sim/floors.txt"
reported 'a second internal header in a room' "$floors"
check 'the room is named' has "$out" 'second internal header of judge'
defect
mkdir "$tree/sim/attic"
mv "$tree"/sim/plot/plot.* "$tree/sim/attic/"
swap sim/attic/plot.c '"plot/plot.h"' '"attic/plot.h"'
reported 'a folder that is no room' "$floors"
defect
at sim/floors.txt '/^header/s/internal/external/'
reported 'a listed header that is not there' "$floors"
defect
echo 'basement base' >>"$tree/sim/floors.txt"
reported 'a line of floors.txt that says nothing' "$floors"
defect
rm "$tree/sim/floors.txt"
reported 'no list of rooms' "$floors"

# ---- text ----
reuse='REUSE: every file has a licence, whose text is there'
defect
at tool.sh 2d
reported 'no copyright line' "$reuse" 'SPDX two-liner'
defect
at sim/judge/judge.h '2s/Apache-2.0/MIT/'
reported 'another licence' "$reuse" 'SPDX two-liner'
defect
echo 1 >"$tree/rtl/table.csv"
reported 'data that nothing gives a licence' "$reuse"
defect
rm "$tree/LICENSES/Apache-2.0.txt"
reported 'no text of the licence' "$reuse"
defect
at rtl/lif_neuron.v "s|^endmodule|// $(printf '%098d' 0)\n&|"
reported '101 columns in rtl' 'rtl within 100 columns'
defect
at rtl/lif_neuron.v "s|^endmodule|// $(printf '%097d' 0)\n&|"
reported '100 columns in rtl'
defect
at rtl/lif_neuron.v $'s|^endmodule|// \xc2\xb5V\\n&|'
reported 'a micro sign in rtl' 'rtl in ASCII'
defect
printf '\techo x\n' >>"$tree/tool.sh"
reported 'a tab' 'no tabs outside makefiles'
defect
chmod -x "$tree/tool.sh"
reported 'a script that cannot be run' 'scripts can be run'
defect
printf 'Look in /%s/somebody.\n' home >>"$tree/README.md"
reported 'a machine path' 'no machine paths'

while IFS='|' read -r before word after; do
    defect
    printf '%s\n' "$spdx" "$before $word $after" >"$tree/sim/judge/notes.js"
    reported "headless: $before $word $after" 'comments have a subject'
done <<'END'
/*|What|the judge needs. */
    /**|Whether|it does. */
//|Which|of them.
int needs; /*|How|many it needs. */
int needs; //|Why|it does.
END
defect
printf '\n# Who it is.\n' >>"$tree/tool.sh"
reported 'headless: in a script' 'comments have a subject'
defect
{
    printf '%s\n' "$spdx" '/* It says what the judge needs. */' '// The judge is told' '// What it needs.' \
        "const text = '/* What it is */ // Which';" 'const whatever = 1; /* what it is */'
} >"$tree/sim/judge/notes.js"
reported 'a comment that goes on with the word, a text, a lower case'

for lines in 400 401; do
    defect
    awk -v lines=$lines 'END { while (NR < lines) { print "/* a line */"; NR++ } } 1' \
        "$tree/sim/judge/judge.h" >"$tree/longer" # END comes last: its lines follow the file's
    mv "$tree/longer" "$tree/sim/judge/judge.h"
    if ((lines == 400)); then
        reported 'a product file of 400 lines'
    else
        reported 'a product file of 401 lines' 'product files within 400 lines'
    fi
done

# ---- what is looked at ----
defect
printf '\tx\n' >"$tree/notes.txt"
git -C "$tree" init -q
git -C "$tree" add -A
git -C "$tree" reset -q -- notes.txt build
reported 'in a git work tree: an untracked file does not count'
git -C "$tree" add notes.txt
reported 'in a git work tree: a tracked file counts' "$reuse" 'no tabs outside makefiles'

# ---- tools ----
mkdir "$tap_folder/bin"
IFS=: read -r -a path <<<"$PATH"
for folder in "${path[@]}"; do
    ln -s "$folder"/* "$tap_folder/bin/" 2>/dev/null || true # a name twice: the first counts
done
(cd "$tap_folder/bin" && rm verilator iverilog yosys clang-format cppcheck gcc)
defect
PATH=$tap_folder/bin reported 'no tool is there' "${circuit[@]}" clang-format cppcheck "$globals"

run "$lint" "$tap_folder/absent"
check 'no such tree: status 2' is "$status" 2
tap_done
