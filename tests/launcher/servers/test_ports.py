"""Ports that are given are free."""

from __future__ import annotations

import socket

from portal.launcher.servers.ports import free_ports


class FreePortsTests:
    def test_a_port_in_use_is_passed_over_and_none_is_given_twice(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            number = taken.getsockname()[1]
            given = free_ports(3, [number])
        assert number not in given
        assert len(set(given)) == 3

    def test_a_liked_port_comes_first(self) -> None:
        liked = free_ports(1)[0]
        assert free_ports(2, [liked])[0] == liked
