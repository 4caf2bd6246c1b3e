"""A small Hadoop on this machine's loopback, each daemon a process of its own: a name node, two data nodes, a resource manager, a node manager."""
import os
import pathlib
import subprocess
import time

from spark_county import free_port, home as spark
from workspace import root

log = ("slf4j-api", "log4j", "jcl-over-slf4j", "commons-logging")
jars = [*sorted((root / ".deps/hadoop").glob("*.jar")),
        *(jar for name in ("hadoop-client", *log) for jar in sorted((spark / "jars").glob(f"{name}-*.jar")))]

here = "org.apache.hadoop"
namenode, datanode = f"{here}.hdfs.server.namenode.NameNode", f"{here}.hdfs.server.datanode.DataNode"
resourcemanager, nodemanager = f"{here}.yarn.server.resourcemanager.ResourceManager", f"{here}.yarn.server.nodemanager.NodeManager"


def jars_are_here():
    return any("minicluster" in jar.name for jar in jars)


def java_home():
    java = subprocess.run(["sh", "-c", "readlink -f $(command -v java)"], capture_output=True, text=True).stdout.strip()
    return str(pathlib.Path(java).parent.parent)


class Hadoop:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.ports = {name: free_port() for name in ("hdfs", "rm", "scheduler", "tracker", "admin")}
        self.url = f"hdfs://127.0.0.1:{self.ports['hdfs']}"
        self.processes, self.log = [], None
        self.conf = self.configure("conf")
        self.env = {**os.environ, "HADOOP_CONF_DIR": str(self.conf), "YARN_CONF_DIR": str(self.conf), "JAVA_HOME": java_home(), "SPARK_LOCAL_IP": "127.0.0.1"}

    def configure(self, name, **own):
        """One folder of settings a daemon: two data nodes differ in where they keep and listen."""
        any_port = "127.0.0.1:0"
        sites = {
            "core-site": {"fs.defaultFS": self.url, "hadoop.tmp.dir": self.folder / "tmp"},
            "hdfs-site": {
                "dfs.replication": 2, "dfs.namenode.name.dir": f"file://{self.folder}/name", "dfs.namenode.http-address": any_port,
                "dfs.datanode.data.dir": f"file://{self.folder}/data", "dfs.datanode.address": any_port, "dfs.datanode.http.address": any_port,
                "dfs.datanode.ipc.address": any_port, "dfs.namenode.datanode.registration.ip-hostname-check": "false", **own},
            "yarn-site": {
                "yarn.resourcemanager.address": f"127.0.0.1:{self.ports['rm']}", "yarn.resourcemanager.scheduler.address": f"127.0.0.1:{self.ports['scheduler']}",
                "yarn.resourcemanager.resource-tracker.address": f"127.0.0.1:{self.ports['tracker']}", "yarn.resourcemanager.admin.address": f"127.0.0.1:{self.ports['admin']}",
                "yarn.resourcemanager.webapp.address": any_port, "yarn.nodemanager.address": any_port, "yarn.nodemanager.localizer.address": any_port,
                "yarn.nodemanager.webapp.address": any_port, "yarn.nodemanager.local-dirs": self.folder / "local", "yarn.nodemanager.log-dirs": self.folder / "logs",
                "yarn.nodemanager.resource.memory-mb": 4096, "yarn.nodemanager.resource.cpu-vcores": 4, "yarn.scheduler.minimum-allocation-mb": 256,
                "yarn.resourcemanager.scheduler.class": f"{here}.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler",
                "yarn.nodemanager.vmem-check-enabled": "false", "yarn.nodemanager.disk-health-checker.enable": "false"},
        }
        folder = self.folder / name
        folder.mkdir(parents=True)
        for site, values in sites.items():
            lines = "".join(f"<property><name>{key}</name><value>{value}</value></property>\n" for key, value in values.items())
            (folder / f"{site}.xml").write_text(f"<configuration>\n{lines}</configuration>\n")
        return folder

    def java(self, main, *words, conf=None, heap="256m"):
        path = ":".join(map(str, [conf or self.conf, *jars]))
        return ["java", f"-Xmx{heap}", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", path, main, *map(str, words)]

    def start(self, main, **keywords):
        self.processes.append(subprocess.Popen(self.java(main, **keywords), env=self.env, stdout=self.log, stderr=self.log))
        return self.processes[-1]

    def files(self, *words):
        """`hdfs dfs …`"""
        return subprocess.run(self.java(f"{here}.fs.FsShell", *words), env=self.env, check=True, capture_output=True, text=True)

    def begin(self):
        self.log = open(self.folder / "daemons.log", "wb")
        subprocess.run(self.java(namenode, "-format", "-nonInteractive"), env=self.env, check=True, stdout=self.log, stderr=self.log)
        self.start(namenode)
        self.data = [self.start(datanode, conf=self.configure(f"data{i}.conf", **{"dfs.datanode.data.dir": f"file://{self.folder}/data{i}"})) for i in (1, 2)]
        self.start(resourcemanager)
        self.start(nodemanager)
        self.wait_until_ready()

    def says(self, main, *words):
        """What a client prints; "" where it gets no answer in time."""
        try:
            return subprocess.run(self.java(main, *words), env=self.env, capture_output=True, text=True, timeout=20).stdout
        except subprocess.TimeoutExpired:
            return ""

    def wait_until_ready(self):
        """Two data nodes and one node manager have reported."""
        for _ in range(60):
            time.sleep(1)
            if any(process.poll() is not None for process in self.processes):
                break
            if "Live datanodes (2)" in self.says(f"{here}.hdfs.tools.DFSAdmin", "-report", "-live") and "Total Nodes:1" in self.says(f"{here}.yarn.client.cli.NodeCLI", "-list"):
                return
        raise AssertionError(f"Hadoop did not come up:\n{(self.folder / 'daemons.log').read_text(errors='replace')[-3000:]}")

    def end(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()
        self.log.close()
