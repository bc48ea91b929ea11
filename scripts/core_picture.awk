# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# awk -f scripts/core_picture.awk >docs/core.svg   draws the core: its parts, its memories and the way of
# an event through them. Blue boxes are modules of rtl/, yellow ones memories.

function text(x, y, size, colour, what, anchor) {
    gsub(/&/, "\\&amp;", what)
    printf "<text x=\"%d\" y=\"%d\" font-size=\"%d\" fill=\"%s\" text-anchor=\"%s\">%s</text>\n", x, y, size, colour, \
        anchor == "" ? "middle" : anchor, what
}

# A box has its title in its first line and up to three more below it.
function box(x, y, w, h, fill, title, a, b, c) {
    printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\" fill=\"%s\" stroke=\"#444\"/>\n", x, y, w, h, fill
    text(x + w / 2, y + 20, 14, "#111", title)
    if (a != "") text(x + w / 2, y + 38, 12, "#333", a)
    if (b != "") text(x + w / 2, y + 54, 12, "#333", b)
    if (c != "") text(x + w / 2, y + 70, 12, "#333", c)
}

# An arrow goes through the points of a list "x,y x,y ..."; its number, where it has one, stands at its start.
function arrow(points, number, x, y) {
    printf "<polyline points=\"%s\" fill=\"none\" stroke=\"#333\" stroke-width=\"1.6\" marker-end=\"url(#head)\"/>\n", points
    if (number == "") return
    printf "<circle cx=\"%d\" cy=\"%d\" r=\"10\" fill=\"#b33\"/>\n", x, y
    text(x, y + 4, 12, "#fff", number)
}

BEGIN {
    module = "#dce9f7"
    memory = "#fdf1cf"
    print "<!-- Made by scripts/core_picture.awk. -->"
    print "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 960 430\" font-family=\"sans-serif\">"
    print "<title>The core: events are walked into accumulators, a tick updates the neurons in turn</title>"
    print "<defs><marker id=\"head\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
    print "<path d=\"M0 0 L10 5 L0 10 z\" fill=\"#333\"/></marker></defs>"
    print "<rect width=\"960\" height=\"430\" fill=\"#fff\"/>"
    box(150, 40, 210, 80, module, "lif_core_synapse", "walks a row: N weights,", "Lanes in a clock")
    box(150, 150, 100, 70, memory, "weights", "2N rows", "of N")
    box(260, 150, 100, 70, memory, "rows", "delay,", "receptor")
    box(430, 40, 170, 80, memory, "accumulators", "N sums a receptor", "for each of 2^D ticks")
    box(670, 40, 210, 80, module, "lif_core_neuron", "one multiplier,", "four clocks a neuron")
    box(670, 150, 210, 70, memory, "words and states", "leaks, threshold, X, S, A, hold", "(lif_core_memory)")
    box(430, 260, 170, 60, memory, "spike FIFO", "N neurons")
    box(150, 350, 730, 55, module, "lif_core_config", "32-bit words at byte addresses, written and read back while nothing runs")
    text(20, 60, 13, "#111", "event of row j", "start")
    text(20, 78, 12, "#555", "ev_row_i", "start")
    arrow("20,90 148,90", "1", 136, 78)
    arrow("360,80 428,80", "2", 394, 66)
    arrow("600,80 668,80", "3", 634, 66)
    arrow("775,20 775,38")
    text(785, 24, 13, "#111", "tick", "start")
    arrow("775,120 775,148")
    arrow("815,150 815,122")
    arrow("880,80 915,80 915,290 602,290", "4", 915, 240)
    arrow("430,290 60,290")
    text(20, 280, 13, "#111", "spike out", "start")
    text(20, 312, 12, "#555", "out_neuron_o", "start")
    arrow("430,275 400,275 400,236 128,236 128,108 148,108", "5", 400, 252)
    arrow("200,150 200,122")
    arrow("310,150 310,122")
    arrow("200,350 200,222")
    arrow("310,350 310,222")
    arrow("775,350 775,222")
    text(20, 370, 13, "#111", "cfg", "start")
    arrow("20,380 148,380")
    print "</svg>"
}
