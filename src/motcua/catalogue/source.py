"""A procedure's file becomes a definition; whatever is wrong with it is said with file, line and column."""

from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from motcua.catalogue.definition import Definition
from motcua.catalogue.yamlsource import MAX_PROBLEMS, Problem, Tree, Unreadable, parse


@dataclass(frozen=True)
class Source:
    """A definition together with the places of its parts in the file."""

    definition: Definition
    tree: Tree


def read(text: str | bytes, *, name: str) -> Definition:
    """The procedure written in ``text``; ``name`` is the file's name for messages.

    Raises ``Unreadable``, whose ``problems`` carry file, line, column and a sentence that says what to do.
    """
    return read_source(text, name=name).definition


def read_source(text: str | bytes, *, name: str) -> Source:
    """As ``read``, keeping where each part stands."""
    tree = parse(text, name=name)
    if not isinstance(tree.data, dict):
        raise Unreadable([tree.problem((), "A procedure's file begins with keys such as “format: 1”.")])
    try:
        return Source(definition=Definition.model_validate(tree.data), tree=tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = dict.fromkeys(_problem(tree, detail) for detail in details)
        raise Unreadable(list(problems)[:MAX_PROBLEMS]) from error


def _problem(tree: Tree, detail: ErrorDetails) -> Problem:
    path = list(tree.written(detail["loc"]))
    if detail["type"] == "union_tag_invalid":
        path = list(tree.written([*path, "type"]))
    if detail["type"] == "missing":
        path.append(detail["loc"][-1])
    written = ".".join(str(step) for step in path)
    return tree.problem(path, f"{written}: {_sentence(detail)}" if written else _sentence(detail))


def _sentence(detail: ErrorDetails) -> str:
    given = repr(detail["input"])
    given = given if len(given) <= 60 else given[:57] + "…"
    match detail["type"]:
        case "extra_forbidden":
            return "this key is not known here. Check the spelling or remove it."
        case "missing":
            return "is missing. Add it."
        case "string_type":
            return f"must be text, but {given} is not. Put it in quotes."
        case "union_tag_invalid":
            context = detail["ctx"]
            return f"“{context['tag']}” is no type of question; known are {context['expected_tags']}."
        case "value_error":
            return detail["msg"].removeprefix("Value error, ") + "."
        case _:
            return f"{detail['msg']} (found {given})."
