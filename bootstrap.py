"""Lay the ground on a machine that has only Python: the virtual environment, the packages, the rest.

    python3 bootstrap.py run     what Takt needs to run
    python3 bootstrap.py dev     and what its tests need
    python3 bootstrap.py check   run every check of the code, show each, and answer with one exit code

Standard library only. What is in place and unchanged is not touched again, so that needs no network.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".takt-stamp.json"
NODE_MODULES = ROOT / "node_modules"
NODE_STAMP = NODE_MODULES / ".takt-stamp"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 20
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import order": ["lint-imports"],
    # The tests in a real browser run by `make test-browser`, in processes of their own.
    "pytest": ["pytest", "-n", "auto", "--dist", "loadgroup", "--ignore", "tests/browser"],
}


def main(arguments: list[str]) -> int:
    """Do what is asked; 0 when all of it worked."""
    if len(arguments) != 1 or arguments[0] not in (*LOCKS, "check"):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "check":
        return check()
    try:
        set_up_python(arguments[0])
        set_up_browser_parts()
        if arguments[0] == "dev":
            ensure_browser()
    except subprocess.CalledProcessError as error:
        print(f"setup failed: {' '.join(map(str, error.cmd))} ended with {error.returncode}", file=sys.stderr)
        return 1
    return 0


def set_up_python(kind: str) -> None:
    """The virtual environment with exactly the locked packages (by hash) and Takt itself, editable."""
    if sys.version_info < OLDEST_PYTHON:
        found, needed = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST_PYTHON))
        raise SystemExit(f"Takt needs Python {needed} or newer; {sys.executable} is {found}: make PYTHON=...")
    base = f"{sys.version} {ROOT}"  # a virtual environment can neither change its Python nor be moved
    done = read_stamp()
    if done.get(kind) == fingerprint_of_lock(kind, base):
        return
    if done.get("base") != base or not PYTHON.exists():
        make_virtual_environment()
    write_stamp({"base": base})  # until it is complete, nothing is in place
    say(f"installing the packages of {LOCKS[kind]}")
    pip("--require-hashes", "--requirement", str(ROOT / LOCKS[kind]))
    pip("--no-build-isolation", "--no-deps", "--editable", str(ROOT))
    # The development lock contains the other one, version by version: who has it can run Takt, too.
    in_place = LOCKS if kind == "dev" else [kind]
    write_stamp({"base": base} | {each: fingerprint_of_lock(each, base) for each in in_place})


def fingerprint_of_lock(kind: str, base: str) -> str:
    """What the virtual environment is made from."""
    return fingerprint(ROOT / "pyproject.toml", ROOT / LOCKS[kind], text=base)


def set_up_browser_parts() -> None:
    """The browser's parts by ``npm ci``, with the machine's Node.js or the wheel's."""
    wanted = fingerprint(ROOT / "package.json", ROOT / "package-lock.json", text="")
    if NODE_STAMP.is_file() and NODE_STAMP.read_text(encoding="utf-8") == wanted:
        return
    say("installing the browser's parts of package-lock.json")
    environment = dict(os.environ)
    npm = system_npm()
    if npm is None:
        npm = str(VENV / "bin" / "npm")
        environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    command = [npm, "ci", "--loglevel=error"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL)
    NODE_STAMP.write_text(wanted, encoding="utf-8")


def system_npm() -> str | None:
    """The machine's npm, if its Node.js is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return npm if answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NODE else None


def make_virtual_environment() -> None:
    """A new virtual environment in place of whatever is there."""
    say("making the virtual environment")
    ensure_venv_module()
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def ensure_venv_module() -> None:
    """Debian keeps a part of Python's venv in a package of its own: install it if we may, else say how."""
    test = [sys.executable, "-c", "import ensurepip, venv; ensurepip.version()"]
    if subprocess.run(test, check=False, stderr=subprocess.DEVNULL).returncode == 0:
        return
    install_debian(
        f"python{sys.version_info.major}.{sys.version_info.minor}-venv", why="which this Python lacks"
    )


def ensure_browser() -> None:
    """The pages are tested in the system's Chromium, with a Chinese face: install both if we may, else say how."""
    missing = [] if any(shutil.which(name) for name in BROWSERS) else ["chromium"]
    if not any(Path("/usr/share/fonts").rglob("*CJK*")):
        missing.append("fonts-noto-cjk")
    if missing:
        install_debian(*missing, why="which the tests of the pages need")


def install_debian(*packages: str, why: str) -> None:
    """Install Debian packages, or stop with the commands that do."""
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    commands = [["apt-get", "update", "-qq"], install]
    prefix = privilege_prefix()
    if shutil.which("apt-get") is None or prefix is None:
        by_hand = " && ".join("sudo " + " ".join(command) for command in commands)
        raise SystemExit(
            f"{' and '.join(packages)}, {why}, cannot be installed from here. Do it and try again:\n  {by_hand}"
        )
    say(f"installing {' and '.join(packages)}, {why}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in commands:
        subprocess.run(
            [*prefix, *command],
            check=True,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )


def privilege_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo (if it asks no password), or None."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, stderr=subprocess.DEVNULL).returncode == 0:
        return [sudo, "-n"]
    return None


def check() -> int:
    """Every check, also after one that failed; pytest last, so that its closing line closes the output."""
    failed = []
    for name, command in CHECKS.items():
        say(name)
        program = [str(VENV / "bin" / command[0]), *command[1:]]
        if subprocess.run(program, cwd=ROOT, check=False, stdin=subprocess.DEVNULL).returncode != 0:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


def pip(*arguments: str) -> None:
    """Install with the virtual environment's own pip."""
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


def fingerprint(*files: Path, text: str) -> str:
    """One hash of the files' contents and the text."""
    digest = hashlib.sha256(text.encode())
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read_stamp() -> dict[str, str]:
    """What an earlier setup wrote when it was complete; empty after none."""
    if not STAMP.is_file():
        return {}
    content = json.loads(STAMP.read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in content.items()}


def write_stamp(done: dict[str, str]) -> None:
    """What the next setup can rely on."""
    STAMP.write_text(json.dumps(done, indent=1), encoding="utf-8")


def say(line: str) -> None:
    """One line a step, at once."""
    print(f"== {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
