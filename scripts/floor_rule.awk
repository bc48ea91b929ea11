# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Prints each line that breaks a rule of sim/floors.txt. It reads that file, and then the C and C++
# files of sim/ without comments, with paths from the root; `paths` in the environment has every
# file of these kinds in sim/ and reference/, one a line.

function violation(place, why) { print place ": " why }
function folder_of(path) {
    if (path !~ /\//) return ""
    sub(/\/[^\/]*$/, "", path)
    return path
}

# May a file of room `from` use room `to`?
function may_use(from, to) {
    if (from == to || index(from, to "/") == 1) return 1
    if (from in side) return index(" " side[from] " ", " " to " ") > 0
    return (from in floor) && (to in floor) && floor[to] < floor[from]
}

BEGIN {
    count = split(ENVIRON["paths"], path, "\n")
    for (i = 1; i <= count; i++) there[path[i]]
}

FILENAME == "sim/floors.txt" {
    sub(/#.*/, "")
    if (NF == 0) next
    if ($1 ~ /^[0-9]+$/ && NF == 2) {
        floor[$2] = $1 + 0
    } else if ($1 == "side" && NF >= 2) {
        side[$2] = ""
        for (i = 3; i <= NF; i++) side[$2] = side[$2] " " $i
    } else if (($1 == "header" || $1 == "program") && NF == 2) {
        alone[$2]
        if (!("sim/" $2 in there)) violation(FILENAME ":" FNR, "there is no sim/" $2)
    } else {
        violation(FILENAME ":" FNR, "is none of `FLOOR ROOM`, `side ROOM ...`, `header FILE`, `program FILE`")
    }
    next
}

FNR == 1 {
    room = folder_of(substr(FILENAME, 5))
    if (!(room in floor) && !(room in side))
        violation(FILENAME, "its folder is no room of sim/floors.txt")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    name = $0
    sub(/^[^"]*"/, "", name)
    sub(/".*/, "", name)
    to = folder_of(name)
    if (to == "") {
        if (("sim/" room "/" name in there) && !(room in side))
            violation(FILENAME ":" FNR, "\"" name "\" does not name its room; write \"" room "/" name "\"")
    } else if (!("sim/" name in there)) {
        violation(FILENAME ":" FNR, "there is no sim/" name)
    } else if (!may_use(room, to)) {
        violation(FILENAME ":" FNR, room " may not include " name ": it is not on a lower floor")
    } else if (to != room && name ~ /internal\.h$/) {
        violation(FILENAME ":" FNR, name " is for the files of " to " alone")
    }
}

END {
    for (i = 1; i <= count; i++) {
        file = path[i]
        if (file !~ /^sim\/.*\.[ch]$/) continue
        file = substr(file, 5)
        room = folder_of(file)
        if (file ~ /internal\.h$/ && internal[room]++ == 1)
            violation("sim/" file, "is the second internal header of " room "; a room has one")
        if (!(room in floor) || file in alone) continue
        other = path[i]
        if (!sub(/\.h$/, ".c", other)) sub(/\.c$/, ".h", other)
        if (!(other in there))
            violation(path[i], "there is no " other " to it; sim/floors.txt can list it as " \
                      (file ~ /h$/ ? "`header`" : "`program`"))
    }
}
