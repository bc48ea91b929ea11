// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "report/html/frame.h"

#include "base/version.h"
#include "report/html/text.h"

/* sim/sim.mk makes sim/report/html/report.css into this list of bytes. */
static const unsigned char css[] = {
#include "report_css.inc"
};

void cosim_html_open(FILE *out, const char *title)
{
    fputs("<!DOCTYPE html>\n"
          "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\" xml:lang=\"en\">\n<head>\n"
          "<meta charset=\"utf-8\"/>\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "style-src 'unsafe-inline'; img-src data:\"/>\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
          "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>",
          out);
    cosim_html_text(out, title);
    fputs("</title>\n<style>\n", out);
    fwrite(css, 1, sizeof css, out);
    fputs("</style>\n</head>\n<body>\n", out);
}

void cosim_html_close(FILE *out)
{
    fprintf(out,
            "<footer><p>Made by lifcosim %s, commit %s. This page is complete in "
            "itself: it loads nothing.</p></footer>\n</body>\n</html>\n",
            cosim_version(), cosim_commit());
}
