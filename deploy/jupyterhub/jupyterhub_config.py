"""JupyterHub for one class on one machine. Each setting says why it stands here; deploy/README.md says how to use it.

What differs from machine to machine comes from the environment:

COURSE_HUB_PASSWORD_FILE  the file with the shared password of a closed room; with it anybody can enter under any name
COURSE_HUB_SPAWNER        "systemd" (the usual), or "simple" for the tests of this course, which gives no protection
COURSE_HUB_HOMES          with "simple", the folder in which each name gets a home
COURSE_HUB_TEACHER        the account of the teacher: it gets the teachers' notebook, reads hand-ins and looks after servers
COURSE_HUB_TEACHER_PASSWORD_FILE  the file with the teacher's own password, where the room has one password; 32 signs or more
COURSE_HUB_HAND_INS       the folder to which learners add what they hand in, and which the teacher reads
COURSE_HUB_HAND_INS_GROUP the group that may read it
COURSE_HUB_ADDRESS        where learners find the hub; http://:8000 by default
COURSE_HUB_STATE          the folder of what the hub itself keeps; /var/lib/kosovo-kfor-course by default
"""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub gives it to this file.

COURSE = Path(__file__).resolve().parents[2]
LEARNER = [sys.executable, str(COURSE / "deploy" / "jupyterhub" / "learner.py")]
# Longer than a double lesson with its break: a learner who listens must not lose the kernel.
IDLE_SECONDS = 2 * 60 * 60

TEACHER = os.environ.get("COURSE_HUB_TEACHER", "")
HAND_INS = os.environ.get("COURSE_HUB_HAND_INS", "")
HAND_INS_GROUP = os.environ.get("COURSE_HUB_HAND_INS_GROUP", "")

c.JupyterHub.bind_url = os.environ.get("COURSE_HUB_ADDRESS", "http://:8000")
STATE = os.environ.get("COURSE_HUB_STATE", "/var/lib/kosovo-kfor-course")
c.JupyterHub.hub_ip = "127.0.0.1"
# What the hub knows of its users; their answers are never here.
c.JupyterHub.db_url = f"sqlite:///{STATE}/hub.sqlite"
c.JupyterHub.cookie_secret_file = f"{STATE}/cookie_secret"
c.ConfigurableHTTPProxy.pid_file = f"{STATE}/proxy.pid"
# Learners' servers go on while the hub restarts, and are found again.
c.JupyterHub.cleanup_servers = False
c.JupyterHub.cleanup_proxy = False

# Who may enter. A closed room with one password for all; for accounts of the machine take "pam"; for those of a school's own
# login take an authenticator of oauthenticator, as in the example at the end.
password_file = os.environ.get("COURSE_HUB_PASSWORD_FILE", "")
if password_file:
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = Path(password_file).read_text(encoding="utf-8").strip()
    c.Authenticator.allow_all = True
    teacher_password_file = os.environ.get("COURSE_HUB_TEACHER_PASSWORD_FILE", "")
    if teacher_password_file:
        # Without it nobody can enter under the teacher's name.
        c.SharedPasswordAuthenticator.admin_password = Path(teacher_password_file).read_text(encoding="utf-8").strip()
else:
    c.JupyterHub.authenticator_class = "pam"
    c.LocalAuthenticator.create_system_users = False
    # Whoever has an account on this machine.
    c.Authenticator.allow_all = True
# A name becomes the name of an account and of a folder. Where the room has one password, systemd makes account and folder
# (/var/lib/NAME): the beginning keeps learners from the folders of the system.
c.Authenticator.username_pattern = "^class-[a-z0-9][a-z0-9-]{0,20}$" if password_file else "^[a-z][a-z0-9-]{0,30}$"

# Every learner's server begins with learner.py, as the learner: it brings the lessons into the learner's own home.
c.Spawner.cmd = LEARNER
c.Spawner.default_url = "/lab/tree/00_start_here.ipynb"
c.Spawner.environment = {"COURSE_ON_A_HUB": "learner", **({"COURSE_HAND_INS": HAND_INS} if HAND_INS else {})}
# A class begins at the bell: with thirty at once on two cores the last server needs more than two minutes.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.JupyterHub.concurrent_spawn_limit = 10

if os.environ.get("COURSE_HUB_SPAWNER", "systemd") == "systemd":
    c.JupyterHub.spawner_class = "systemd"
    # A lesson needs about a third of this; deploy/README.md says how it was measured.
    c.SystemdSpawner.mem_limit = "1G"
    c.SystemdSpawner.cpu_limit = 1.0
    # Nobody sees what others leave in the folder for temporary files.
    c.SystemdSpawner.isolate_tmp = True
    c.SystemdSpawner.isolate_devices = True
    c.SystemdSpawner.disable_user_sudo = True
    c.SystemdSpawner.unit_name_template = "kosovo-course-{USERNAME}"
    # With one password nobody has an account on the machine: systemd gives each name one, with a home in /var/lib/private.
    c.SystemdSpawner.dynamic_users = bool(password_file)
    own = [] if password_file else ["/home/{USERNAME}"]
    c.SystemdSpawner.readwrite_paths = [*own, *([HAND_INS] if HAND_INS else [])]
    if not password_file:
        c.SystemdSpawner.readonly_paths = ["/"]
else:
    # For tests on one computer: all servers run as whoever runs the hub, each with a home of its own.
    c.JupyterHub.spawner_class = "simple"
    c.SimpleLocalProcessSpawner.home_dir_template = os.environ["COURSE_HUB_HOMES"] + "/{username}"


def _know_the_teacher(spawner) -> None:
    """Let the teacher's server bring the teachers' notebook and read what learners hand in."""
    if spawner.user.name != TEACHER:
        return
    spawner.environment = {**spawner.environment, "COURSE_ON_A_HUB": "teacher"}
    if HAND_INS_GROUP and hasattr(spawner, "unit_extra_properties"):
        spawner.unit_extra_properties = {**spawner.unit_extra_properties, "SupplementaryGroups": HAND_INS_GROUP}


c.Spawner.pre_spawn_hook = _know_the_teacher

# A server that nobody uses ends; an open page alone keeps none alive, for learner.py lets idle kernels end too.
c.JupyterHub.load_roles = [
    {
        "name": "culler",
        "services": ["culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
c.JupyterHub.services = [
    {
        "name": "culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE_SECONDS}", "--cull-every=300"],
    }
]
if TEACHER:
    c.Authenticator.admin_users = {TEACHER}

# Login with a school's own accounts: pip install oauthenticator, take out the lines on passwords above, and fill this in.
#
# c.JupyterHub.authenticator_class = "generic-oauth"
# c.GenericOAuthenticator.client_id = "from the school's identity provider"
# c.GenericOAuthenticator.client_secret = "the same"
# c.GenericOAuthenticator.oauth_callback_url = "https://course.school.example/hub/oauth_callback"
# c.GenericOAuthenticator.authorize_url = "https://login.school.example/authorize"
# c.GenericOAuthenticator.token_url = "https://login.school.example/token"
# c.GenericOAuthenticator.userdata_url = "https://login.school.example/userinfo"
# c.GenericOAuthenticator.username_claim = "preferred_username"
# c.GenericOAuthenticator.allowed_groups = {"class-10b"}
