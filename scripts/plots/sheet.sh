#!/bin/bash
# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
#
# sheet.sh NAME ...   prints a contact sheet of NAME.svg ..., as an HTML page.
set -euo pipefail

cat <<'PAGE'
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>lifcosim: the published models</title>
<style>
body {font-family: sans-serif; margin: 1.5em; background: #fff; color: #222}
main {display: grid; grid-template-columns: repeat(auto-fill, minmax(30em, 1fr)); gap: 1.5em}
figure {margin: 0} img {width: 100%; border: 1px solid #ddd} figcaption {padding: 0.3em 0}
</style>
<h1>The published models</h1>
<main>
PAGE
for name in "$@"; do
    printf '<figure><img src="%s.svg" alt="%s"><figcaption>%s, <a href="%s.png">PNG</a>' \
        "$name" "$name" "$name" "$name"
    printf '</figcaption></figure>\n'
done
echo '</main>'
