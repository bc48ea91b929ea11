#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# wave.sh FILE.fst FILE.gtkw   opens GTKWave on a waveform with its layout; without a display it says
# where the files are and how to open them. Status: that of GTKWave, 2 usage or a missing file,
# 3 no GTKWave.
set -euo pipefail

if (($# != 2)); then
    echo 'usage: wave.sh FILE.fst FILE.gtkw' >&2
    exit 2
fi
for file in "$@"; do
    [[ -r $file ]] || { echo "wave.sh: $file: cannot be read" >&2 && exit 2; }
done
if [[ -z ${DISPLAY-} && -z ${WAYLAND_DISPLAY-} ]]; then
    echo "waveform $1, layout $2"
    printf 'There is no display here. Where there is one, open them with: gtkwave %q %q\n' "$1" "$2"
    exit 0
fi
if ! command -v gtkwave >/dev/null; then
    echo 'wave.sh: gtkwave is missing; type scripts/setup.sh wave' >&2
    exit 3
fi
exec gtkwave "$1" "$2"
