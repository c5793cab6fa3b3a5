"""The form of the editor: a post as it is written, part by part where it is a round-up."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import DateTimeLocalField, Form, HiddenField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app import clock, text
from app.desk.forms import SignedForm
from app.posts import Kind, Part, PartWords, PartWritten, Post, Words, Written, revisions
from app.posts.parts import MOST
from app.site import Site
from app.web import fields

MOST_BYTES = 12 * 2**20
"""So much of a post may be sent: past the limits of its fields, which say which one is too long."""
LARGEST = 10**6
"""Numbers of parts are smaller."""


class PartForm(Form):
    """The part NUMBER of a round-up: what SENT says of it, or else its WORDS."""

    heading = fields.line("Heading", most=200)
    letter = fields.passage("Question", most=40_000)
    signature = fields.line("Signed", most=100)
    body = fields.passage("Answer", most=200_000)

    def __init__(
        self, number: int, sent: MultiDict[str, str] | None = None, words: PartWords | None = None
    ) -> None:
        super().__init__(sent, prefix=f"part-{number}-", data=words._asdict() if words else None)
        self.number = number

    def words(self, question_id: int | None) -> PartWords:
        """As it was typed; it answers the question with QUESTION_ID."""
        letter, body = self.letter.data or "", self.body.data or ""
        return PartWords(
            self.number, self.heading.data or "", letter, self.signature.data or "", body, question_id
        )


class PostForm(SignedForm):
    """A post, as it is written. `order` has the numbers of its parts, as they follow one another."""

    version = IntegerField(widget=HiddenInput())
    order = HiddenField()
    title = fields.line("Title", most=200)
    letter = fields.passage("Question", most=40_000)
    signature = fields.line("Signed", most=100)
    body = fields.passage("Text", most=200_000)
    categories = fields.line("Categories", most=500)
    publish_at = DateTimeLocalField(
        "Publish on", validators=[Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
    )
    parts: list[PartForm]

    @classmethod
    def sent(cls, post: Post) -> "PostForm":
        """What this request says of POST."""
        form = cls()
        numbers = _numbers(form.order.data or "") if post.kind is Kind.ROUND_UP else []
        form.parts = [PartForm(number, request.form) for number in numbers]
        return form.named_for(post)

    @classmethod
    def kept(cls, post: Post, carried: Mapping[str, str]) -> "PostForm":
        """What is kept of POST, with what was typed in other fields and is CARRIED over."""
        typed = revisions.typed(post)
        at = post.publish_at and clock.local(post.publish_at, Site.current().time_zone)
        categories = ", ".join(category.name for category in post.categories)
        form = cls(
            formdata=None,
            version=post.version,
            order=_in_order(typed),
            **typed._replace(parts=())._asdict(),
            categories=carried.get("categories", categories),
            publish_at=at,
        )
        if "publish_at" in carried:
            form.publish_at.raw_data = [carried["publish_at"]]
        form.parts = [PartForm(part.number, words=part) for part in typed.parts]
        return form.named_for(post)

    @property
    def is_without_time(self) -> bool:
        """Whether the time at which to publish it was sent, and is empty."""
        return self.publish_at.data is None and bool(self.publish_at.raw_data)

    def named_for(self, post: Post) -> "PostForm":
        """The same, with the main text called what it is in such a POST."""
        self.body.label.text = main_text(post)
        return self

    def validate(self, extra_validators: None = None) -> bool:
        """Whether each field of it and of its parts is as it should be."""
        return all([super().validate(extra_validators), *(part.validate() for part in self.parts)])

    @property
    def wrong(self) -> Iterator[str]:
        """A sentence for each thing that is not."""
        for errors in chain(self.errors.values(), *(part.errors.values() for part in self.parts)):
            yield from errors

    def written(self, post: Post) -> Written:
        """What was typed of POST, rendered. Its parts answer the questions that they did before."""
        before = (*revisions.saved(post).parts, *revisions.typed(post).parts)
        asked = {part.number: part.question_id for part in before}
        return Written(
            self.title.data or "",
            text.for_reader(self.letter.data or ""),
            self.signature.data or "",
            text.for_author(self.body.data or "", post.body_format),
            tuple(PartWritten.of(part.words(asked.get(part.number))) for part in self.parts),
        )

    def take_back(self, parts: Iterable[Part]) -> None:
        """Have PARTS of the post again, as they were saved, in their places."""
        for part in parts:
            self.parts.insert(part.place, PartForm(part.number, words=part.words))
        self.order.data = ",".join(str(part.number) for part in self.parts)

    def take_letters_of(self, words: Words) -> None:
        """Let no letter stand in it but what is in WORDS: it was erased while this was open."""
        _take_letter(self, words)
        kept = {part.number: part for part in words.parts if part.question_id is None}
        for part in self.parts:
            if part.number in kept:
                _take_letter(part, kept[part.number])

    def carried(self) -> dict[str, Any]:
        """What was typed of it beside the text, which is not kept before the post is saved."""
        return {"categories": self.categories.data or "", "publish_at": request.form.get("publish_at", "")}


def _take_letter(form: "PostForm | PartForm", words: Words | PartWords) -> None:
    """Let FORM say of the letter what WORDS do; a heading stays unless it went with the letter."""
    form.letter.data, form.signature.data = words.letter, words.signature
    name, kept = ("title", words.title) if isinstance(words, Words) else ("heading", words.heading)
    form[name].data = form[name].data if kept else ""


def main_text(post: Post) -> str:
    """What the main text of such a POST is called."""
    return {Kind.ANSWER: "Answer", Kind.ROUND_UP: "Introduction"}.get(post.kind, "Text")


def in_fields(words: Words) -> dict[str, str]:
    """WORDS as the fields of the form have them, each under its name."""
    named = {"order": _in_order(words), **words._replace(parts=())._asdict()}
    named.pop("parts")
    for part in words.parts:
        for field in ("heading", "letter", "signature", "body"):
            named[f"part-{part.number}-{field}"] = getattr(part, field)
    return named


def _in_order(words: Words) -> str:
    return ",".join(str(part.number) for part in words.parts)


def _numbers(order: str) -> list[int]:
    """The numbers in ORDER that parts can have, each once."""
    numbers = (int(each) for each in order.split(",") if each.isdecimal() and len(each) < 8)
    return list(dict.fromkeys(number for number in numbers if 0 < number < LARGEST))[:MOST]
