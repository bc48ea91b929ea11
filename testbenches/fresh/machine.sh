# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# To be sourced: it makes a bare Debian in a folder, runs commands there, looks at what they did.
# `run` of tap.sh switches errexit off, so each function says itself where it gives up.

home=/home
root_home=/root
root_packages=git,make,gcc # what a bare machine has; empty: nothing but apt

# Prints this machine's release, where that is a Debian; another's mirrors are of no use here.
host_codename() {
    (
        source /etc/os-release
        if [[ $ID == debian ]]; then echo "${VERSION_CODENAME:-}"; fi
    )
}

# debian_sources SUITE CODENAME   prints the sources of apt for SUITE, as one-line entries: those
# that this machine has for its own release CODENAME, with the suite replaced. Sources of other
# vendors seldom name a release of Debian with the component main. apt itself reads them, for there
# are two formats.
debian_sources() {
    [[ -n $2 ]] || return 0
    apt-get update --print-uris |
        sed -nE "s,^'(.*)/dists/$2(-updates|-security)?/main/binary-[^/]*/.*,deb \1 $1\2 main,p" |
        awk '!seen[$0]++'
}

# Prints how this machine's apt downloads: its proxies, certificates, dates, languages.
apt_settings() {
    apt-config dump | grep '^Acquire::' | grep -vE '^Acquire::(IndexTargets|Changelogs|Compress)'
}

# npm_setting NAME   prints one of npm's settings; nothing where there is no npm, or no value.
npm_setting() {
    local value
    value=$(npm config get "$1" 2>/dev/null) || return 0
    case $value in null | undefined) ;; *) printf '%s' "$value" ;; esac
}

# Sets `machine_env`, the variables of this machine that lead to its mirrors, and `trusted`, the
# files of certificates that it names.
take_over_network() {
    local name value
    machine_env=()
    trusted=(/etc/ssl/certs/ca-certificates.crt)
    for name in {http,https,no}_proxy {HTTP,HTTPS,NO}_PROXY; do
        if [[ -n ${!name:-} ]]; then machine_env+=("$name=${!name}"); fi
    done
    for name in NODE_EXTRA_CA_CERTS SSL_CERT_FILE; do
        [[ -n ${!name:-} ]] || continue
        machine_env+=("$name=${!name}")
        trusted+=("${!name}")
    done
    value=$(npm_setting registry)
    if [[ -n $value ]]; then machine_env+=("npm_config_registry=$value"); fi
    value=$(npm_setting cafile)
    if [[ -n $value ]]; then machine_env+=("npm_config_cafile=$value") trusted+=("$value"); fi
    mapfile -t -O "${#trusted[@]}" trusted < <(
        apt-config dump | sed -nE 's/^Acquire::https?(::.*)?::CaInfo "(.+)";$/\2/p'
    )
}

# make_root SUITE ROOT SCRATCH   makes a bare Debian in the folder ROOT: apt, and $root_packages.
make_root() {
    local file mirror=()
    debian_sources "$1" "$(host_codename)" >"$3/sources.list" || return
    apt_settings >"$3/apt.conf" || return
    if [[ -s $3/sources.list ]]; then
        mirror=("$3/sources.list")
    else
        echo "apt has no source of this machine's Debian: mmdebstrap takes its own mirror" >&2
    fi
    mmdebstrap --mode=root --variant=apt ${root_packages:+--include="$root_packages"} --dpkgopt=force-unsafe-io \
        --aptopt="$3/apt.conf" "$1" "$2" "${mirror[@]}" || return
    for file in "${trusted[@]}"; do
        if [[ -f $file ]]; then install -D -m 644 "$file" "$2$file" || return; fi
    done
    if [[ -e /etc/hosts ]]; then cp /etc/hosts "$2/etc/hosts" || return; fi
    echo "plain:x:1000:1000::$home/plain:/bin/bash" >>"$2/etc/passwd" &&
        install -d -o 1000 -g 1000 "$2$home/plain"
}

# already_there ROOT   prints what is in ROOT although `make run` is to install it.
already_there() {
    dpkg-query --admindir="$1/var/lib/dpkg" -W -f '${db:Status-Status} package ${Package}\n' \
        g++ verilator libfyaml-dev 2>/dev/null | sed -n 's/^installed //p'
    find "$1" -xdev -path "$1/proc" -prune -o \
        \( -name g++ -o -name verilator -o -name libfyaml.h \) -printf '/%P\n'
}

# enter USER FOLDER COMMAND ...   runs a command in $root, with nothing of this machine's
# environment but the way to its mirrors. USER is root or plain, who has no sudo.
enter() {
    local user=$1 folder=$2 id=0 own=$root_home
    shift 2
    if [[ $user == plain ]]; then id=1000 own=$home/plain; fi
    chroot --userspec="$id:$id" --groups="$id" "$root" /usr/bin/env -i -C "$folder" \
        HOME="$own" USER="$user" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${machine_env[@]}" "$@"
}

