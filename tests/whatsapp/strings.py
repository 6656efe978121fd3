"""What a call is made of: strings of at most so many characters, and objects without one field besides."""

from pydantic import BaseModel, ConstrainedStr, Extra


class Strict(BaseModel):
    """Refuses every field that is not named."""

    class Config:
        extra = Extra.forbid


class _String(ConstrainedStr):
    """A string with something to see in it."""

    strict = True
    regex = r"(?s).*\S"


class To15(_String):
    max_length = 15


class To20(_String):
    max_length = 20


class To24(_String):
    max_length = 24


class To60(_String):
    max_length = 60


class To64(_String):
    max_length = 64


class To72(_String):
    max_length = 72


class To200(_String):
    max_length = 200


class To256(_String):
    max_length = 256


class To512(_String):
    max_length = 512


class To1024(_String):
    max_length = 1024


class To4096(_String):
    max_length = 4096


class TemplateName(_String):
    regex = r"[a-z0-9_]{1,512}$"


class PhoneNumber(_String):
    regex = r"\+?[1-9][0-9]{6,14}$"


class UserId(_String):
    regex = r"[A-Z]{2}\.[A-Za-z0-9]{1,128}$"
