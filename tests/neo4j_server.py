"""A real Neo4j server for tests: started on a free port of this machine, stopped by its process id."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

PASSWORD = "only-for-tests"
POM = Path(__file__).with_name("neo4j") / "pom.xml"
SECONDS_TO_START = 120

# Small, quick to start, and closed to all but this machine.
SETTINGS = {
    "server.default_listen_address": "127.0.0.1",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "dbms.usage_report.enabled": "false",
    "server.memory.pagecache.size": "64m",
    "db.memory.transaction.max": "64m",
}
# Code that runs for a minute does not repay the second compiler.
JAVA = (
    "-Xms256m",
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-UsePerfData",
    "-XX:MaxDirectMemorySize=128m",
)
ENTRY = "org.neo4j.server.CommunityEntryPoint"
ADMIN = "org.neo4j.server.startup.Neo4jAdminCommand"


def version() -> str:
    found = re.search(r"<neo4j\.version>([^<]{1,40})<", POM.read_text(encoding="utf-8"))
    assert found, f"{POM} names no version"
    return found[1]


def jars() -> Path:
    cache = os.environ.get("XUNJI_NEO4J_CACHE") or Path.home() / ".cache" / "xunji-neo4j"
    return Path(cache) / version() / "lib"


def lacking() -> str:
    """Why no server can be started here; empty when one can."""
    if not shutil.which("java"):
        return "no real Neo4j: Java 17 is not installed"
    if not jars().is_dir():
        return f"no real Neo4j {version()}: run tests/neo4j/install.sh once (needs Maven and Java 17)"
    return ""


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Server:
    """A server whose files lie in `home`; `settings` go into its neo4j.conf beside SETTINGS."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def install(self) -> None:
        """Write the settings and set the password, before the first start."""
        conf = self.home / "conf"
        conf.mkdir(parents=True)
        listen = {"server.bolt.listen_address": f"127.0.0.1:{self.port}"}
        lines = [f"{name}={value}\n" for name, value in {**SETTINGS, **listen, **self.settings}.items()]
        (conf / "neo4j.conf").write_text("".join(lines), encoding="utf-8")
        command = [*self._java(), ADMIN, "dbms", "set-initial-password", PASSWORD]
        said = subprocess.run(command, env=self._environment(), capture_output=True, text=True)
        assert said.returncode == 0, said.stdout + said.stderr

    def start(self) -> None:
        folders = ["--home-dir", str(self.home), "--config-dir", str(self.home / "conf")]
        with (self.home / "out.txt").open("ab") as out:
            command = [*self._java(), ENTRY, *folders]
            self.process = subprocess.Popen(command, env=self._environment(), stdout=out, stderr=subprocess.STDOUT)
        self._await()

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def log(self) -> str:
        files = [self.home / "out.txt", self.home / "logs" / "neo4j.log"]
        return "".join(file.read_text(encoding="utf-8", errors="replace") for file in files if file.exists())

    def _java(self) -> list[str]:
        return ["java", *JAVA, "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", f"{jars()}/*"]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _await(self) -> None:
        assert self.process is not None
        end = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise RuntimeError(f"the Neo4j server did not start:\n{self.log()}")
            time.sleep(0.2)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)):
                return False
        try:
            with neo4j.GraphDatabase.driver(self.address, auth=("neo4j", PASSWORD)) as driver:
                driver.execute_query("RETURN 1")
        except (DriverError, Neo4jError):
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None
