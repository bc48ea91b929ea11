// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0
#include "hdf5/write.h"

#include <hdf5.h>
#include <stdlib.h>

enum { PACKED_FROM = 1024, GZIP_LEVEL = 4 }; /* values; smaller arrays gain nothing */

/* The type of the file, which the caller closes. */
static hid_t file_type(const cosim_hdf *item)
{
    hid_t type = -1;
    const signed char no = 0, yes = 1;
    switch (item->kind) {
    case COSIM_HDF_REAL:
        return H5Tcopy(item->bits == 32 ? H5T_IEEE_F32LE : H5T_IEEE_F64LE);
    case COSIM_HDF_WHOLE:
        return H5Tcopy(item->bits == 32 ? H5T_STD_I32LE : H5T_STD_I64LE);
    case COSIM_HDF_TRUTH:
        type = H5Tenum_create(H5T_STD_I8LE);
        if (type >= 0 &&
            (H5Tenum_insert(type, "FALSE", &no) < 0 || H5Tenum_insert(type, "TRUE", &yes) < 0)) {
            H5Tclose(type);
            type = -1;
        }
        return type;
    case COSIM_HDF_TEXT:
        type = H5Tcopy(H5T_C_S1);
        if (type >= 0 &&
            (H5Tset_size(type, H5T_VARIABLE) < 0 || H5Tset_cset(type, H5T_CSET_UTF8) < 0)) {
            H5Tclose(type);
            type = -1;
        }
        return type;
    case COSIM_HDF_GROUP:
    case COSIM_HDF_OTHER:
    default:
        return type;
    }
}

static hid_t space_of(const cosim_hdf *item)
{
    hsize_t dims[COSIM_HDF_RANK];
    for (unsigned i = 0; i < item->rank; i++) {
        dims[i] = item->dims[i];
    }
    return item->rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple((int)item->rank, dims, NULL);
}

static hid_t storage_of(const cosim_hdf *item)
{
    const hid_t how = H5Pcreate(H5P_DATASET_CREATE);
    if (how >= 0 && item->rank > 0 && item->kind != COSIM_HDF_TEXT && item->count >= PACKED_FROM) {
        hsize_t chunk[COSIM_HDF_RANK], left = 1 << 16;
        for (unsigned i = item->rank; i-- > 0;) { /* the last dimension varies fastest */
            chunk[i] = item->dims[i] < left ? item->dims[i] : left;
            left = left / chunk[i] > 0 ? left / chunk[i] : 1;
        }
        if (H5Pset_chunk(how, (int)item->rank, chunk) < 0 || H5Pset_deflate(how, GZIP_LEVEL) < 0) {
            H5Pclose(how);
            return -1;
        }
    }
    return how;
}

/* Gives the values as they lie in memory for H5Dwrite, and their type, which the caller closes. */
static const void *in_memory(const cosim_hdf *item, hid_t type, hid_t *memory_type, void **owned)
{
    *owned = NULL;
    if (item->kind == COSIM_HDF_TEXT) {
        *memory_type = H5Tcopy(type);
        return item->text;
    }
    if (item->kind != COSIM_HDF_TRUTH) {
        *memory_type = H5Tcopy(H5T_NATIVE_DOUBLE);
        return item->number;
    }
    signed char *values = malloc(item->count > 0 ? item->count : 1);
    for (size_t i = 0; values != NULL && i < item->count; i++) {
        values[i] = item->number[i] > 0.0;
    }
    *memory_type = H5Tcopy(type);
    *owned = values;
    return values;
}

static int put_values(hid_t group, const cosim_hdf *item, hid_t type, hid_t space, hid_t how)
{
    hid_t memory_type = -1;
    void *owned;
    const void *values = in_memory(item, type, &memory_type, &owned);
    hid_t made = -1;
    herr_t status = -1;
    if (values != NULL && memory_type >= 0) {
        if (item->attribute) {
            made = H5Acreate2(group, item->name, type, space, H5P_DEFAULT, H5P_DEFAULT);
            status = made >= 0 ? H5Awrite(made, memory_type, values) : -1;
        } else {
            made = H5Dcreate2(group, item->name, type, space, H5P_DEFAULT, how, H5P_DEFAULT);
            status = made >= 0 && item->count > 0
                         ? H5Dwrite(made, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values)
                         : (herr_t)made;
        }
    }
    if (made >= 0 && (item->attribute ? H5Aclose(made) : H5Dclose(made)) < 0) {
        status = -1;
    }
    if (memory_type >= 0) {
        H5Tclose(memory_type);
    }
    free(owned);
    return status >= 0 ? 0 : -1;
}

static int put_array(hid_t group, const cosim_hdf *item)
{
    const hid_t type = file_type(item), space = space_of(item), how = storage_of(item);
    const int status =
        type >= 0 && space >= 0 && how >= 0 ? put_values(group, item, type, space, how) : -1;
    if (type >= 0) {
        H5Tclose(type);
    }
    if (space >= 0) {
        H5Sclose(space);
    }
    if (how >= 0) {
        H5Pclose(how);
    }
    return status;
}

static int put_group(hid_t group, const cosim_hdf *from, cosim_diag *diag)
{
    int status = 0;
    for (const cosim_hdf *item = from->first; item != NULL && status == 0; item = item->next) {
        if (item->kind != COSIM_HDF_GROUP) {
            status = put_array(group, item);
        } else {
            const hid_t inner =
                H5Gcreate2(group, item->name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
            status = inner >= 0 ? put_group(inner, item, diag) : -1;
            if (inner >= 0 && H5Gclose(inner) < 0) {
                status = -1;
            }
        }
        if (status != 0 && diag->message[0] == '\0') {
            cosim_diag_set(diag, NULL, "%s cannot be written; is the disk full?", item->name);
        }
    }
    return status;
}

int cosim_hdf5_write(const cosim_hdf *root, const char *path, cosim_diag *diag)
{
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    diag->message[0] = '\0';
    const hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t top = file >= 0 ? H5Gopen2(file, "/", H5P_DEFAULT) : -1;
    int status = top >= 0 ? put_group(top, root, diag) : -1;
    if (top >= 0) {
        H5Gclose(top);
    }
    if (file >= 0 && H5Fclose(file) < 0) {
        status = -1;
    }
    return status == 0 || diag->message[0] != '\0'
               ? status
               : cosim_diag_set(diag, NULL, "cannot be written; is the disk full?");
}
