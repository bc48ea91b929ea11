#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# lcov.sh FOLDER OUT.info   writes what was measured as a tracefile of lcov, which editors and code hosts
# show beside the lines: of the C what gcov counted (FOLDER/c.txt, "FILE LINE COUNT", where it is there),
# of the RTL what Verilator counted (FOLDER/rtl/*.dat, and FOLDER/core/rtl/*.dat of the cores: blocks and
# branches; a bit has no line of its own).
# Status: 0, 2 usage or nothing was measured, 3 verilator_coverage failed.
set -euo pipefail

if (($# != 2)) || [[ ! -d $1 ]]; then
    echo 'usage: lcov.sh FOLDER OUT.info' >&2
    exit 2
fi
work=$1 out=$2
shopt -s nullglob
measured=("$work"/rtl/*.dat "$work"/core/rtl/*.dat)
if [[ ! -s $work/c.txt ]] && ((${#measured[@]} == 0)); then
    echo "lcov.sh: $work has neither c.txt nor rtl/*.dat nor core/rtl/*.dat; measure first" >&2
    exit 2
fi
partial=$out.partial
trap 'rm -f "$partial" "$work/lines.dat" "$work/rtl.info"' EXIT
: >"$partial"

if [[ -s $work/c.txt ]]; then
    LC_ALL=C sort -k1,1 -k2,2n "$work/c.txt" | awk '
        function end() { if (file != "") printf "LF:%d\nLH:%d\nend_of_record\n", lines, hit }
        $1 != file { end(); file = $1; lines = hit = 0; printf "TN:lifcosim\nSF:%s\n", file }
        { printf "DA:%d,%d\n", $2, $3; lines++; hit += $3 > 0 }
        END { end() }' >>"$partial"
fi
if ((${#measured[@]} > 0)); then
    { # the points of lines, in files of rtl/
        echo '# SystemC::Coverage-3'
        LC_ALL=C grep -ha $'\001f\002rtl/' "${measured[@]}" | LC_ALL=C grep -av $'\001page\002v_toggle' |
            LC_ALL=C awk '{ # verilator_coverage would count the line of a block twice: by itself, and in its list
                match($0, /\001l\002[0-9]+/)
                own = substr($0, RSTART + 3, RLENGTH - 3)
                if (match($0, /\001S\002[0-9,-]*/)) {
                    before = substr($0, 1, RSTART + 2)
                    list = substr($0, RSTART + 3, RLENGTH - 3)
                    after = substr($0, RSTART + RLENGTH)
                    if (list == own) list = ""
                    else if (index(list, own ",") == 1) list = substr(list, length(own) + 2)
                    else if (index(list, own "-") == 1) list = (own + 1) substr(list, length(own) + 1)
                    $0 = before list after
                }
                print
            }' || true
    } >"$work/lines.dat"
    if ! "${VERILATOR_COVERAGE:-verilator_coverage}" --write-info "$work/rtl.info" "$work/lines.dat" >"$work/lcov.txt" 2>&1; then
        cat "$work/lcov.txt" >&2
        exit 3
    fi
    # it leaves out how many lines there are, which some readers want
    awk '/^SF:/ { lines = hit = 0 }
         /^DA:/ { split(substr($0, 4), at, ","); lines++; hit += at[2] > 0 }
         /^end_of_record/ { printf "LF:%d\nLH:%d\n", lines, hit }
         !/^L[FH]:/ { print }' "$work/rtl.info" >>"$partial"
fi
mv "$partial" "$out"
