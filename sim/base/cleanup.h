// SPDX-FileCopyrightText: 2026 The lifcosim authors
// SPDX-License-Identifier: Apache-2.0

/* Some things must not outlive the process when SIGINT, SIGTERM or SIGHUP ends it: temporary files
 * and folders, the processes that write them, and settings of a device. */
#ifndef COSIM_BASE_CLEANUP_H
#define COSIM_BASE_CLEANUP_H

#include <signal.h>
#include <sys/types.h>

/* A thing of this kind stays with its owner from add to drop. */
typedef struct cosim_cleanup {
    struct cosim_cleanup *next;
    const char *path; /* a file, or a folder with files in it; NULL: none */
    pid_t process;    /* a child, which is killed first; 0: none */
    /* Puts a setting back, by calls that a signal handler may make; NULL: none. */
    void (*undo)(const struct cosim_cleanup *thing);
    pid_t adder; /* private: the process that added it */
} cosim_cleanup;

/* Catches these signals from now on, except one that is ignored (nohup). A signal removes what is
 * is listed, and then ends the process as it would have. A child that is forked later removes
 * nothing, and undoes only what it added itself. */
void cosim_cleanup_start(void);

/* Holds the signals back, so that none comes between the making of a thing and its add; in a child
 * that is forked between the two, end gives them back as well. */
void cosim_cleanup_begin(sigset_t *before);
void cosim_cleanup_end(const sigset_t *before);

/* Both are called between begin and end. A thing that was never added may be dropped. */
void cosim_cleanup_add(cosim_cleanup *thing);
void cosim_cleanup_drop(cosim_cleanup *thing);

/* Removes a file, or a folder and the files in it. A signal handler may call it. */
void cosim_cleanup_remove(const char *path);

#endif
