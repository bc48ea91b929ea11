# SPDX-FileCopyrightText: 2026 The lifcosim authors
# SPDX-License-Identifier: Apache-2.0
"""liblifcosim.so by ctypes: the functions of lifcosim.h with their types, and no more."""
import ctypes
import os
from ctypes import (POINTER, Structure, byref, c_char_p, c_double, c_int, c_int32, c_int64, c_size_t, c_uint,
                    c_uint8, c_uint32, c_uint64, c_void_p)

ABI = 0


class Error(Exception):
    """What the library refused, and what would be right."""


class WrongInput(Error):
    """A file or a value that cannot be right."""


class Unusable(Error):
    """Memory is short, or a file cannot be read."""


class Misuse(Error):
    """A call too early, too late or without what it needs."""


_ERRORS = {2: WrongInput, 3: Unusable, 4: Misuse}


class CircuitInfo(Structure):
    _fields_ = [("name", c_char_p), ("about", c_char_p), ("format", c_char_p), ("declaration", c_char_p),
                ("hold_width", c_uint), ("clocks_per_step", c_uint), ("shows", c_uint)]


class PortWords(Structure):
    _fields_ = [("leak", c_int64), ("threshold", c_int32), ("reset", c_int32), ("initial", c_int32),
                ("initial_hold", c_uint32), ("compare_above", c_uint8), ("reset_by_subtract", c_uint8)]


class Part(Structure):
    _fields_ = [("steps", c_size_t), ("resets", c_int), ("seed", c_uint64)]


_texts = POINTER(c_char_p)
_FUNCTIONS = {  # name: (result, arguments)
    "abi": (c_uint, []),
    "version": (c_char_p, []),
    "new": (c_void_p, []),
    "free": (None, [c_void_p]),
    "error": (c_char_p, [c_void_p]),
    "seed": (c_int, [c_void_p, c_uint64]),
    "read": (c_int, [c_void_p, c_char_p, _texts, c_size_t]),
    "read_text": (c_int, [c_void_p, c_char_p, c_size_t, c_char_p, _texts, c_size_t]),
    "circuit": (c_int, [c_void_p, POINTER(CircuitInfo)]),
    "steps": (c_uint64, [c_void_p]),
    "step_seconds": (c_double, [c_void_p]),
    "words": (c_int, [c_void_p, POINTER(PortWords)]),
    "told_count": (c_size_t, [c_void_p]),
    "told": (c_int, [c_void_p, POINTER(c_int64), c_size_t]),
    "drives": (c_int, [c_void_p, c_size_t, POINTER(c_int32), POINTER(c_uint32)]),
    "own_drives": (c_int, [c_void_p]),
    "words_are": (c_int, [c_void_p, POINTER(PortWords)]),
    "told_are": (c_int, [c_void_p, POINTER(c_int64), c_size_t]),
    "judge": (c_int, [c_void_p, c_size_t, POINTER(c_int32), POINTER(c_int32), POINTER(c_int32),
                      POINTER(c_uint8)]),
    "output_count": (c_size_t, [c_void_p]),
    "judge_outputs": (c_int, [c_void_p, c_size_t, POINTER(c_int64)]),
    "breach": (c_int, [c_void_p, c_uint64, c_char_p, c_uint64, c_int64, c_int64]),
    "trial": (c_int, [c_void_p, c_int, POINTER(Part)]),
    "done": (c_uint64, [c_void_p]),
    "mismatches": (c_uint64, [c_void_p]),
    "first_mismatch": (c_char_p, [c_void_p]),
    "model": (c_int, [c_void_p, c_size_t, POINTER(c_int32), POINTER(c_uint32), POINTER(c_int32),
                      POINTER(c_int32), POINTER(c_uint8)]),
    "finish": (c_int, [c_void_p, POINTER(c_int)]),
    "find": (c_int, [c_void_p, POINTER(c_size_t)]),
    "finding": (c_char_p, [c_void_p, c_size_t]),
    "text": (c_char_p, [c_void_p]),
    "json": (c_char_p, [c_void_p]),
}


class _Library:
    """The functions without their prefix."""

    def __init__(self, path: str):
        shared = ctypes.CDLL(path)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(shared, "lifcosim_" + name)
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)


def _load() -> _Library:
    path = os.environ.get("LIFCOSIM_LIBRARY", f"liblifcosim.so.{ABI}")
    try:
        library = _Library(path)
    except (OSError, AttributeError) as error:
        raise ImportError(f"{path} cannot be used ({error}); install lifcosim, or name the file in "
                          "the environment variable LIFCOSIM_LIBRARY") from error
    if library.abi() != ABI:
        raise ImportError(f"{path} has version {library.abi()} of the interface, and this module needs "
                          f"{ABI}; install both from one release")
    return library


lib = _load()


def version() -> str:
    """Gives the version of the library."""
    return lib.version().decode()


def check(handle: c_void_p, status: int) -> None:
    """Raises what a status stands for."""
    if status != 0:
        raise _ERRORS.get(status, Error)(lib.error(handle).decode(errors="replace"))


def texts(values) -> "ctypes.Array[c_char_p]":
    """Makes an array of C texts."""
    encoded = [value.encode() for value in values]
    return (c_char_p * len(encoded))(*encoded)


__all__ = ["CircuitInfo", "Error", "Misuse", "Part", "PortWords", "Unusable", "WrongInput", "byref", "check", "lib",
           "texts", "version"]
