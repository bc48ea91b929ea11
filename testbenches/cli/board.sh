# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034,SC2154  # it shares names with the tests and with tap.sh
#
# To be sourced after program.sh: boards behind pseudo-terminals (testbenches/board/line.cpp).

line=
unplug() {
    if [[ -n $line ]]; then
        kill "$line" 2>/dev/null || true
        wait "$line" 2>/dev/null || true
        line=
    fi
}
trap 'unplug; rm -rf "$tap_folder"' EXIT

# plug_in PROGRAM [FAULT ...]   leaves the terminal's name in `device`, and the bytes that the board
# was sent in the file sent.
plug_in() {
    local board=$1
    shift
    unplug
    rm -f terminal
    mkfifo terminal
    "$board" sent "$@" >terminal &
    line=$!
    read -r device <terminal
}

# faulty_board NAME INPUT FILE SED OPTION ...   builds a board with a fault in a file of rtl/, with these
# options of Verilator, and runs the input on it: the judge must see the fault.
faulty_board() {
    local name=$1 input=$2 file=$3 fault=$4
    shift 4
    mkdir rtl
    cp "$root"/rtl/*.v rtl
    sed -i "$fault" "rtl/$file"
    run cmp -s "rtl/$file" "$root/rtl/$file"
    check "$name: the fault is there" is "$status" 1
    run "${VERILATOR:-verilator}" --cc --exe --build -Mdir obj -o faulty -Wno-lint -Wno-fatal "$@" \
        "$root/testbenches/board/line.cpp"
    check "$name: it is built" is "$status" 0
    plug_in obj/faulty
    run "$program" run --dut "serial:$device" "$input"
    check "$name: status 1" is "$status" 1
    check "$name: FAIL" begins "$out" 'FAIL'
    check "$name: at the exact level" has "$out" 'exact         fail'
}

# The board and the input of the two functions below: a test sets them.
spoilt_board=
spoilt_input=

# spoilt NAME WHAT FAULT ...   a line with a fault: never a verdict, and what was received is said
spoilt() {
    local name=$1 what=$2
    shift 2
    plug_in "$spoilt_board" "$@"
    run env LIFCOSIM_SERIAL_SECONDS=0.5 "$program" run --dut "serial:$device" "$spoilt_input"
    check "$name: status 3" is "$status" 3
    check "$name: what is wrong" has "$err" "$what"
    check "$name: no verdict" is "$out" ''
}

# spoilt_anywhere RUNS BYTES OPTION ...   wherever one byte of a run is spoilt, the run says PASS where that
# did no harm, or status 3. SEED chooses the bytes.
spoilt_anywhere() {
    local runs=$1 bytes=$2 kinds=(drop double damage) sides=(to from) verdicts=0
    shift 2
    local random=${SEED:-$RANDOM}
    echo "# SEED=$random"
    RANDOM=$random
    for ((; runs > 0; runs--)); do
        plug_in "$spoilt_board" "${kinds[RANDOM % 3]}" "${sides[RANDOM % 2]}" $((RANDOM % bytes))
        run env LIFCOSIM_SERIAL_SECONDS=0.3 "$program" run --dut "serial:$device" "$@" "$spoilt_input"
        if [[ $status != 3 && ! ($status == 0 && $out == @(PASS|VACUOUS)*) ]]; then
            verdicts=$((verdicts + 1))
            echo "# $(tr '\0' ' ' <"/proc/$line/cmdline"): status $status, ${out%%$'\n'*}"
        fi
    done
    check 'one byte that is spoilt anywhere: no wrong verdict' is "$verdicts" 0
}
