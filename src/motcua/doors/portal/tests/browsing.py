"""What a browser does that Django's test client does not."""

import io
import os
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image

BIRTH = "dang-ky-khai-sinh"


def on(day, hour):
    """A moment in June 2020, Hà Nội time, after those of the fixtures."""
    return datetime(2020, 6, day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def photo(name="giay.png"):
    """A small picture that no other test has: a real upload, judged by its content."""
    whole = io.BytesIO()
    Image.frombytes("RGB", (40, 60), os.urandom(40 * 60 * 3)).save(whole, "PNG")
    whole.seek(0)
    whole.name = name
    return whole


def inputs(html):
    """The hidden fields that a browser would send back unchanged, by name."""
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))


def draft_of(response):
    """The draft's id, from the address that a page redirects to."""
    return re.search(r"/drafts/([0-9a-f-]{36})/", response["Location"])[1]
