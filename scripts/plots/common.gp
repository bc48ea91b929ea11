# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# The pictures of the published models share this. Given: kind (svg or png), width and height in
# pixels of the SVG. Writes to standard output.
#
# The data of a run are NAME.csv, as `lifcosim run --csv` writes it, and NAME.gp, made from its
# --json: name, dut, verdict, spikes, step_s, steps, rest_v, threshold_v, reset_v, spike_peak_v.

png_scale = 1.5
# The title and the identifiers of an SVG: letters, digits and _ only.
title = ''
do for [i = 1:strlen(name)] {
  title = title . (strstrt('-.', name[i:i]) > 0 ? '_' : name[i:i])
}
if (kind eq 'svg') {
  set terminal svg name title size width,height dynamic font 'sans-serif,13' background 'white'
  title_font = ',17'; small_font = ',12'
} else {
  set terminal pngcairo size png_scale*width,png_scale*height font 'sans-serif,9.75' \
    fontscale png_scale linewidth png_scale background 'white'
  title_font = ',12.75'; small_font = ',9'
}
set encoding utf8
set minussign
set datafile separator ','
set datafile columnheaders

# Okabe and Ito's colours, which also colour-blind people tell apart.
blue = '#0072B2'; vermilion = '#D55E00'; green = '#007A5A'; sky = '#56B4E9'; grey = '#595959'
set style line 1 lc rgb blue lw 2           # membrane
set style line 2 lc rgb green lw 2          # current
set style line 6 lc rgb blue lw 1.2         # membrane in a small panel
set style line 3 lc rgb 'black' lw 1.2 dt (12,6) # threshold
set style line 4 lc rgb vermilion lw 1.3    # a spike's mark
set style line 5 lc rgb vermilion lw 1 dt (6,5) # a line at a spike
set border 3 lc rgb grey front
set tics nomirror out scale 0.6 textcolor rgb 'black'
set grid x y back lc rgb '#E4E4E4' lw 0.8 dt solid
set samples 2

# Columns of the CSV, in the units of the pictures.
ms(i) = 1e3 * column('time_s')
mv(i) = 1e3 * column('membrane_v')
is_spike(i) = column('spike') == 1
painted(i) = is_spike(i) ? 1e3 * spike_peak_v : mv(i)
spike_ms(i) = is_spike(i) ? ms(i) : NaN

# The distance of ticks, 1, 2 or 5 times a power of ten, that gives about `count` to a range.
tick(range, count) = (least = 1.0 * range / count, power = 10 ** floor(log10(least)), \
  (least / power <= 1 ? 1 : least / power <= 2 ? 2 : least / power <= 5 ? 5 : 10) * power)

minus(text) = text[1:1] eq '-' ? '−' . text[2:*] : text
level(v) = minus(gprintf('%.6g', 1e3 * v)) . ' mV'
plural(n, word) = sprintf('%d %s%s', n, word, n == 1 ? '' : 's')
heading(what) = sprintf('%s: %s', name, what)
origin(model) = sprintf('as %s shows it; drawn from circuit %s, verdict %s, %s', model, dut, \
  verdict, plural(spikes, 'spike'))

# All of a run, and a little more, so that its end has its tick.
time_end = 1.002e3 * step_s * steps
