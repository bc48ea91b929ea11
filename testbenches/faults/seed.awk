# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# Puts a seeded fault into a copy of the sources. The tables of faults (neuron.txt, variants.txt and
# core_model.txt beside this file, ../mutation/judge.txt and core_judge.txt, ../formal/faults.txt,
# steps_faults.txt and core_faults.txt) have one form:
#
#   @ NAME  DESCRIPTION   A fault begins. A line that begins with a blank continues the description.
#   variant NAME          The fault is for this circuit of rtl/variants.txt (in variants.txt alone).
#   in FILE               The pairs below change this file. Before the first fault this line names the
#                         file of every fault that names none.
#   -TEXT                 This text is taken out. It must be in the file exactly once, and may begin and
#                         end within a line; the lines of a longer text follow each other.
#   +TEXT                 This text comes in its place.
#
# A fault has one pair of texts or several, which are replaced one after the other. A line that
# begins with `#` is a comment. Whatever breaks these rules is an error, with its line.
#
#   awk -v fault=NAME -v root=FOLDER -f seed.awk TABLE   change the files of the copy FOLDER
#   awk -v fault=NAME -v ask=about -f seed.awk TABLE     print the description
#   awk -v ask=list -f seed.awk TABLE                    print a line for each fault: its number
#                                                        from 1, its name, the files that it changes
#   awk -v parts=FOLDER -f seed.awk TABLE                write the lines of each to FOLDER/NAME
#
# Where several faults have one name (that of the assertion that must fail), `fault` is the number.

function fail(line, message) {
    print FILENAME ":" line ": " message >"/dev/stderr"
    failed = 1
    exit 1
}

# A pair is complete when another one, another file, another fault or the end follows it.
function finish_pair() {
    if (!pairs || finished[pairs]) return
    finished[pairs] = 1
    if (!lines_in[pairs]) fail(line_of[pairs], "no text in; add a line that begins with + below")
}

function finish_fault() {
    finish_pair()
    if (faults && !last[faults]) {
        fail(at[faults], name[faults] " changes nothing; add a line with - and one with +")
    }
}

function begin_pair() {
    finish_pair()
    if (!faults) fail(FNR, "a text before the first fault; begin with @ NAME")
    if (file == "") fail(FNR, "no file; add a line in FILE above")
    pairs++
    if (!first[faults]) first[faults] = pairs
    last[faults] = pairs
    line_of[pairs] = FNR
    file_of[pairs] = file
    if (index(files[faults] " ", " " file " ") == 0) files[faults] = files[faults] " " file
}

function occurrences(text, part,    count, where) {
    while ((where = index(text, part)) > 0) {
        count++
        text = substr(text, where + 1)
    }
    return count + 0
}

function read_file(path, line,    text, one, status) {
    while ((status = (getline one <path)) > 0) text = text one "\n"
    close(path)
    if (status < 0) fail(line, path " cannot be read")
    return text
}

function seed(number,    p, f, count, where, text) {
    for (p = first[number]; p <= last[number]; p++) {
        f = file_of[p]
        if (!(f in content)) content[f] = read_file(root "/" f, line_of[p])
        count = occurrences(content[f], out[p])
        if (count != 1) {
            fail(line_of[p], "the text of " name[number] " is " count " times in " f \
                "; it must be there exactly once")
        }
        text = content[f]
        where = index(text, out[p])
        content[f] = substr(text, 1, where - 1) text_in[p] substr(text, where + length(out[p]))
    }
    for (f in content) {
        printf "%s", content[f] >(root "/" f)
        close(root "/" f)
    }
}

# The number of the fault that is asked for.
function wanted(    i, found) {
    if (fault ~ /^[0-9]+$/) {
        if (fault < 1 || fault > faults) fail(FNR, "no fault " fault "; the last is " faults)
        return fault + 0
    }
    for (i = 1; i <= faults; i++) {
        if (name[i] != fault) continue
        if (found) fail(at[i], "a second fault " fault "; ask for it by its number")
        found = i
    }
    if (!found) fail(FNR, "no fault " fault "; the lines with @ name them")
    return found
}

/^#/ || /^$/ { next }
/^@ / {
    finish_fault()
    if (NF < 3) fail(FNR, "a fault without a description; write @ NAME DESCRIPTION")
    name[++faults] = $2
    at[faults] = FNR
    about[faults] = $0
    sub(/^@ +[^ ]+ +/, "", about[faults])
    file = usual
}
/^ / {
    if (!faults || last[faults]) fail(FNR, "a description goes above the texts of its fault")
    more = $0
    sub(/^ +/, "", more)
    about[faults] = about[faults] " " more
}
/^in / && NF == 2 {
    finish_pair()
    file = $2
    if (!faults) usual = file
}
/^-/ {
    if (!pairs || finished[pairs] || lines_in[pairs]) begin_pair()
    out[pairs] = out[pairs] (lines_out[pairs]++ ? "\n" : "") substr($0, 2)
}
/^\+/ {
    if (!pairs || finished[pairs]) fail(FNR, "no text out; add a line that begins with - above")
    text_in[pairs] = text_in[pairs] (lines_in[pairs]++ ? "\n" : "") substr($0, 2)
}
!/^[-+ ]/ && !/^@ / && !(/^in / && NF == 2) && !(/^variant / && NF == 2) {
    fail(FNR, "neither @ NAME DESCRIPTION, nor in FILE, nor a text that begins with - or +")
}
faults && parts != "" { part[faults] = part[faults] $0 "\n" }

END {
    if (failed) exit 1
    finish_fault()
    if (!faults) fail(FNR, "no fault; write @ NAME DESCRIPTION")
    if (parts != "") {
        for (i = 1; i <= faults; i++) {
            printf "%s", part[i] >(parts "/" name[i])
            close(parts "/" name[i])
        }
    } else if (ask == "list") {
        for (i = 1; i <= faults; i++) print i, name[i] files[i]
    } else if (ask == "about") {
        print about[wanted()]
    } else {
        seed(wanted())
    }
}
