"""The token, and taking it out of whatever is shown: servers can be made to repeat it."""

import base64
import html
import json
import logging
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

Hide = Callable[[str], str]

_SHOWN = 60
_LOOKED_AT = 1 << 14
_LEAST = 8
_NAMED = {'"': "quot", "&": "amp", "'": "apos", "<": "lt", ">": "gt"}
_CHAR_OF_NAME = {name: char for char, name in _NAMED.items()}
_ESCAPE = re.compile(
    r"\\(?:u00|x)([2-7][0-9a-fA-F])|%(?:25){0,8}([2-7][0-9a-fA-F])"
    r"|&(?:amp;){0,8}(?:#[xX]0{0,8}([2-7][0-9a-fA-F])|#0{0,8}(\d{2,3})"
    rf"|({'|'.join(_CHAR_OF_NAME)}));"
)
_LOGGERS = (
    "httpx",
    *(f"httpcore.{part}" for part in ("connection", "http11", "http2", "proxy", "socks")),
)


class Secret:
    """A token that shows nowhere.

    Parameters
    ----------
    token : str
        ASCII, without spaces.

    Attributes
    ----------
    header : str
        What is sent as ``Authorization``.
    """

    __slots__ = ("_canonical", "_pattern", "_token", "_written")

    def __init__(self, token: str) -> None:
        self._token = token
        encoded = list(_encoded(token))
        self._written = sorted({token, *_as_written(token)}, key=len, reverse=True)
        patterns = [*map(re.escape, self._written), *map(_in_any_form, (token, *encoded))]
        self._pattern = re.compile("|".join(patterns))
        plain = map(_canonical, (token, *encoded))
        self._canonical = [text for text in plain if len(text) >= _LEAST]

    @property
    def header(self) -> str:
        """The Authorization header."""
        return f"Token {self._token}"

    def __repr__(self) -> str:
        """Show where the token would be."""
        return "[the token]"

    def hide(self, text: str) -> str:
        """Take the token out of text.

        Parameters
        ----------
        text : str
            Whole: what is cut first may leave a piece of the token.

        Returns
        -------
        str
            The same with ``[the token]`` in its place, whether it stood there as it is, with
            some or all characters escaped (as Python, JSON, URLs or HTML do), in Base64 or
            in hexadecimal digits.
        """
        return self._pattern.sub(repr(self), text)

    def is_in(self, text: str) -> bool:
        """Tell whether text of any length has the token, in any of these forms.

        A token so short that it is part of names is no secret, and not looked for.
        """
        if len(self._token) < _LEAST:
            return False
        plain = _canonical(text)
        return any(form in text for form in self._written) or any(
            form in plain for form in self._canonical
        )


class HidingFilter(logging.Filter):
    """Takes a token out of what the HTTP libraries log of requests and answers.

    Parameters
    ----------
    secret : Secret
        The token.
    """

    def __init__(self, secret: Secret) -> None:
        super().__init__()
        self._secret = secret

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a record that has it."""
        message = record.getMessage()
        hidden = self._secret.hide(message)
        if hidden != message:
            record.msg, record.args = hidden, ()
        return True

    def add(self) -> None:
        """Begin."""
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self)

    def remove(self) -> None:
        """End."""
        for name in _LOGGERS:
            logging.getLogger(name).removeFilter(self)


def shown(value: object, hide: Hide = str) -> str:
    """Write a value of the server's for people: on one line, and short.

    Parameters
    ----------
    value : object
        Anything out of JSON.
    hide : callable
        Takes the token out; before anything is cut.

    Returns
    -------
    str
        Its representation, cut where it is long.
    """
    if isinstance(value, str):
        value = hide(value[:_LOOKED_AT])
        text = repr(value) if value.isprintable() else ascii(value)
    else:
        text = repr(value)
    text = hide(text[:_LOOKED_AT])
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _encoded(token: str) -> Iterator[str]:
    """Return what Base64 and hexadecimal make of a token, wherever in a text it stands."""
    raw = token.encode()
    for before in range(3):
        text = base64.b64encode(bytes(before) + raw).decode()
        whole = text[(0, 2, 3)[before] : (before + len(raw)) * 8 // 6]
        if len(whole) >= _LEAST:
            yield whole
            yield whole.replace("+", "-").replace("/", "_")
    if len(raw) * 2 >= _LEAST:
        yield raw.hex()
        yield raw.hex().upper()


def _as_written(token: str) -> Iterator[str]:
    """Return a token as Python, JSON, URLs and HTML write it, and what they make of that.

    Of a token that looks like an escape itself, ``_in_any_form`` would not know these.
    """
    writers: tuple[Hide, ...] = (
        lambda text: repr(text)[1:-1],
        lambda text: json.dumps(text)[1:-1],
        lambda text: quote(text, safe=""),
        html.escape,
    )
    for first in writers:
        yield first(token)
        yield from (second(first(token)) for second in writers)


def _in_any_form(text: str) -> str:
    """Return a pattern of a text, each character as it is or escaped.

    Every part is atomic, so that nothing is tried twice.
    """
    return "".join(_char_in_any_form(run[0]) for run in re.findall(r"\\+|.", text))


def _char_in_any_form(char: str) -> str:
    if char == "\\":
        return rf"(?>(?:(?:{_coded(char)}|\\){{1,64}}+(?:u005[cC]|x5[cC])?){{1,64}}+)"
    digits = f"(?i:{ord(char):02x})"
    coded = _coded(char)
    return rf"(?>{_BACKSLASHES}(?:{coded}|u00{digits}|x{digits}|{re.escape(char)}))"


def _coded(char: str) -> str:
    """Return a pattern of a character as URLs and HTML write it, also of what they wrote."""
    digits = f"(?i:{ord(char):02x})"
    named = f"|{_NAMED[char]}" if char in _NAMED else ""
    return (
        rf"%(?:25){{0,8}}{digits}"
        rf"|&(?:amp;){{0,8}}(?:#[xX]0{{0,8}}{digits}|#0{{0,8}}{ord(char)}{named});"
    )


_BACKSLASHES = rf"(?:{_coded(chr(92))}|\\){{0,16}}+"


def _canonical(text: str) -> str:
    """Undo every escape of an ASCII character, and leave backslashes out."""
    if "\\" in text or "%" in text or "&" in text:
        text = _ESCAPE.sub(_unescaped, text).replace("\\", "")
    return text


def _unescaped(match: re.Match[str]) -> str:
    escaped, in_address, in_html, number, name = match.groups()
    digits = escaped or in_address or in_html
    if name:
        return _CHAR_OF_NAME[name]
    code = int(digits, 16) if digits else int(number)
    return chr(code) if code < 128 else match[0]
