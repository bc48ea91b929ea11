// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

// The memory files of somebody else's circuit ($readmemh, $readmemb) stand beside its manifest or
// its sources, from whatever folder a run is started: LIF_DATA_FOLDERS, which circuit.h names. The
// linker brings each fopen of the circuit and of Verilator's runtime here (--wrap=fopen). A file
// that cannot be read is an error with its name, and no memory of zeros.
#ifndef LIF_VERILATED_FILES_HPP
#define LIF_VERILATED_FILES_HPP

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>

extern "C" FILE *__real_fopen(const char *name, const char *mode);
extern "C" FILE *__wrap_fopen(const char *name, const char *mode);

namespace
{

// Tells whether the file lies in one of the folders, or below.
inline bool is_below(const char *file, const char *const *folders, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t length = std::strlen(folders[i]);
        if (std::strncmp(file, folders[i], length) == 0 && file[length] == '/') {
            return true;
        }
    }
    return false;
}

} // namespace

extern "C" FILE *__wrap_fopen(const char *name, const char *mode)
{
    static const char *const folders[] = LIF_DATA_FOLDERS;
    constexpr size_t count = sizeof folders / sizeof folders[0];
    if (std::strcmp(mode, "r") != 0) {
        return __real_fopen(name, mode); // of a waveform
    }
    char real[PATH_MAX];
    const char *found = nullptr;
    for (size_t i = 0; i < count && !found; i++) {
        const std::string path = name[0] == '/' ? name : std::string(folders[i]) + "/" + name;
        found = ::realpath(path.c_str(), real);
    }
    if (found && !LIF_DATA_OUTSIDE && !is_below(real, folders, count)) {
        throw std::runtime_error("memory file " + std::string(real) + " is outside of " +
                                 folders[0] +
                                 ", the manifest's folder; put it there, or build with "
                                 "--allow-outside");
    }
    FILE *file = found ? __real_fopen(real, mode) : nullptr;
    if (!file) {
        throw std::runtime_error("memory file " + std::string(name) + " cannot be read (" +
                                 std::strerror(errno) + "); put it into " + folders[0] +
                                 ", the manifest's folder");
    }
    return file;
}

#endif
