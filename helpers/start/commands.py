"""The commands of the course. Standard library only: they also run before anything is installed."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from helpers.start import copies, environment, home, port, shadows
from helpers.start.errors import SetupError

ROOT = environment.ROOT
DESK = ROOT / "helpers" / "start" / "desk"


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; foreseen failures end in one sentence."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command != "test":
        _parser().error(f"unknown option {rest[0]}")
    # For a second process of the same command, in the environment of the course.
    options.arguments = arguments
    try:
        code: int = options.action(options, rest)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m helpers", description="Open, test and keep the course.")
    commands = parser.add_subparsers(dest="command", required=True)
    lab = commands.add_parser("lab", help="open the lessons in JupyterLab")
    lab.add_argument("--port", type=int, help="the port that JupyterLab listens on")
    lab.add_argument("--no-browser", action="store_true", help="do not open a browser; print the address")
    lab.add_argument(
        "--originals", action="store_true", help="for authors: open notebooks/ instead of your copies in my/"
    )
    lab.add_argument(
        "--language",
        choices=["en", "sq", "sr-Latn"],
        help="the language of buttons and messages; lessons stay in English",
    )
    lab.set_defaults(action=_lab)
    test = commands.add_parser("test", help="run the tests and all lessons; more words go to pytest")
    test.set_defaults(action=_test)
    refresh = commands.add_parser("refresh", help="for authors: run the lessons and store their outputs")
    refresh.add_argument("lessons", nargs="*", help="two digits of a lesson; all by default")
    refresh.set_defaults(action=_refresh)
    check = commands.add_parser("check", help="look at this computer before a class, and say what to mend")
    asked = check.add_mutually_exclusive_group()
    asked.add_argument(
        "--lessons", action="store_true", help="for authors: the rules for lessons, quizzes, claims and words"
    )
    asked.add_argument(
        "--gallery", action="store_true", help="for authors: write gallery.html, a page with every picture"
    )
    check.set_defaults(action=_check)
    site = commands.add_parser("site", help="build the web edition, which needs no Python, in build/site; needs Node")
    site.add_argument(
        "--address", default="", help="where the site will stand on the web, for search engines and previews"
    )
    site.add_argument(
        "--with-kit", action="store_true", help="put the classroom kit of build/kit into the site and link to it"
    )
    site.set_defaults(action=_site)
    _add_kit(commands)
    return parser


def _add_kit(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    kit = commands.add_parser(
        "kit", help="make the classroom kit: worksheets, slides, plans, questions for platforms, in build/kit"
    )
    kit.add_argument("lessons", nargs="*", help="two digits of a lesson; all by default")
    kit.add_argument(
        "--form",
        action="append",
        default=[],
        dest="forms",
        help="worksheet, slides, plan, moodle, gift, qti, anki or data; may be given several times; all by default",
    )
    kit.add_argument("--no-pdf", action="store_true", help="write pages as HTML only, without Chromium")
    kit.set_defaults(action=_kit)


def _lab(options: argparse.Namespace, _rest: list[str]) -> int:
    if options.port is not None:
        port.refuse_taken(options.port)
    python = environment.ready()
    folder = ROOT / "notebooks" if options.originals else copies.own_folder(ROOT)
    sentences = [] if options.originals else copies.bring(ROOT / "notebooks", folder)
    sentences += shadows.sentences(folder, python)
    for sentence in sentences + home.use_stand_in_if_needed(folder):
        print(sentence, flush=True)
    command = [
        str(python), "-m", "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--LabApp.default_url=/lab/tree/{folder.name}/00_start_here.ipynb",
    ]  # fmt: skip
    if options.port is not None:
        command += [f"--ServerApp.port={options.port}", "--ServerApp.port_retries=0"]
    if options.no_browser:
        command.append("--ServerApp.open_browser=False")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--ServerApp.allow_root=True")
    if options.language:
        os.environ["COURSE_LANGUAGE"] = options.language
    _lay_the_desk()
    print("Opening the course. To stop it, press Control and C in this window.", flush=True)
    return _hand_over(command)


def _lay_the_desk() -> None:
    """Let the JupyterLab that this process starts look like a place to learn; one that is started otherwise stays as it is."""
    paths = [str(DESK), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(path for path in paths if path)


def _hand_over(command: list[str]) -> int:
    if os.name == "nt":
        return subprocess.call(command, cwd=ROOT)
    # On other systems the server takes this process's place, so that a signal to it ends the server.
    os.chdir(ROOT)
    os.execv(command[0], command)
    return 0


def _test(_options: argparse.Namespace, rest: list[str]) -> int:
    python = environment.ready()
    return subprocess.call([str(python), "-m", "pytest", "--nbval", *rest], cwd=ROOT)


def _refresh(options: argparse.Namespace, _rest: list[str]) -> int:
    python = environment.ready()
    if not environment.runs_in(python):
        return _again(python, options)
    environment.bring_authors_packages()
    from helpers.authoring import refresh
    from helpers.base.errors import CourseError

    try:
        for sentence in refresh.run(options.lessons):
            print(sentence, flush=True)
    except CourseError as error:
        raise SetupError(str(error)) from error
    return 0


def _site(options: argparse.Namespace, _rest: list[str]) -> int:
    python = environment.ready()
    if not environment.runs_in(python):
        return _again(python, options)
    from helpers.site import build

    kit = ROOT / "build" / "kit" if options.with_kit else None
    return _in_a_sentence(lambda: build.build(address=options.address, kit=kit))


def _kit(options: argparse.Namespace, _rest: list[str]) -> int:
    python = environment.ready()
    if not environment.runs_in(python):
        return _again(python, options)
    environment.bring_authors_packages()
    from helpers.kit import build

    return _in_a_sentence(lambda: build.build(options.lessons, options.forms, has_pdf=not options.no_pdf))


def _in_a_sentence(do: Callable[[], object]) -> int:
    """Do something of the course; what it foresees to go wrong ends in one sentence."""
    from helpers.base.errors import CourseError

    try:
        do()
    except CourseError as error:
        raise SetupError(str(error)) from error
    return 0


def _again(python: Path, options: argparse.Namespace) -> int:
    """Run the same command with the Python of the course's environment."""
    return subprocess.call([str(python), "-m", "helpers", *options.arguments], cwd=ROOT)


def _check(options: argparse.Namespace, _rest: list[str]) -> int:
    python = environment.ready()
    if not environment.runs_in(python):
        return _again(python, options)
    if options.gallery:
        return _gallery()
    return _check_lessons() if options.lessons else _check_computer()


def _gallery() -> int:
    from helpers.authoring import gallery

    page = ROOT / "gallery.html"
    print(f"{gallery.write_page(page)} pictures in light, dark and print: {page.name}")
    return 0


def _check_computer() -> int:
    from helpers.start import doctor

    print("This computer", *doctor.about(), sep="\n")
    return 1 if _say(doctor.faults()) else 0


def _check_lessons() -> int:
    environment.bring_authors_packages()
    from helpers import authoring

    print("The lessons")
    faults = _say(authoring.faults())
    print("Reading level, minutes in class, balance and bank", *authoring.report(), sep="\n")
    return 1 if faults else 0


def _say(sentences: list[str]) -> int:
    for sentence in sentences or ["  Nothing to mend."]:
        print(sentence if sentence.startswith(" ") else f"  - {sentence}")
    return len(sentences)
