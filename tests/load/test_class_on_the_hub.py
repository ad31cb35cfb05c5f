"""A class on one machine: nobody's answer may be lost, stand in another account, or be read by a neighbour."""

import random
import statistics
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hub as hubs
import pytest
from hub import Hub, Learner

from helpers.quiz import bank

pytestmark = [pytest.mark.load, pytest.mark.skipif(bool(hubs.missing()), reason=hubs.missing() or "-")]
CLASS = 5


def all_at_once(learners: list[Learner], do: Callable[[Learner], object]) -> list:
    with ThreadPoolExecutor(len(learners)) as pool:
        return list(pool.map(do, learners))


def answer_exit_check(learner: Learner) -> None:
    learner.answer_exit_check(random.Random(learner.name))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory):
    with hubs.running(tmp_path_factory.mktemp("hub")) as found:
        yield found


@pytest.fixture(scope="module")
def learners(hub: Hub) -> list[Learner]:
    found = [Learner(hub, f"class-{number}") for number in range(CLASS)]
    all_at_once(found, Learner.log_in)
    all_at_once(found, Learner.start_server)
    all_at_once(found, answer_exit_check)
    return found


def test_every_answer_that_was_called_saved_is_in_its_own_home_and_nowhere_else(
    hub: Hub, learners: list[Learner], capsys
):
    for learner in learners:
        assert learner.acknowledged and hub.answers_of(learner.name) == learner.acknowledged
    with capsys.disabled():
        for what in ("server", "cells", "press"):
            taken = [one for learner in learners for one in learner.seconds[what]]
            print(f"\n{CLASS} learners, {what}: middle {statistics.median(taken):.2f} s, longest {max(taken):.2f} s")


def test_lessons_are_there_and_the_page_with_the_keys_is_not(hub: Hub, learners: list[Learner]):
    for learner in learners:
        names = {path.name for path in (hub.homes / learner.name / "kosovo-kfor-course").glob("*.ipynb")}
        assert hubs.LESSON in names and "00_start_here.ipynb" in names
        assert not any(name.startswith("90") for name in names)


def test_nobody_reaches_the_server_files_or_kernel_of_a_neighbour(hub: Hub, learners: list[Learner]):
    one, other = learners[:2]
    for address in ("api/contents", "api/kernels", f"api/contents/{hubs.LESSON}", f"api/kernels/{other.kernel}", "lab"):
        found = one.session.get(f"{other.server}/{address}", timeout=hubs.SECONDS)
        assert found.status_code in (403, 404), (address, found.status_code)
    assert one.session.get(f"{hub.address}/hub/api/users/{other.name}", timeout=hubs.SECONDS).status_code in (403, 404)
    assert one.session.get(f"{hub.address}/hub/api/users", timeout=hubs.SECONDS).status_code == 403
    outside = one.session.get(f"{one.server}/api/contents/..%2F..%2F{other.name}", timeout=hubs.SECONDS)
    assert outside.status_code in (400, 403, 404)


def test_somebody_without_the_password_does_not_come_in(hub: Hub):
    stranger = Learner(hub, "class-stranger")
    login = f"{hub.address}/hub/login"
    stranger.session.get(login, timeout=hubs.SECONDS)
    form = {
        "username": "class-stranger",
        "password": "guess",
        "_xsrf": stranger.session.cookies.get("_xsrf", path="/hub/"),
    }
    assert stranger.session.post(login, data=form, allow_redirects=False, timeout=hubs.SECONDS).status_code == 403
    assert not (hub.homes / "class-stranger").exists()


@pytest.mark.parametrize("name", ["../etc", "A B", "class-" + "x" * 60, "class-ana;rm", "dpkg", "root"])
def test_a_name_that_can_be_no_account_is_refused(hub: Hub, name: str):
    odd = Learner(hub, name)
    login = f"{hub.address}/hub/login"
    odd.session.get(login, timeout=hubs.SECONDS)
    mark = odd.session.cookies.get("_xsrf", path="/hub/")
    form = {"username": name, "password": hubs.PASSWORD, "_xsrf": mark}
    assert odd.session.post(login, data=form, allow_redirects=False, timeout=hubs.SECONDS).status_code in (400, 403)


def test_a_killed_kernel_loses_nothing(hub: Hub, learners: list[Learner]):
    learner = learners[0]
    learner.kill_kernel()
    assert hub.answers_of(learner.name) == learner.acknowledged
    answer_exit_check(learner)
    assert hub.answers_of(learner.name) == learner.acknowledged


def test_the_hub_may_restart_in_the_middle_of_a_lesson(hub: Hub, learners: list[Learner]):
    learner = learners[1]
    asked = learner.run_lesson()
    hub.stop()
    question = bank.part("07", "exit")[0]
    learner.answer(question.id, asked[question.id][0], question.right_response)
    hub.start()
    assert hub.answers_of(learner.name) == learner.acknowledged
    assert learner.session.get(f"{learner.server}/api/contents/{hubs.LESSON}", timeout=hubs.SECONDS).status_code == 200


def test_two_logins_of_one_account_share_its_answers(hub: Hub, learners: list[Learner]):
    again = Learner(hub, learners[2].name)
    again.log_in()
    again.start_server()
    answer_exit_check(again)
    assert hub.answers_of(again.name) == [*learners[2].acknowledged, *again.acknowledged]


def test_an_edited_copy_and_the_answers_survive_the_end_of_a_server(hub: Hub, learners: list[Learner]):
    lesson = hub.homes / learners[3].name / "kosovo-kfor-course" / "00_start_here.ipynb"
    text = lesson.read_text(encoding="utf-8").replace(
        "Write here: double-click", "My line. Write here: double-click", 1
    )
    assert "My line." in text
    lesson.write_text(text, encoding="utf-8")
    learner = learners[3]
    stopped = learner.session.get(f"{hub.address}/hub/home", timeout=hubs.SECONDS)
    assert stopped.status_code == 200
    mark = {"X-XSRFToken": learner.session.cookies.get("_xsrf", path="/hub/") or ""}
    learner.session.delete(f"{hub.address}/hub/api/users/{learner.name}/server", headers=mark, timeout=hubs.SECONDS)
    again = Learner(hub, learner.name)
    again.log_in()
    again.start_server()
    assert "My line." in lesson.read_text(encoding="utf-8")
    assert hub.answers_of(learner.name) == learner.acknowledged
    answer_exit_check(again)
    assert hub.answers_of(again.name) == [*learner.acknowledged, *again.acknowledged]


def test_the_course_itself_stays_as_it_was(hub: Hub, learners: list[Learner], tmp_path: Path):
    course = Path(hubs.CONFIG).parents[2]
    assert not list((course / "notebooks").glob("*.sqlite")) and not (course / "my" / "class-0").exists()
