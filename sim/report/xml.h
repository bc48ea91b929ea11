// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* JUnit XML is a suite with a test case for each result. These make its tree, whatever the results
 * are, and write it. Texts may come from anywhere: what XML cannot hold is made visible. */
#ifndef COSIM_REPORT_XML_H
#define COSIM_REPORT_XML_H

#include "base/output.h"

#include <mxml.h>
#include <stdbool.h>
#include <stddef.h>

/* Set an attribute of an element: to a text, to a count, and `time` to seconds. Return false
 * without memory. */
bool cosim_xml_text(mxml_node_t *node, const char *name, const char *text);
bool cosim_xml_count(mxml_node_t *node, const char *name, size_t count);
bool cosim_xml_seconds(mxml_node_t *node, double seconds);

/* Makes the suite of a report, without its cases: so many tests, of which so many failed. root is
 * the document, or NULL. Returns the suite, or NULL without memory. */
mxml_node_t *cosim_xml_suite(mxml_node_t *root, const char *name, size_t tests, size_t failures);

/* Writes a document that is whole, with a line for each element, and frees it, whole or not.
 * Returns 0, or -1 with *diag (no memory); an error of the file is left to cosim_output_commit. */
int cosim_xml_write(mxml_node_t *root, bool whole, cosim_output *output, cosim_diag *diag);

#endif
