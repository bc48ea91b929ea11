#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge.sh TABLE [NAME ...]   measures the mutation score of the tests of the judge: each fault of
# the table (judge.txt) is a defect of the judge, or of the bound that it relies on. It is put into
# a copy, with which the unit tests are run. With names it takes only these faults. JUDGE=core takes
# the judge of cores, its tests and core_judge.txt.
#
# Prints which tests notice each. A fault whose text is gone or that does not compile, and tests
# that fail without any fault, are errors. make runs this when it has built the tests (BUILD, CC,
# CFLAGS and LIBS are in the environment). Status: 0 each is noticed, 1 one is not, 2 usage, 3
# something did not work.
set -euo pipefail

case ${JUDGE:-neuron} in
neuron)
    tests=(judge/test_judge_rules judge/test_verdict judge/test_judge judge/test_judge_lanes run/test_faults
        reference/test_bound run/test_random_sets run/test_published run/test_equations run/test_equations_no_lif
        run/test_equations_refused)
    sources=(sim/judge/*.c reference/lif_bound.c sim/equations/{bound,form,lif,model,plan}.c)
    headers=(sim/judge/*.h reference/lif_bound.h sim/equations/*.h)
    own=(testbenches/unit/reference/test_bound.c) # tests that see a header with a fault
    ;;
core)
    tests=(run/test_core_judge run/test_core_verdict run/test_core_constants run/test_core_run
        run/test_core_lanes run/test_core_faults run/test_core_random reference/test_core_guided network/test_brian2)
    sources=(sim/judge/core_*.c reference/lif_core_guided.c)
    headers=(sim/judge/core_*.h reference/lif_core_guided.h)
    own=()
    ;;
*) echo 'judge.sh: JUDGE is neuron or core' >&2 && exit 2 ;;
esac
folder=${MUTATION_DIR:-build/mutation}/judge-${JUDGE:-neuron}
limit=120

fail() { echo "judge.sh: $1" >&2 && exit "${2:-3}"; }
(($# > 0)) || fail 'usage: judge.sh TABLE [NAME ...]' 2
: "${BUILD:?}" "${CC:?}" "${CFLAGS:?}" "${LIBS:?}"
read -ra cc <<<"$CC $CFLAGS"
read -ra libs <<<"$LIBS"
table=$1
shift
seed() { awk "${@/#/-v}" -f testbenches/faults/seed.awk "$table"; }

# Compiles the judge of a copy into its tests; what no fault changes is taken from the library.
build() { # COPY
    local copy=$1 source test objects=()
    for source in "${sources[@]}" "${own[@]}"; do
        "${cc[@]}" -w -I"$copy/reference" -I"$copy/sim" -Itestbenches/unit -c \
            -o "$copy/$(basename "$source" .c).o" "$copy/$source" || return 1
    done
    for source in "${sources[@]}"; do objects+=("$copy/$(basename "$source" .c).o"); done
    mkdir -p "$copy"/test/{judge,run,reference,network}
    for test in "${tests[@]}"; do
        source=$BUILD/obj/testbenches/unit/$test.o
        [[ $test == reference/test_bound ]] && source=$copy/test_bound.o
        "${cc[@]}" -o "$copy/test/$test" "$source" "$BUILD"/obj/testbenches/unit/{neuron,core}_fixture.o \
            "${objects[@]}" "$BUILD/libcosim.a" "$BUILD/liblifreference.a" -lcmocka -lgmp "${libs[@]}" ||
            return 1
    done
}

# Prints the names of the tests that fail; their output stays beside them.
noticed_by() { # COPY
    local test names=()
    for test in "${tests[@]}"; do
        LIFCOSIM_DUT_DIR=build/dut CMOCKA_MESSAGE_OUTPUT=TAP timeout "$limit" \
            "$1/test/$test" >"$1/test/$test.out" 2>&1 </dev/null || names+=("${test#*/test_}")
    done
    echo "${names[*]}"
}

copy_of() { # NAME
    copy=$folder/$1
    rm -rf "$copy"
    mkdir -p "$copy/testbenches/unit/reference"
    cp -r reference sim "$copy"
    cp testbenches/unit/reference/{test_bound.c,bound_run.h} "$copy/testbenches/unit/reference"
    ln -s "$PWD/$BUILD/golden" "$copy/golden" # test_published looks for it beside its folder
}

list=$(seed ask=list) || fail "$table is not a table of faults" 2
if (($# == 0)); then
    mapfile -t names < <(cut -d' ' -f2 <<<"$list")
    set -- "${names[@]}"
fi
while read -r _ name files; do
    # A source that a fault changes must be compiled from the copy, or the tests would run without
    # the defect.
    for file in $files; do
        [[ " ${sources[*]} ${headers[*]} " == *" $file "* ]] ||
            fail "$name of $table: $file is not among ${sources[*]} ${headers[*]}"
    done
done <<<"$list"

copy_of without
for name in "$@"; do # each fits, before the first of them takes its time
    cp -r "$copy" "$copy.fits"
    seed "fault=$name" "root=$copy.fits" || fail "$name cannot be put into the judge"
    rm -rf "$copy.fits"
done
build "$copy" || fail 'the judge does not compile'
noticed=$(noticed_by "$copy")
[[ -z $noticed ]] || fail "without a fault there fail: $noticed (see $copy)"

missed=0
for name in "$@"; do
    copy_of "$name"
    seed "fault=$name" "root=$copy" || fail "$name cannot be put into the judge"
    build "$copy" || fail "$name does not compile"
    noticed=$(noticed_by "$copy")
    if [[ -z $noticed ]]; then
        missed=$((missed + 1))
        noticed='NOT NOTICED'
    fi
    printf '%-28s %s\n' "$name" "$noticed"
done
echo "$# mutations of the judge: $(($# - missed)) noticed, $missed not"
((missed == 0))
