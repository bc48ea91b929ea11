// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* This tests the page of the HTML report as a file: what is around the sections, and its folder. */
#include "html_fixture.h"
#include "report/html/page.h"

#include <mxml.h>
#include <sys/stat.h>

static char *read_page(const char *folder)
{
    char path[720];
    struct stat s;
    snprintf(path, sizeof path, "%s/index.html", folder);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &s), 0);
    char *text = test_malloc((size_t)s.st_size + 1);
    assert_int_equal(fread(text, 1, (size_t)s.st_size, file), s.st_size);
    text[s.st_size] = '\0';
    fclose(file);
    return text;
}

static void page_of(const char *folder, const one_run *r, size_t runs)
{
    cosim_diag diag;
    cosim_html *html = cosim_html_begin(folder, &diag);
    assert_non_null(html);
    for (size_t i = 0; i < runs; i++) {
        const cosim_html_run run = {.job = &r->job, .result = &r->result};
        cosim_html_add(html, &run);
    }
    assert_int_equal(cosim_html_commit(html, &diag), 0);
}

static void whole_page(void **state)
{
    (void)state;
    char folder[640];
    one_run r;
    html_run_start(&r, book_text, NULL, 0);
    snprintf(folder, sizeof folder, "%s", fixture_path("report"));
    page_of(folder, &r, 1);
    char *got = read_page(folder);
    assert_int_equal(strncmp(got, "<!DOCTYPE html>\n", 16), 0);
    html_has(got, "<title>lifcosim: 0 of 1 pass</title>");
    html_has(got, "Content-Security-Policy\" content=\"default-src 'none';");
    html_has(got, "@media (prefers-color-scheme: dark)");
    html_has(got, "<p>1 run: <strong class=\"pass\">0 pass</strong>, <strong class=\"fail\">1 fail"
                  "</strong>, <strong>0 vacuous</strong></p>");
    html_lacks(got, "<nav");
    html_lacks(got, "<script");
    html_lacks(got, "http://www.w3.org/1999/xhtml/");
    assert_int_equal(html_count(got, "://"), 1); /* the name space is not fetched */
    test_free(got);

    page_of(folder, &r, 3); /* replaces the page */
    got = read_page(folder);
    html_has(got, "<nav aria-label=\"Runs\">");
    for (int i = 1; i <= 3; i++) {
        char link[32], id[32];
        snprintf(link, sizeof link, "href=\"#run-%d\"", i);
        snprintf(id, sizeof id, "<section id=\"run-%d\">", i);
        assert_int_equal(html_count(got, link), 1);
        assert_int_equal(html_count(got, id), 1);
    }
    mxml_node_t *root = mxmlLoadString(NULL, got, MXML_OPAQUE_CALLBACK);
    assert_non_null(root);
    mxml_node_t *body = mxmlFindElement(root, root, "body", NULL, NULL, MXML_DESCEND);
    assert_non_null(body);
    size_t sections = 0;
    for (mxml_node_t *n = body;
         (n = mxmlFindElement(n, body, "section", NULL, NULL, MXML_DESCEND)) != NULL;) {
        sections++;
    }
    assert_int_equal(sections, 3);
    mxmlDelete(root);
    test_free(got);
    html_run_end(&r);
    assert_int_equal(unlink(fixture_path("report/index.html")), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void begin_fails(const char *folder, const char *expected)
{
    cosim_diag diag;
    assert_null(cosim_html_begin(folder, &diag));
    html_has(diag.message, expected);
    assert_string_equal(diag.place.file, folder);
}

static void folders(void **state)
{
    (void)state;
    char folder[640], inner[660];
    struct stat s;
    cosim_diag diag;
    begin_fails("-", "is not a folder");
    begin_fails("", "is not a folder");
    begin_fails(fixture_path("absent/inner"), "create it first");
    fixture_write("file", "x", 1);
    begin_fails(fixture_path("file"), "is not a folder");
    begin_fails(fixture_path("file/inner"), "cannot be created: Not a directory");
    fixture_remove("file");

    /* It is thrown away: no folder stays that was not there before. */
    snprintf(folder, sizeof folder, "%s", fixture_path("report"));
    cosim_html *html = cosim_html_begin(folder, &diag);
    assert_non_null(html);
    assert_int_equal(stat(folder, &s), 0);
    cosim_html_abandon(html);
    assert_int_equal(stat(folder, &s), -1);
    cosim_html_abandon(NULL);

    /* An earlier page outlives a run that was not finished. */
    assert_int_equal(mkdir(folder, 0777), 0);
    fixture_write("report/index.html", "old", 3);
    html = cosim_html_begin(folder, &diag);
    assert_non_null(html);
    cosim_html_abandon(html);
    char *got = read_page(folder);
    assert_string_equal(got, "old");
    test_free(got);
    fixture_remove("report/index.html");

    /* index.html cannot be a folder: a folder that we made goes, this one stays. */
    snprintf(inner, sizeof inner, "%s/index.html", folder);
    assert_int_equal(mkdir(inner, 0777), 0);
    assert_null(cosim_html_begin(folder, &diag));
    html_has(diag.message, "is a folder");
    assert_int_equal(rmdir(inner), 0);
    assert_int_equal(rmdir(folder), 0);
}

int main(int argc, char **argv)
{
    /* No file was read before `folders`: one that is gone would leave its number to a page, which
     * is not to replace what was read. */
    (void)argc;
    const struct CMUnitTest tests[] = {cmocka_unit_test(folders), cmocka_unit_test(whole_page)};
    fixture_start(argv[0]);
    const int status = cmocka_run_group_tests(tests, NULL, NULL);
    fixture_end();
    return status;
}
