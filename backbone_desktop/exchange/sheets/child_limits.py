"""How much of the machine the reading process may take, set by itself before it reads.

Rule: standard library only; where a system has no such limit, the caller's time limit still holds.
"""

import ctypes
import sys

MEMORY_LIMIT = 400 * 1024 * 1024
"""Bytes of address space (Windows: of committed memory; macOS, which limits neither: of resident memory)."""

CPU_SECONDS = 30

if sys.platform == "win32":
    from ctypes import wintypes

    _PROCESS_TIME = 0x0002
    _PROCESS_MEMORY = 0x0100
    _EXTENDED_LIMITS = 9

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def limit_process() -> None:
        """Put this process into a job of its own with a memory and a time limit.

        Raises:
            OSError: The system refused.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = _PROCESS_TIME | _PROCESS_MEMORY
        limits.BasicLimitInformation.PerProcessUserTimeLimit = CPU_SECONDS * 10_000_000
        limits.ProcessMemoryLimit = MEMORY_LIMIT
        # The handle stays open on purpose: the job lives as long as its process.
        job = kernel.CreateJobObjectW(None, None)
        size = ctypes.sizeof(limits)
        if not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())

    def peak_memory() -> int:
        """Return 0: Windows is not asked."""
        return 0

else:
    import os
    import re
    import resource
    import threading
    import time
    from pathlib import Path

    _LOOK_SECONDS = 0.02
    _ENDED_BY_WATCH = 9

    def limit_process() -> None:
        """Limit this process's memory and processor time, and leave no memory dump behind."""
        for kind, most in (
            (resource.RLIMIT_AS, MEMORY_LIMIT),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            hard = resource.getrlimit(kind)[1]
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (allowed, allowed))
        if sys.platform == "darwin":
            watch_memory(MEMORY_LIMIT)

    def watch_memory(limit: int) -> None:
        """End this process once it has held more than ``limit`` bytes; the parser lets other threads run."""

        def watch() -> None:
            while peak_memory() <= limit:
                time.sleep(_LOOK_SECONDS)
            os._exit(_ENDED_BY_WATCH)

        threading.Thread(target=watch, name="memory-watch", daemon=True).start()

    def peak_memory() -> int:
        """Return the most resident memory this process has held, in bytes."""
        status = Path("/proc/self/status")
        if status.exists():
            # getrusage counts what the parent held at the fork; this figure begins with our own program.
            peak = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"), re.MULTILINE)
            return int(peak[1]) * 1024 if peak else 0
        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used if sys.platform == "darwin" else used * 1024
