"""What a store takes: disk, memory, and the machine it runs on."""

import platform
import re
from pathlib import Path

import psutil
from sqlalchemy import Connection, text

_MEGABYTE = 2**20
_SHOWN = 8  # the largest relations


def disk(connection: Connection) -> dict[str, float]:
    """Megabytes of the whole database and of its largest tables (without indexes) and indexes."""
    whole = connection.scalar(text("SELECT pg_database_size(current_database())"))
    rows = connection.execute(
        text("SELECT relname, CASE relkind WHEN 'r' THEN pg_table_size(oid) "
             "ELSE pg_relation_size(oid) END AS size FROM pg_class "
             "WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace "
             "ORDER BY size DESC LIMIT :shown"),
        {"shown": _SHOWN},
    )  # fmt: skip
    sizes = {"database": whole or 0} | {row.relname: row.size for row in rows}
    return {name: round(size / _MEGABYTE, 1) for name, size in sizes.items()}


def memory(connection: Connection) -> dict[str, float]:
    """Megabytes of the server's processes and of this one, models included. Where the system tells
    proportional sizes, shared buffers count once. What it caches of the disk comes on top."""
    backend = psutil.Process(connection.scalar(text("SELECT pg_backend_pid()")))
    server = backend.parent() or backend
    processes = [server, *server.children(recursive=True)]
    return {
        "server": round(sum(map(_size, processes)) / _MEGABYTE, 1),
        "search": round(_size(psutil.Process()) / _MEGABYTE, 1),
    }


def _size(process: psutil.Process) -> int:
    try:
        info = process.memory_full_info()
    except psutil.NoSuchProcess:  # the server's helpers come and go
        return 0
    return int(getattr(info, "pss", info.rss))


def settings(connection: Connection) -> dict[str, str]:
    """Settings of the server that decide about speed."""
    names = ("shared_buffers", "work_mem", "maintenance_work_mem", "jit", "hnsw.ef_search",
             "hnsw.iterative_scan", "max_parallel_workers_per_gather")  # fmt: skip
    connection.execute(text("SELECT '[1]'::vector"))  # loads the extension's settings
    return {
        name: connection.scalar(text("SELECT current_setting(:name)"), {"name": name}) or ""
        for name in names
    }


def machine() -> str:
    """Cores, model and memory of this machine."""
    cpu = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*: (.+)", cpu.read_text()) if cpu.exists() else None
    model = found[1] if found else platform.machine()
    total = psutil.virtual_memory().total / 2**30
    return f"{psutil.cpu_count()} cores, {model}, {total:.0f} GB"