# first_make_run USER CLONE   types `make run` in a clone in which nothing was ever built. A second
# one is refused: it would pass where the first one fails, and that is what this test is for.
first_make_run() {
    if [[ -e $root$2/build ]]; then
        echo "make run: not the first one, for $2/build is there" >&2
        return 99
    fi
    enter "$1" "$2" make run
}

# snapshot FILE SCRATCH   makes a bundle of one commit of the work tree: HEAD with the changes of
# tracked files. An untracked file is left out, for nobody would get it with a clone.
snapshot() {
    local objects tree commit
    git init -q --bare -b main "$2/snapshot" &&
        objects=$(git rev-parse --path-format=absolute --git-path objects) &&
        echo "$objects" >"$2/snapshot/objects/info/alternates" &&
        cp "$(git rev-parse --git-path index)" "$2/index" &&
        tree=$(
            export GIT_INDEX_FILE=$2/index GIT_OBJECT_DIRECTORY=$2/snapshot/objects
            git add -u && git write-tree
        ) && commit=$(git -C "$2/snapshot" -c user.name=lifcosim -c user.email=lifcosim@localhost \
            commit-tree -m 'The work tree' "$tree") &&
        git -C "$2/snapshot" update-ref refs/heads/main "$commit" &&
        git -C "$2/snapshot" bundle create -q "$1" HEAD main || return
    if [[ $tree != $(git rev-parse 'HEAD^{tree}') ]]; then
        echo '# the work tree differs from HEAD: changes of tracked files are taken along'
    fi
}

# listing ROOT CLONE [FOLDER ...]   prints every file of ROOT with its kind, rights, owner, size,
# time of change and target, but for build/ of the clone and the FOLDERs. Of folders in which files
# come and go it prints the name only. It leaves out the index of the clone's .git, which any git
# refreshes.
listing() {
    local root=$1 clone=$1$2 folder prune
    shift 2
    prune=(-path "$root/proc" -o -path "$clone/build" -o -path "$clone/.git/index")
    for folder in "$@"; do prune+=(-o -path "$root/$folder"); done
    find "$root" -xdev \( "${prune[@]}" \) -prune -o \
        \( -path "$clone" -o -path "$clone/.git" -o -path "$root/tmp" -o -path "$root/var/tmp" \) \
        -printf '/%P\n' -o -printf '/%P %y %m %U:%G %s %C@ %l\n' | LC_ALL=C sort
}

# changes BEFORE AFTER   prints the lines of two listings that differ; two empty ones prove nothing.
changes() {
    if [[ ! -s $1 ]]; then echo 'an empty listing'; fi
    diff "$1" "$2" | sed -n 's/^[<>] /&/p'
}

# all_pass LOG SCENARIO ...   tells whether LOG has a passing line for each scenario, and a last one
# that counts just these.
all_pass() {
    local log=$1 scenario name
    shift
    for scenario in "$@"; do
        name=$(basename "$scenario" .yaml)
        grep -qE "^PASS +$name +q8_24 " "$log" || { echo "# no verdict PASS of $name" && return 1; }
    done
    (($# > 0)) && [[ $(tail -n 1 "$log") == "$# runs: $# pass, 0 fail, 0 vacuous" ]]
}

# fst_holds FILE   tells whether FILE is an FST waveform that was closed, with a time span and with
# variables. Its header block has kind 0 and length 329, begin, end, a double, memory, scopes and
# variables.
fst_holds() {
    local kind fields
    if ! [[ -f $1 ]] || (($(stat -c %s "$1") < 330)); then
        echo "no waveform: $1"
        return 1
    fi
    read -r kind < <(od -An -tu1 -N1 "$1")
    read -ra fields < <(od -An --endian=big -tu8 -w56 -j1 -N56 "$1")
    echo "from ${fields[1]} to ${fields[2]}, ${fields[5]} scopes, ${fields[6]} variables"
    ((kind == 0 && fields[0] == 329 && fields[2] > fields[1] && fields[5] > 0 && fields[6] > 0))
}

# ---- steps of a test: `folder` keeps what they said ----

# step NAME COMMAND ...   does what `run` does; all that the command said stays in NAME.out and
# NAME.err, and a check that fails shows the end of each.
step() {
    local log=$folder/$1 begin=$SECONDS
    shift
    run "$@"
    cp "$tap_folder/out" "$log.out"
    cp "$tap_folder/err" "$log.err"
    out=$(tail -n 15 "$log.out")
    err=$(tail -n 15 "$log.err")
    echo "# $((SECONDS - begin)) s: ${log##*/}"
}

# Nothing after this means anything if one of the checks so far has failed.
all_or_nothing() {
    if ((tap_failed > 0)); then
        echo "Bail out!  $1"
        exit 1
    fi
}

says() { grep -qE -- "$2" "$folder/$1"; }           # says LOG REGULAR_EXPRESSION
