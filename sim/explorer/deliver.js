// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// Three things leave the page: a word, a file, a text for the clipboard.

import { make } from './controls.js';

/** Shows a line for a moment. */
export function say(text) {
  const toast = document.getElementById('toast');
  toast.textContent = text;
  toast.classList.add('shown');
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.classList.remove('shown'), 2500);
}

/** Gives the user a file to keep. */
export function save(name, blob) {
  const link = make('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Tells whether it could; says so if it did. */
export async function toClipboard(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
    return true;
  } catch {
    return false; // a page from disk may not be allowed to
  }
}

/** Makes a hash that of the page, and copies the link. */
export async function copyLink(hash) {
  history.replaceState(null, '', hash);
  if (!(await toClipboard(location.href, 'Link'))) say('The link is in the address bar');
}
