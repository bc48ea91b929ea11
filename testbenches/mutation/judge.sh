#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# judge.sh PATCH ...   mutation score of the tests of the judge: each patch is a defect of the judge
# (or of the bound that it relies on), applied to a copy; the unit tests are run with it.
#
# Prints which tests notice each. A patch that no longer applies or compiles, and tests that fail
# without any patch, are errors. To be run by make, which has built the tests (BUILD, CC, CFLAGS and
# LIBS in the environment). Status: 0 each is noticed, 1 one is not, 2 usage, 3 something did not work.
set -euo pipefail

tests=(judge/test_judge_rules judge/test_verdict judge/test_judge judge/test_judge_lanes run/test_faults
    reference/test_bound run/test_random_sets run/test_published)
sources=(sim/judge/*.c reference/lif_bound.c)
headers=(sim/judge/*.h reference/lif_bound.h)
folder=${MUTATION_DIR:-build/mutation}/judge
limit=120

fail() { echo "judge.sh: $1" >&2 && exit "${2:-3}"; }
(($# > 0)) || fail 'usage: judge.sh PATCH ...' 2
: "${BUILD:?}" "${CC:?}" "${CFLAGS:?}" "${LIBS:?}"
read -ra cc <<<"$CC $CFLAGS"
read -ra libs <<<"$LIBS"
command -v patch >/dev/null || fail 'patch is missing; try scripts/setup.sh mutation'

# Compiles the judge of a copy into its tests; what is not patched is taken from the library.
build() { # COPY
    local copy=$1 source test objects=()
    for source in "${sources[@]}" testbenches/unit/reference/test_bound.c; do
        "${cc[@]}" -w -I"$copy/reference" -I"$copy/sim" -Itestbenches/unit -c \
            -o "$copy/$(basename "$source" .c).o" "$copy/$source" || return 1
    done
    for source in "${sources[@]}"; do objects+=("$copy/$(basename "$source" .c).o"); done
    mkdir -p "$copy"/test/{judge,run,reference}
    for test in "${tests[@]}"; do
        source=$BUILD/obj/testbenches/unit/$test.o
        [[ $test == reference/test_bound ]] && source=$copy/test_bound.o
        "${cc[@]}" -o "$copy/test/$test" "$source" "$BUILD/obj/testbenches/unit/neuron_fixture.o" \
            "${objects[@]}" "$BUILD/libcosim.a" "$BUILD/liblifreference.a" -lcmocka "${libs[@]}" ||
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

for patch in "$@"; do
    [[ -r $patch ]] || fail "$patch: cannot be read" 2
    patch -s -F0 -p1 --dry-run <"$patch" || fail "$patch does not apply"
    # what is patched must be compiled from the copy, or the tests would run without the defect
    while read -r file; do
        [[ " ${sources[*]} ${headers[*]} " == *" $file "* ]] ||
            fail "$patch: $file is not among ${sources[*]} ${headers[*]}"
    done < <(sed -n 's|^+++ b/||p' "$patch")
done

copy_of unpatched
build "$copy" || fail 'the judge does not compile'
noticed=$(noticed_by "$copy")
[[ -z $noticed ]] || fail "without a patch there fail: $noticed (see $copy)"

missed=0
for patch in "$@"; do
    name=$(basename "$patch" .patch)
    copy_of "$name"
    patch -s -F0 -p1 -d "$copy" <"$patch" || fail "$patch does not apply"
    build "$copy" || fail "$patch does not compile"
    noticed=$(noticed_by "$copy")
    if [[ -z $noticed ]]; then
        missed=$((missed + 1))
        noticed='NOT NOTICED'
    fi
    printf '%-28s %s\n' "$name" "$noticed"
done
echo "$# mutations of the judge: $(($# - missed)) noticed, $missed not"
((missed == 0))
