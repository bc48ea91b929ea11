// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "hdf5/read.h"

#include <hdf5.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader {
    cosim_arena *arena;
    cosim_diag *diag;
    cosim_hdf *group;
    unsigned depth;
    size_t items, values;
} reader;

static int damaged(const reader *r, const char *name, const char *what)
{
    return cosim_diag_set(r->diag, NULL, "%s: %s", name, what);
}

/* Chooses what an array's values are, and which type of the memory they are read as. */
static cosim_hdf_kind kind_of(hid_t type)
{
    const H5T_class_t class = H5Tget_class(type);
    return class == H5T_FLOAT                                ? COSIM_HDF_REAL
           : class == H5T_INTEGER || class == H5T_BITFIELD   ? COSIM_HDF_WHOLE
           : class == H5T_ENUM && H5Tget_nmembers(type) == 2 ? COSIM_HDF_TRUTH
           : class == H5T_STRING                             ? COSIM_HDF_TEXT
                                                             : COSIM_HDF_OTHER;
}

/* An array, or an attribute: the calls of the two differ by name alone. */
typedef struct source {
    hid_t id;
    bool attribute;
} source;

static herr_t read_as(const source *s, hid_t type, void *values)
{
    return s->attribute ? H5Aread(s->id, type, values)
                        : H5Dread(s->id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
}

/* Copies a text of at most `room` bytes that may have no NUL, and may be padded. */
static int keep_text(reader *r, cosim_hdf *item, size_t i, const char *text, size_t room,
                     bool blanks)
{
    size_t length = text != NULL ? strnlen(text, room) : 0;
    while (blanks && length > 0 && text[length - 1] == ' ') {
        length--;
    }
    if (length >= COSIM_HDF_TEXT_MOST) {
        return damaged(r, item->name, "holds a text of more than 4095 bytes; shorten it");
    }
    item->text[i] = cosim_arena_text(r->arena, text != NULL ? text : "", length);
    return item->text[i] != NULL ? 0 : cosim_diag_memory(r->diag, NULL);
}

static int read_texts(reader *r, const source *s, hid_t file_type, hid_t space, cosim_hdf *item)
{
    const bool varies = H5Tis_variable_str(file_type) > 0;
    const size_t size = varies ? sizeof(char *) : H5Tget_size(file_type);
    if (!varies && (size == 0 || size > COSIM_HDF_TEXT_MOST)) {
        return damaged(r, item->name, "holds texts of more than 4095 bytes; shorten them");
    }
    char *values = calloc(item->count > 0 ? item->count : 1, size);
    const hid_t type = H5Tcopy(file_type);
    int status = values != NULL ? 0 : cosim_diag_memory(r->diag, NULL);
    if (status == 0 && read_as(s, type, values) < 0) {
        status = damaged(r, item->name, "cannot be read; write the file again, for it is damaged");
    } else if (status == 0) {
        const bool blanks = !varies && H5Tget_strpad(file_type) == H5T_STR_SPACEPAD;
        for (size_t i = 0; i < item->count && status == 0; i++) {
            const char *text = values + i * size;
            if (varies) {
                memcpy(&text, values + i * size, sizeof text);
            }
            status = keep_text(r, item, i, text, varies ? COSIM_HDF_TEXT_MOST : size, blanks);
        }
        if (varies) {
            H5Dvlen_reclaim(type, space, H5P_DEFAULT, values);
        }
    }
    H5Tclose(type);
    free(values);
    return status;
}

static int read_truths(const source *s, hid_t file_type, cosim_hdf *item)
{
    unsigned char *values = malloc(item->count > 0 ? item->count : 1);
    const bool fits = H5Tget_size(file_type) == 1;
    const int status = values != NULL && fits && read_as(s, file_type, values) >= 0 ? 0 : -1;
    for (size_t i = 0; i < item->count && status == 0; i++) {
        item->number[i] = values[i] != 0;
    }
    free(values);
    return status;
}

/* Gives the dimensions; a space without any extent has no value. */
static int measure(reader *r, const char *name, hid_t space, unsigned *rank, uint64_t *dims,
                   size_t *count)
{
    hsize_t extent[H5S_MAX_RANK];
    const int dimensions = H5Sget_simple_extent_ndims(space);
    if (dimensions < 0 || dimensions > COSIM_HDF_RANK ||
        H5Sget_simple_extent_dims(space, extent, NULL) < 0) {
        return damaged(r, name,
                       "has more than 8 dimensions, or the file is damaged; write it again "
                       "with fewer");
    }
    *rank = (unsigned)dimensions;
    *count = 1;
    for (unsigned i = 0; i < *rank; i++) {
        dims[i] = extent[i];
        if (extent[i] > COSIM_HDF_VALUES || *count * extent[i] > COSIM_HDF_VALUES) {
            return cosim_diag_set(r->diag, NULL, "%s: more than %d values; no core holds so many",
                                  name, COSIM_HDF_VALUES);
        }
        *count *= (size_t)extent[i];
    }
    if (H5Sget_simple_extent_type(space) == H5S_NULL) {
        *rank = 1;
        dims[0] = *count = 0;
    }
    return 0;
}

static int read_values(reader *r, const source *s, const char *name)
{
    uint64_t dims[COSIM_HDF_RANK];
    unsigned rank = 0;
    size_t count = 0;
    const hid_t type = s->attribute ? H5Aget_type(s->id) : H5Dget_type(s->id);
    const hid_t space = s->attribute ? H5Aget_space(s->id) : H5Dget_space(s->id);
    int status = type >= 0 && space >= 0
                     ? measure(r, name, space, &rank, dims, &count)
                     : damaged(r, name, "cannot be read; write the file again, for it is damaged");
    if (status == 0) {
        const cosim_hdf_kind kind = kind_of(type);
        r->values += kind != COSIM_HDF_OTHER ? count : 0;
        if (r->values > COSIM_HDF_VALUES) {
            status = cosim_diag_set(r->diag, NULL,
                                    "%s: more than %d values in all; no core holds so many", name,
                                    COSIM_HDF_VALUES);
        }
        cosim_hdf *item =
            status == 0 ? cosim_hdf_array(r->arena, r->group, name, kind, rank, dims) : NULL;
        if (status == 0 && item == NULL) {
            status = cosim_diag_memory(r->diag, NULL);
        }
        if (status == 0 && count > 0) {
            item->attribute = s->attribute;
            item->bits = kind == COSIM_HDF_TRUTH ? 8 : H5Tget_size(type) <= 4 ? 32 : 64;
            if (kind == COSIM_HDF_TEXT) {
                status = read_texts(r, s, type, space, item);
            } else if ((kind == COSIM_HDF_TRUTH && read_truths(s, type, item) != 0) ||
                       ((kind == COSIM_HDF_REAL || kind == COSIM_HDF_WHOLE) &&
                        read_as(s, H5T_NATIVE_DOUBLE, item->number) < 0)) {
                status = damaged(r, name,
                                 "cannot be read; write the file again, for it is damaged, or "
                                 "packed by a filter that is not gzip");
            }
        } else if (status == 0) {
            item->attribute = s->attribute;
        }
    }
    if (type >= 0) {
        H5Tclose(type);
    }
    if (space >= 0) {
        H5Sclose(space);
    }
    return status;
}

/* Data in another file would be read from wherever the file says. */
static int check_storage(reader *r, hid_t set, const char *name)
{
    const hid_t how = H5Dget_create_plist(set);
    const bool outside =
        how < 0 || H5Pget_external_count(how) != 0 || H5Pget_layout(how) == H5D_VIRTUAL;
    if (how >= 0) {
        H5Pclose(how);
    }
    return outside ? damaged(r, name, "its data are in another file; copy them into this one") : 0;
}

static int enter(reader *r, hid_t group);

static int read_object(reader *r, hid_t parent, const char *name)
{
    const hid_t object = H5Oopen(parent, name, H5P_DEFAULT);
    const H5I_type_t type = object >= 0 ? H5Iget_type(object) : H5I_BADID;
    int status = 0;
    if (r->items++ == COSIM_HDF_ITEMS) {
        status = damaged(r, name, "more than 65536 groups and arrays; no core holds so many");
    } else if (type == H5I_GROUP) {
        cosim_hdf *outer = r->group;
        r->group = cosim_hdf_group(r->arena, outer, name);
        status = r->depth == COSIM_HDF_DEPTH
                     ? damaged(r, name, "more than 32 groups within groups; use fewer")
                 : r->group == NULL ? cosim_diag_memory(r->diag, NULL)
                                    : 0;
        r->depth++;
        status = status == 0 ? enter(r, object) : status;
        r->depth--;
        r->group = outer;
    } else if (type == H5I_DATASET) {
        const source s = {object, false};
        status = check_storage(r, object, name) == 0 ? read_values(r, &s, name) : -1;
    } else if (object < 0) {
        status = damaged(r, name, "cannot be opened; write the file again, for it is damaged");
    }
    if (object >= 0) {
        H5Oclose(object);
    }
    return status;
}

static herr_t take_link(hid_t parent, const char *name, const H5L_info_t *info, void *context)
{
    reader *r = context;
    if (strlen(name) > COSIM_HDF_NAME) {
        return damaged(r, "a name", "is longer than 255 bytes; shorten it");
    }
    if (info->type != H5L_TYPE_HARD) {
        return damaged(r, name, "is a link to elsewhere; put what it names in its place");
    }
    return read_object(r, parent, name);
}

static herr_t take_attribute(hid_t parent, const char *name, const H5A_info_t *info, void *context)
{
    reader *r = context;
    (void)info;
    if (strlen(name) > COSIM_HDF_NAME || r->items++ == COSIM_HDF_ITEMS) {
        return damaged(r, "an attribute",
                       "has a name of more than 255 bytes, or is one too many; remove it");
    }
    const source s = {H5Aopen(parent, name, H5P_DEFAULT), true};
    const int status =
        s.id >= 0 ? read_values(r, &s, name)
                  : damaged(r, name, "cannot be opened; write the file again, for it is damaged");
    if (s.id >= 0) {
        H5Aclose(s.id);
    }
    return status;
}

/* Reads what is in a group that is open. */
static int enter(reader *r, hid_t group)
{
    hsize_t at = 0;
    r->diag->message[0] = '\0';
    int status =
        H5Aiterate2(group, H5_INDEX_NAME, H5_ITER_INC, &at, take_attribute, r) >= 0 ? 0 : -1;
    at = 0;
    if (status == 0) {
        status = H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &at, take_link, r) >= 0 ? 0 : -1;
    }
    if (status != 0 && r->diag->message[0] == '\0') {
        return damaged(r, r->group->name[0] != '\0' ? r->group->name : "/",
                       "cannot be listed; write the file again, for it is damaged");
    }
    return status;
}

cosim_hdf *cosim_hdf5_read(cosim_arena *arena, const char *path, cosim_diag *diag)
{
    reader r = {.arena = arena, .diag = diag, .group = cosim_hdf_root(arena)};
    cosim_hdf *root = r.group;
    if (root == NULL) {
        cosim_diag_memory(diag, NULL);
        return NULL;
    }
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5PLset_loading_state(0);
    if (H5Fis_hdf5(path) <= 0) {
        cosim_diag_set(diag, NULL,
                       "is no HDF5 file, as a NIR file is one; write it with nir.write");
        return NULL;
    }
    const hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t top = file >= 0 ? H5Gopen2(file, "/", H5P_DEFAULT) : -1;
    int status = top >= 0
                     ? enter(&r, top)
                     : cosim_diag_set(diag, NULL,
                                      "cannot be opened as HDF5; write the file again, for it is "
                                      "damaged, or of a newer version of HDF5");
    if (top >= 0) {
        H5Gclose(top);
    }
    if (file >= 0) {
        H5Fclose(file);
    }
    return status == 0 ? root : NULL;
}
