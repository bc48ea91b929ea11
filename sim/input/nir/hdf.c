// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "input/nir/hdf.h"

#include <string.h>

cosim_hdf *cosim_hdf_root(cosim_arena *arena)
{
    cosim_hdf *root = cosim_arena_alloc(arena, sizeof *root);
    if (root != NULL) {
        root->name = "";
    }
    return root;
}

static cosim_hdf *append(cosim_arena *arena, cosim_hdf *group, const char *name)
{
    cosim_hdf *item = group != NULL ? cosim_arena_alloc(arena, sizeof *item) : NULL;
    char *copy = item != NULL ? cosim_arena_text(arena, name, strlen(name)) : NULL;
    if (copy == NULL) {
        return NULL;
    }
    item->name = copy;
    if (group->last != NULL) {
        group->last->next = item;
    } else {
        group->first = item;
    }
    group->last = item;
    return item;
}

cosim_hdf *cosim_hdf_group(cosim_arena *arena, cosim_hdf *group, const char *name)
{
    return append(arena, group, name);
}

cosim_hdf *cosim_hdf_array(cosim_arena *arena, cosim_hdf *group, const char *name,
                           cosim_hdf_kind kind, unsigned rank, const uint64_t *dims)
{
    cosim_hdf *item = append(arena, group, name);
    if (item == NULL) {
        return NULL;
    }
    item->kind = kind;
    item->bits = kind == COSIM_HDF_TRUTH ? 8 : 64;
    item->rank = rank;
    item->count = 1;
    for (unsigned i = 0; i < rank; i++) {
        item->dims[i] = dims[i];
        item->count *= (size_t)dims[i];
    }
    const size_t room = item->count > 0 ? item->count : 1;
    if (kind == COSIM_HDF_TEXT) {
        item->text = cosim_arena_alloc(arena, room * sizeof *item->text);
    } else if (kind != COSIM_HDF_OTHER) {
        item->number = cosim_arena_alloc(arena, room * sizeof *item->number);
    }
    return item->text != NULL || item->number != NULL || kind == COSIM_HDF_OTHER ? item : NULL;
}

cosim_hdf *cosim_hdf_number(cosim_arena *arena, cosim_hdf *group, const char *name,
                            cosim_hdf_kind kind, double value)
{
    cosim_hdf *item = cosim_hdf_array(arena, group, name, kind, 0, NULL);
    if (item != NULL) {
        item->number[0] = value;
    }
    return item;
}

cosim_hdf *cosim_hdf_word(cosim_arena *arena, cosim_hdf *group, const char *name, const char *text)
{
    cosim_hdf *item = cosim_hdf_array(arena, group, name, COSIM_HDF_TEXT, 0, NULL);
    char *copy = item != NULL ? cosim_arena_text(arena, text, strlen(text)) : NULL;
    if (copy == NULL) {
        return NULL;
    }
    item->text[0] = copy;
    return item;
}

const cosim_hdf *cosim_hdf_find(const cosim_hdf *group, const char *name)
{
    for (const cosim_hdf *item = group->first; item != NULL; item = item->next) {
        if (!item->attribute && strcmp(item->name, name) == 0) {
            return item;
        }
    }
    return NULL;
}

const char *cosim_hdf_is_word(const cosim_hdf *item)
{
    return item != NULL && item->kind == COSIM_HDF_TEXT && item->count == 1 ? item->text[0] : NULL;
}

/* ---- the stream: both ends are of one machine, and so are its numbers ---- */

static const char magic[] = "lifcosim HDF5 1\n";
enum { TAG_GROUP = 'G', TAG_END = 'E', TAG_ARRAY = 'A', TAG_MESSAGE = 'X', TAG_LAST = 'Z' };

static int put(FILE *file, const void *bytes, size_t size)
{
    return size == 0 || fwrite(bytes, size, 1, file) == 1 ? 0 : -1;
}

