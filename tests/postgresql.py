"""A PostgreSQL of a test's own: a cluster in a temporary folder, gone afterwards."""
import contextlib
import glob
import os
import pwd
import subprocess
import tempfile

binaries = sorted(glob.glob("/usr/lib/postgresql/*/bin"))


def as_its_user():
    """What a command begins with that PostgreSQL's own account runs: it refuses to run as root."""
    if os.getuid() != 0:
        return []
    account = pwd.getpwnam("postgres")
    return ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]


def missing():
    """Why there can be none here, or ""."""
    if not binaries:
        return "PostgreSQL is not installed"
    if os.getuid() == 0 and "postgres" not in (account.pw_name for account in pwd.getpwall()):
        return "there is no account that PostgreSQL could run as"
    tried = subprocess.run([*as_its_user(), f"{binaries[-1]}/initdb", "--version"], capture_output=True, text=True)
    if tried.returncode != 0:  # so in a root folder that nobody but root may enter
        return f"PostgreSQL's account cannot run it: {tried.stderr.strip() or tried.returncode}"
    return ""


@contextlib.contextmanager
def cluster(*databases, fsync="off"):
    """Gives what makes a URL of a database's name."""
    with tempfile.TemporaryDirectory(prefix="qy-pg-") as folder:
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)

        def pg(program, *words):
            return subprocess.run([*as_its_user(), f"{binaries[-1]}/{program}", *words], check=True, capture_output=True, text=True, cwd=folder)

        data = f"{folder}/data"
        pg("initdb", "-D", data, "-A", "trust", "-U", "qingyuan", "-E", "UTF8", "--locale=C", "-N")
        pg("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses= -c fsync={fsync}", "start")
        try:
            for database in databases:
                pg("createdb", "-h", folder, "-U", "qingyuan", database)
            yield lambda database: f"postgresql:///{database}?host={folder}&user=qingyuan"
        finally:
            pg("pg_ctl", "-D", data, "-m", "immediate", "stop")
