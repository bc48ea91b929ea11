// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/yaml.h"

#include <libfyaml.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text of YAML takes this much memory, as measured for the shapes that take most: 66 bytes for
 * each byte, and a few hundred kilobytes for the library itself. */
enum { YAML_ROOM_BYTE = 80, YAML_ROOM = 1 << 20 };

typedef struct position {
    size_t offset;     /* bytes from the start of the text */
    size_t line_start; /* offset of the line's first byte */
    unsigned line;     /* 1-based */
} position;

typedef struct reader {
    cosim_arena *arena;
    const char *file, *bytes;
    size_t size;
    cosim_diag *diag;
    position at;      /* of the last token */
    cosim_node *root; /* NULL until the first value */
    cosim_node *open; /* innermost list or mapping; NULL: none */
    unsigned depth, documents, nodes;
    const char *key; /* read, and waiting for its value */
    unsigned key_line, key_column;
    char said[160]; /* what libfyaml printed instead of collecting it */
} reader;

/* Moves to a byte offset; the tokens come in order, so that this is linear in all. */
static void move_to(reader *r, size_t offset)
{
    position *p = &r->at;
    if (offset < p->offset) {
        *p = (position){0, 0, 1};
    }
    for (; p->offset < offset && p->offset < r->size; p->offset++) {
        char byte = r->bytes[p->offset];
        if (byte == '\n' ||
            (byte == '\r' && (p->offset + 1 == r->size || r->bytes[p->offset + 1] != '\n'))) {
            p->line++;
            p->line_start = p->offset + 1;
        }
    }
}

static unsigned column(const reader *r) { return (unsigned)(r->at.offset - r->at.line_start + 1); }

static void move_to_token(reader *r, struct fy_token *token)
{
    const struct fy_mark *mark = token == NULL ? NULL : fy_token_start_mark(token);
    if (mark != NULL && mark->input_pos != (size_t)-1 && mark->input_pos <= r->size) {
        move_to(r, mark->input_pos);
    }
}

/* Reports an error at the present position. */
static int refuse(reader *r, const char *what)
{
    cosim_place place;
    snprintf(place.file, sizeof place.file, "%s", r->file);
    place.line = r->at.line;
    place.column = column(r);
    return cosim_diag_set(r->diag, &place, "%s", what);
}

static int out_of_memory(reader *r)
{
    refuse(r, "out of memory");
    r->diag->memory = true;
    return -1;
}

static int refuse_decoration(reader *r, struct fy_token *anchor, struct fy_token *tag)
{
    if (anchor != NULL) {
        move_to_token(r, anchor);
        return refuse(r, "anchors (&) are not allowed; write each value out");
    }
    if (tag != NULL) {
        move_to_token(r, tag);
        return refuse(r, "tags (!) are not allowed; write the plain value");
    }
    return 0;
}

static int refuse_second(reader *r)
{
    return refuse(r, "a second YAML document begins here; put each scenario into its own file");
}

/* Puts a new value under the open container, with the key that waits for it. */
static int place_value(reader *r, cosim_node *node)
{
    if (r->documents > 1) {
        return refuse_second(r);
    }
    if (++r->nodes > COSIM_YAML_NODES) {
        return refuse(
            r,
            "the file has more than a million values, the limit; move long data into a CSV file");
    }
    node->file = r->file;
    node->line = r->at.line;
    node->column = column(r);
    node->key = r->key;
    node->key_line = r->key != NULL ? r->key_line : node->line;
    node->key_column = r->key != NULL ? r->key_column : node->column;
    r->key = NULL;
    if (r->open == NULL) {
        r->root = node;
        return 0;
    }
    return cosim_node_add(r->arena, r->open, node) == 0 ? 0 : out_of_memory(r);
}

static bool awaits_key(const reader *r)
{
    return r->open != NULL && r->open->kind == COSIM_MAP && r->key == NULL;
}

