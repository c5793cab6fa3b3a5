"""The rows of an export, as they stand in the file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """Someone who wrote there. Exports of version 1.0 name only logins."""

    login: str
    number: str = ""
    email: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment. `user` is the number of the account that wrote it, 0 for none; `approved` its state."""

    number: str
    parent: str
    user: str
    name: str
    email: str
    date: str
    date_gmt: str
    approved: str
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A post, a page, or one of the many other things that WordPress calls a post."""

    number: str
    type: str
    status: str
    login: str
    title: str
    name: str
    link: str
    password: str
    date: str
    date_gmt: str
    body: str
    categories: tuple[str, ...]
    remarks: tuple[Remark, ...]
