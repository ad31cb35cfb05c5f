"""Start the server of one learner on a hub: lessons into the learner's home, answers there too, then JupyterHub's own server.

Runs as the learner. The course itself is read and never written. For the teacher (``COURSE_ON_A_HUB`` is ``teacher``) the
teachers' notebook comes too, with the folder of hand-ins beside it.
"""

import os
import sys
from pathlib import Path

COURSE = Path(__file__).resolve().parents[2]
# On a hub learners look at the lessons; the keys on the teachers' page are for teachers.
FOR_TEACHERS = ("90_for_teachers.ipynb",)
FOLDER = "kosovo-kfor-course"
# An idle kernel ends after this long, so that a page left open keeps no server alive for ever.
IDLE_SECONDS = 2 * 60 * 60


def main() -> int:
    """Bring the lessons and hand over; return an exit code only where that was not possible."""
    sys.path.insert(0, str(COURSE))
    from helpers.start import copies, variables
    from helpers.start.errors import SetupError

    variables.set_own()
    home = Path.home()
    lessons = home / FOLDER
    teaches = os.environ.get("COURSE_ON_A_HUB") == "teacher"
    try:
        for sentence in copies.bring(COURSE / "notebooks", lessons, leave_out=() if teaches else FOR_TEACHERS):
            print(sentence, flush=True)
        if teaches:
            _show_hand_ins(lessons / "hand-ins")
    except SetupError as error:
        print(
            error, "On a hub the home of each account must take files; tell who runs it.", file=sys.stderr, flush=True
        )
        return 1
    _keep_all_in(home)
    arguments = [
        sys.executable, "-m", "jupyterhub.singleuser", f"--ServerApp.root_dir={lessons}",
        f"--MappingKernelManager.cull_idle_timeout={IDLE_SECONDS}", "--MappingKernelManager.cull_interval=300",
        "--MappingKernelManager.cull_connected=True", "--ServerApp.terminals_enabled=False", *sys.argv[1:],
    ]  # fmt: skip
    if os.geteuid() == 0:
        # Only in the tests of this course, which run where everybody is root.
        arguments.append("--ServerApp.allow_root=True")
    os.chdir(lessons)
    os.execv(arguments[0], arguments)
    return 0


def _show_hand_ins(beside: Path) -> None:
    """Put the folder of hand-ins beside the teachers' notebook, which looks for them there."""
    folder = os.environ.get("COURSE_HAND_INS", "")
    if folder and not os.path.lexists(beside):
        beside.symlink_to(folder, target_is_directory=True)


def _keep_all_in(home: Path) -> None:
    """Let nothing that must last lie in a folder that ends with the server, or that others read."""
    os.umask(0o077)
    temporary = home / ".cache" / "kosovo-kfor-course"
    temporary.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ["TMPDIR"] = str(temporary)
    desk = COURSE / "helpers" / "start" / "desk"
    paths = [str(desk), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(path for path in paths if path)


if __name__ == "__main__":
    sys.exit(main())
