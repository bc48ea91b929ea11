#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# submit.sh N SWEEP.yaml OUT.jsonl [OPTION of lifcosim sweep ...]
#
# Gives a sweep to Slurm: an array of N tasks, each with its part, and a job that joins the parts when
# all are there. It prints the numbers of the two jobs. Both take $SBATCH_PARTITION and the other
# variables that sbatch reads; a task has $CPUS processors (1). All nodes must see the same folder.
# The joining job writes OUT.jsonl, and OUT.log with the summary.
set -euo pipefail

if (($# < 3)) || ! [[ $1 =~ ^[1-9][0-9]{0,3}$ ]]; then
    echo 'usage: submit.sh N SWEEP.yaml OUT.jsonl [OPTION of lifcosim sweep ...]; N from 1 to 9999' >&2
    exit 2
fi
count=$1
sweep=$2
out=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
# Wrong files are reported here, and not in as many logs as there are tasks.
"${LIFCOSIM:-build/lifcosim}" sweep --check "$@" "$sweep" >&2
array=$(sbatch --parsable --array="1-$count" --cpus-per-task="${CPUS:-1}" \
    --output="$out.%a-of-$count.log" "$here/sweep.sbatch" "$sweep" "$out" "$@")
merge=$(sbatch --parsable --dependency="afterok:$array" --kill-on-invalid-dep=yes \
    --output="$out.log" "$here/merge.sbatch" "$out" "$count")
echo "$array $merge"