static int put_text(FILE *file, const char *text)
{
    const uint32_t length = (uint32_t)strlen(text);
    return put(file, &length, sizeof length) == 0 ? put(file, text, length) : -1;
}

static int put_array(FILE *file, const cosim_hdf *item)
{
    const uint8_t head[] = {(uint8_t)item->kind, item->attribute, (uint8_t)item->bits,
                            (uint8_t)item->rank};
    int status = put_text(file, item->name);
    if (status != 0 || put(file, head, sizeof head) != 0 ||
        put(file, item->dims, item->rank * sizeof item->dims[0]) != 0) {
        return -1;
    }
    if (item->kind == COSIM_HDF_TEXT) {
        for (size_t i = 0; i < item->count && status == 0; i++) {
            status = put_text(file, item->text[i] != NULL ? item->text[i] : "");
        }
        return status;
    }
    return item->number != NULL ? put(file, item->number, item->count * sizeof *item->number) : 0;
}

static int put_group(FILE *file, const cosim_hdf *group)
{
    int status = 0;
    for (const cosim_hdf *item = group->first; item != NULL && status == 0; item = item->next) {
        const int tag = item->kind == COSIM_HDF_GROUP ? TAG_GROUP : TAG_ARRAY;
        status = putc(tag, file) == EOF ? -1 : 0;
        if (status == 0 && tag == TAG_ARRAY) {
            status = put_array(file, item);
        } else if (status == 0) {
            status = put_text(file, item->name) == 0 && put_group(file, item) == 0 &&
                             putc(TAG_END, file) != EOF
                         ? 0
                         : -1;
        }
    }
    return status;
}

int cosim_hdf_send(FILE *file, const cosim_hdf *root)
{
    return fputs(magic, file) != EOF && put_group(file, root) == 0 && putc(TAG_LAST, file) != EOF &&
                   fflush(file) == 0
               ? 0
               : -1;
}

int cosim_hdf_complain(FILE *file, const char *message)
{
    char text[512];
    snprintf(text, sizeof text, "%s", message);
    return fputs(magic, file) != EOF && putc(TAG_MESSAGE, file) != EOF &&
                   put_text(file, text) == 0 && fflush(file) == 0
               ? 0
               : -1;
}

typedef struct receiver {
    cosim_arena *arena;
    FILE *file;
    cosim_diag *diag;
    size_t items, values;
} receiver;

static int broken(receiver *r, const char *what)
{
    return cosim_diag_set(r->diag, NULL, "%s", what);
}

static int cut_short(receiver *r)
{
    broken(r, "its reader ended before the end of the file; type `make nir` again");
    r->diag->tool = true;
    return -1;
}

static int get(receiver *r, void *bytes, size_t size)
{
    return size == 0 || fread(bytes, size, 1, r->file) == 1 ? 0 : cut_short(r);
}

/* Reads a text of at most `most` bytes into the arena. */
static int get_text(receiver *r, size_t most, const char **text)
{
    uint32_t length;
    char buffer[COSIM_HDF_TEXT_MOST];
    if (get(r, &length, sizeof length) != 0) {
        return -1;
    }
    if (length > most) {
        return cosim_diag_set(r->diag, NULL,
                              "a name or text of %lu bytes is too long; %zu are read",
                              (unsigned long)length, most);
    }
    if (get(r, buffer, length) != 0) {
        return -1;
    }
    if (memchr(buffer, '\0', length) != NULL) {
        return broken(r, "a name or text in it holds a NUL byte");
    }
    *text = cosim_arena_text(r->arena, buffer, length);
    return *text != NULL ? 0 : cosim_diag_memory(r->diag, NULL);
}

static int get_values(receiver *r, cosim_hdf *item)
{
    int status = 0;
    if (item->kind == COSIM_HDF_TEXT) {
        for (size_t i = 0; i < item->count && status == 0; i++) {
            status = get_text(r, COSIM_HDF_TEXT_MOST, &item->text[i]);
        }
        return status;
    }
    return item->number != NULL ? get(r, item->number, item->count * sizeof *item->number) : 0;
}

