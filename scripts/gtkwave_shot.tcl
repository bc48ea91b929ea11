# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# For gtkwave -S: writes the window of GTKWave to the PNG file $SHOT, prints how many lines of the
# layout it took (an unknown signal has none), and how many rows of how many pixels it has to show on
# a canvas of how many, with the row of the time; then quits.
gtkwave::/File/Grab_To_File $::env(SHOT)
puts "displayed [gtkwave::getTotalNumTraces]"
set rows [expr {[gtkwave::getVisibleNumTraces] + 1}]
puts "rows $rows of [gtkwave::getFontHeight] on [gtkwave::getWaveHeight]"
gtkwave::/File/Quit
