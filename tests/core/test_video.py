"""Videos: which addresses are taken, and what becomes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.embeds.exceptions import EmbedNotFoundException

from core.video import VideoFinder, recognise

RUTUBE = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("url", "provider", "watch_url"),
    [
        (f"https://rutube.ru/video/{RUTUBE}/?t=5", "rutube", f"https://rutube.ru/video/{RUTUBE}/"),
        (f"https://www.rutube.ru/play/embed/{RUTUBE}", "rutube", f"https://rutube.ru/video/{RUTUBE}/"),
        (f"https://rutube.ru/shorts/{RUTUBE}/", "rutube", f"https://rutube.ru/video/{RUTUBE}/"),
        (
            f"https://rutube.ru/video/private/{RUTUBE}/?p=Ab-1_x",
            "rutube",
            f"https://rutube.ru/video/private/{RUTUBE}/?p=Ab-1_x",
        ),
        ("https://vk.com/video-22822305_456242110", "vk", "https://vkvideo.ru/video-22822305_456242110"),
        ("https://vkvideo.ru/video-22822305_456242110?pl=1", "vk", "https://vkvideo.ru/video-22822305_456242110"),
        ("https://vkvideo.ru/@centre/video-1_2", "vk", "https://vkvideo.ru/video-1_2"),
        ("https://m.vk.com/clip-1_2", "vk", "https://vkvideo.ru/video-1_2"),
        ("https://vk.com/videos-1?z=video-1_2%2Fpl_-1", "vk", "https://vkvideo.ru/video-1_2"),
        ("https://vk.com/video_ext.php?oid=-1&id=2&hash=ab", "vk", "https://vkvideo.ru/video-1_2"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4", "youtube", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", "youtube", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("http://m.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "vimeo", "https://vimeo.com/76979871"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "vimeo", "https://vimeo.com/76979871/8272103f6e"),
    ],
)
def test_address_of_a_known_provider_is_recognised(url: str, provider: str, watch_url: str) -> None:
    video = recognise(url)
    assert video is not None
    assert (video.provider, video.watch_url) == (provider, watch_url)
    assert recognise(video.watch_url) == video


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org/video/1",
        "https://rutube.ru.example.org/video/" + RUTUBE,
        "https://example.org/?u=https://rutube.ru/video/" + RUTUBE,
        "https://rutube.ru/channel/23463954/",
        "https://rutube.ru/video/" + RUTUBE + "0",
        "https://vk.com/wall-1_2",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/@centre",
        "https://vimeo.com/about",
        "javascript:alert(1)//rutube.ru/video/" + RUTUBE,
        "ftp://vimeo.com/76979871",
        "https://[::1",
        "https://vk.com/video-1_" + "9" * 40,
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    assert recognise(url) is None
    assert not VideoFinder().accept(url)
    with pytest.raises(EmbedNotFoundException):
        VideoFinder().find_embed(url)


@given(st.text(max_size=80), st.sampled_from(["", "https://rutube.ru/", "https://vk.com/", "https://youtu.be/"]))
def test_nonsense_never_fails(text: str, start: str) -> None:
    video = recognise(start + text)
    assert video is None or video.watch_url.startswith("https://")


def test_embed_is_a_plain_link_to_the_provider() -> None:
    data = VideoFinder().find_embed("https://youtu.be/dQw4w9WgXcQ")
    assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">' in data["html"]
    assert "<iframe" not in data["html"]
    assert data["provider_name"] == "YouTube"
