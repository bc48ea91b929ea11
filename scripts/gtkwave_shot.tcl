# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# For gtkwave -S: writes what GTKWave shows to the PNG file $SHOT, prints how many lines of the
# layout it took (an unknown signal has none), and quits.
gtkwave::/File/Grab_To_File $::env(SHOT)
puts "displayed [gtkwave::getTotalNumTraces]"
gtkwave::/File/Quit