static int on_scalar(reader *r, struct fy_event *event)
{
    struct fy_token *token = event->scalar.value;
    if (refuse_decoration(r, event->scalar.anchor, event->scalar.tag) != 0) {
        return -1;
    }
    enum fy_scalar_style style = token == NULL ? FYSS_PLAIN : fy_token_scalar_style(token);
    size_t length = 0;
    const char *text = token == NULL ? "" : fy_token_get_text(token, &length);
    if (length > 0 || style != FYSS_PLAIN) { /* what is empty stands at its key */
        move_to_token(r, token);
    }
    if ((style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED) &&
        r->at.offset > r->at.line_start) {
        r->at.offset--; /* libfyaml counts from behind the quote */
    }
    if (text == NULL || (length > 0 && memchr(text, '\0', length) != NULL)) {
        return text == NULL ? out_of_memory(r)
                            : refuse(r, "the text has a NUL character; write it without");
    }
    const char *copy = cosim_arena_text(r->arena, text, length);
    if (copy == NULL) {
        return out_of_memory(r);
    }
    if (awaits_key(r)) {
        if (style == FYSS_PLAIN && strcmp(copy, "<<") == 0) {
            return refuse(r, "merge keys (<<) are not allowed; write each key out");
        }
        r->key = copy;
        r->key_line = r->at.line;
        r->key_column = column(r);
        return 0;
    }
    cosim_node *node = cosim_node_new(r->arena, COSIM_SCALAR);
    if (node == NULL) {
        return out_of_memory(r);
    }
    node->text = copy;
    return place_value(r, node);
}

static int on_start(reader *r, cosim_node_kind kind, struct fy_token *token,
                    struct fy_token *anchor, struct fy_token *tag)
{
    if (refuse_decoration(r, anchor, tag) != 0) {
        return -1;
    }
    move_to_token(r, token);
    if (awaits_key(r)) {
        return refuse(r, "a key must be a plain name, not a list or a mapping");
    }
    if (r->depth == COSIM_YAML_DEPTH) {
        return refuse(
            r, "the values are nested deeper than 64 levels, the limit; a scenario needs five");
    }
    cosim_node *node = cosim_node_new(r->arena, kind);
    if (node == NULL) {
        return out_of_memory(r);
    }
    if (place_value(r, node) != 0) {
        return -1;
    }
    r->open = node;
    r->depth++;
    return 0;
}

/* Compares by key, then by place. */
static int compare_keys(const void *a, const void *b)
{
    const cosim_node *x = *(cosim_node *const *)a, *y = *(cosim_node *const *)b;
    int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

/* Refuses the first key, in the order of the text, that an earlier one has taken. */
static int refuse_duplicates(reader *r, const cosim_node *map)
{
    cosim_node **sorted = malloc(map->count * sizeof(cosim_node *));
    const cosim_node *again = NULL, *before = NULL;
    if (sorted == NULL) {
        return out_of_memory(r);
    }
    memcpy(sorted, map->items, map->count * sizeof(cosim_node *));
    qsort(sorted, map->count, sizeof(cosim_node *), compare_keys);
    for (size_t i = 1; i < map->count; i++) {
        if (strcmp(sorted[i - 1]->key, sorted[i]->key) == 0 &&
            (again == NULL || sorted[i]->index < again->index)) {
            before = sorted[i - 1];
            again = sorted[i];
        }
    }
    free(sorted);
    if (again == NULL) {
        return 0;
    }
    cosim_place place;
    char quoted[COSIM_QUOTE_BYTES];
    cosim_node_key_place(again, &place);
    return cosim_diag_set(r->diag, &place, "duplicate key %s, already in line %u; keep one",
                          cosim_quote(again->key, quoted), before->key_line);
}

static int on_end(reader *r)
{
    cosim_node *closed = r->open;
    r->open = closed->parent;
    r->depth--;
    return closed->kind == COSIM_MAP && closed->count > 1 ? refuse_duplicates(r, closed) : 0;
}

static int on_event(reader *r, struct fy_event *event)
{
    switch (event->type) {
    case FYET_DOCUMENT_START:
        move_to_token(r, event->document_start.document_start);
        /* A document without --- is refused where its first value stands. */
        return ++r->documents > 1 && !event->document_start.implicit ? refuse_second(r) : 0;
    case FYET_ALIAS:
        move_to_token(r, event->alias.anchor);
        return refuse(r, "aliases (*) are not allowed; write the value out");
    case FYET_SCALAR:
        return on_scalar(r, event);
    case FYET_SEQUENCE_START:
        return on_start(r, COSIM_LIST, event->sequence_start.sequence_start,
                        event->sequence_start.anchor, event->sequence_start.tag);
    case FYET_MAPPING_START:
        return on_start(r, COSIM_MAP, event->mapping_start.mapping_start,
                        event->mapping_start.anchor, event->mapping_start.tag);
    case FYET_SEQUENCE_END:
    case FYET_MAPPING_END:
        return on_end(r);
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END:
    default:
        return 0;
    }
}

/* libfyaml prints what belongs to no token; the first line is kept, the rest dropped. */
static void keep_output(struct fy_diag *fy, void *user, const char *text, size_t length)
{
    reader *r = user;
    (void)fy;
    if (r->said[0] == '\0') {
        snprintf(r->said, sizeof r->said, "%.*s", (int)strnlen(text, length), text);
        r->said[strcspn(r->said, "\r\n")] = '\0';
    }
}

static const char *hint(const char *message)
{
    static const struct {
        const char *part, *hint;
    } hints[] = {
        {"tab", "indent with blanks"},
        {"indentation", "indent the keys of a mapping alike"},
        {"nested block mapping", "quote a text that contains \": \""},
        {"cannot start with", "quote the text"},
        {"comma", "separate the items by single commas and close the bracket"},
        {"bracket", "write one closing bracket for each opening one"},
        {"multiline plain key", "indent the keys of a mapping alike, each as \"key: value\""},
        {"directive", "leave the directive out"},
        {"version", "leave the %YAML directive out"},
        {"without closing quote", "close the quote"},
        {"escape", "use single quotes for a literal backslash"}};
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (strstr(message, hints[i].part) != NULL) {
            return hints[i].hint;
        }
    }
    return "write \"key: value\" lines, lists as [a, b] or \"- a\", and close every quote and "
           "bracket";
}