static int get_array(receiver *r, cosim_hdf *group)
{
    const char *name;
    uint8_t head[4];
    uint64_t dims[COSIM_HDF_RANK];
    size_t count = 1;
    if (get_text(r, COSIM_HDF_NAME, &name) != 0 || get(r, head, sizeof head) != 0) {
        return -1;
    }
    if (head[0] == COSIM_HDF_GROUP || head[0] > COSIM_HDF_OTHER || head[3] > COSIM_HDF_RANK) {
        return broken(r, "its reader sent an array of no known kind");
    }
    if (get(r, dims, head[3] * sizeof dims[0]) != 0) {
        return -1;
    }
    for (unsigned i = 0; i < head[3]; i++) {
        if (dims[i] > COSIM_HDF_VALUES || count * dims[i] > COSIM_HDF_VALUES) {
            count = (size_t)COSIM_HDF_VALUES + 1;
            break;
        }
        count *= (size_t)dims[i];
    }
    if (head[0] != COSIM_HDF_OTHER && (r->values += count) > COSIM_HDF_VALUES) {
        return cosim_diag_set(r->diag, NULL, "%s: more than %d values; no core holds so many", name,
                              COSIM_HDF_VALUES);
    }
    if (head[0] == COSIM_HDF_OTHER && count > COSIM_HDF_VALUES) {
        head[3] = 0;
    }
    cosim_hdf *item =
        cosim_hdf_array(r->arena, group, name, (cosim_hdf_kind)head[0], head[3], dims);
    if (item == NULL) {
        return cosim_diag_memory(r->diag, NULL);
    }
    item->attribute = head[1] != 0;
    item->bits = head[2];
    return get_values(r, item);
}

static int get_message(receiver *r)
{
    const char *message;
    return get_text(r, COSIM_HDF_TEXT_MOST, &message) == 0 ? broken(r, message) : -1;
}

/* Reads what follows, up to the end of the outermost group. */
static int get_items(receiver *r, cosim_hdf *root)
{
    cosim_hdf *group[COSIM_HDF_DEPTH + 1] = {root};
    unsigned depth = 0;
    for (;;) {
        const char *name;
        const int tag = getc(r->file);
        if ((tag == TAG_GROUP || tag == TAG_ARRAY) && r->items++ == COSIM_HDF_ITEMS) {
            return broken(r, "more than 65536 groups and arrays; no core holds so many");
        }
        switch (tag) {
        case TAG_MESSAGE:
            return get_message(r);
        case TAG_LAST:
            return depth == 0 ? 0 : broken(r, "its reader ended within a group");
        case TAG_ARRAY:
            if (get_array(r, group[depth]) != 0) {
                return -1;
            }
            break;
        case TAG_GROUP:
            if (depth == COSIM_HDF_DEPTH) {
                return broken(r, "more than 32 groups within groups");
            }
            if (get_text(r, COSIM_HDF_NAME, &name) != 0) {
                return -1;
            }
            group[depth + 1] = cosim_hdf_group(r->arena, group[depth], name);
            if (group[++depth] == NULL) {
                return cosim_diag_memory(r->diag, NULL);
            }
            break;
        case TAG_END:
            if (depth-- > 0) {
                break;
            }
            return broken(r, "its reader ended a group that it never began");
        default:
            return cut_short(r);
        }
    }
}

cosim_hdf *cosim_hdf_receive(cosim_arena *arena, FILE *file, cosim_diag *diag)
{
    receiver r = {.arena = arena, .file = file, .diag = diag};
    char head[sizeof magic - 1];
    cosim_hdf *root = cosim_hdf_root(arena);
    if (root == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    if (get(&r, head, sizeof head) != 0) {
        return NULL;
    }
    if (memcmp(head, magic, sizeof head) != 0) {
        broken(&r, "its reader is of another version of lifcosim; type `make nir` again");
        return NULL;
    }
    return get_items(&r, root) == 0 ? root : NULL;
}
