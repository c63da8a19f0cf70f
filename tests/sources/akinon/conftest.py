"""What the tests of the crawl share: the list of a small platform."""

import pytest

from akinon_lists import PlatformList, platform_list


@pytest.fixture(scope="session")
def made() -> PlatformList:
    """Return the list of a small platform: some thousand districts."""
    return platform_list(cities={74}, located=0.1)