/* Turns the first error of libfyaml into ours. Its columns count characters, ours bytes. */
static int refuse_syntax(reader *r, struct fy_diag *fy)
{
    void *previous = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(fy, &previous);
    const char *message = error != NULL && error->msg != NULL ? error->msg
                          : r->said[0] != '\0'                ? r->said
                                                              : "the text ends too early";
    if (error != NULL && error->line > 0) {
        move_to(r, 0);
        while (r->at.line < (unsigned)error->line && r->at.offset < r->size) {
            move_to(r, r->at.offset + 1);
        }
        for (int i = 1; i < error->column && r->at.offset < r->size; i++) {
            do {
                r->at.offset++;
            } while (r->at.offset < r->size && (r->bytes[r->at.offset] & 0xC0) == 0x80);
        }
    }
    char text[400];
    if (strstr(message, "alloc") != NULL && strstr(message, "failed") != NULL) {
        return out_of_memory(r); /* as "fy_flow_alloc() failed!" */
    }
    snprintf(text, sizeof text, "not valid YAML: %s; %s", message, hint(message));
    return refuse(r, text);
}

static int read_events(reader *r, struct fy_parser *parser, struct fy_diag *fy)
{
    struct fy_event *event;
    while ((event = fy_parser_parse(parser)) != NULL) {
        int status = on_event(r, event);
        fy_parser_event_free(parser, event);
        if (status != 0) {
            return status;
        }
    }
    if (fy_parser_get_stream_error(parser)) {
        return refuse_syntax(r, fy);
    }
    return r->root != NULL ? 0 : refuse(r, "the file is empty; write \"key: value\" lines");
}

int cosim_yaml_parse(cosim_arena *arena, const char *file, const char *bytes, size_t size,
                     cosim_node **root, cosim_diag *diag)
{
    /* A byte order mark is allowed, and no part of the first line. */
    size_t mark = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    reader r = {.arena = arena,
                .file = file,
                .bytes = bytes + mark,
                .size = size - mark,
                .diag = diag,
                .at = {0, 0, 1}};
    if (r.size == 0) {
        return refuse(&r, "the file is empty; write \"key: value\" lines");
    }
    if (!cosim_arena_room(YAML_ROOM + YAML_ROOM_BYTE * size)) {
        return out_of_memory(&r);
    }
    struct fy_diag_cfg quiet;
    fy_diag_cfg_default(&quiet);
    quiet.fp = NULL;
    quiet.output_fn = keep_output;
    quiet.user = &r;
    quiet.colorize = false;
    quiet.show_source = false;
    quiet.show_type = false;
    struct fy_diag *fy = fy_diag_create(&quiet);
    struct fy_parse_cfg cfg = {.search_path = "",
                               .flags =
                                   FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_2,
                               .diag = fy};
    struct fy_parser *parser = fy == NULL ? NULL : fy_parser_create(&cfg);
    int status = -1;
    if (parser == NULL || fy_parser_set_string(parser, r.bytes, r.size) != 0) {
        out_of_memory(&r);
    } else {
        fy_diag_set_collect_errors(fy, true);
        status = read_events(&r, parser, fy);
    }
    fy_parser_destroy(parser);
    fy_diag_destroy(fy);
    *root = r.root;
    return status;
}
