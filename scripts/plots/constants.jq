# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Writes what a picture needs of a result besides its rows, as gnuplot assignments.
.results[0]
| "name = \(.scenario | @json); dut = \(.dut.name | @json); verdict = \(.verdict | @json)",
  "spikes = \(.spikes.dut | length); steps = \(.steps); step_s = \(.step_s)",
  "rest_v = \(.neuron.rest_v); threshold_v = \(.neuron.threshold_v); reset_v = \(.neuron.reset_v)",
  "spike_peak_v = \(.neuron.spike_peak_v // "NaN")"
