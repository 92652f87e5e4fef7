"""What the pages around threads say, and in which language they say it."""

from __future__ import annotations

from tests.dialogues.threads.conftest import Talk


class PagesTests:
    def test_the_page_of_a_space_lists_its_threads(self, talk: Talk) -> None:
        page = talk.house.browser(talk.my).get(f"/en/members/spaces/{talk.space.slug}/").content.decode()
        assert f'href="{talk.address}"' in page
        assert talk.thread.title in page

    def test_the_page_of_a_thread_is_in_the_language_of_its_address_whatever_is_spoken_there(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        browser.post(talk.address, talk.fields("ຕອບ.", language="lo"))
        for asked in ("", "?language=lo"):
            answer = browser.get(talk.address.replace("/en/", "/th/") + asked)
            assert '<html lang="th"' in answer.content.decode()
        only = browser.get(talk.address + "?language=lo").content.decode()
        assert "ຕອບ." in only
        assert "The hotline is busy at night." not in only
