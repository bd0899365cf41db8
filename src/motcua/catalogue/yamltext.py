"""A definition written as a YAML file that a person can go on editing; `source.read` makes the same of it."""

import json
from typing import Any

import yaml
from pydantic import BaseModel

from motcua.catalogue.definition import Definition, canonical


def written(definition: Definition) -> str:
    """In the order of the format; words that have only their Vietnamese in short form."""
    data = _ordered(json.loads(canonical(definition)), definition)
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110))


class _Dumper(yaml.SafeDumper):
    """Without aliases: two parts that are alike are written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _ordered(data: Any, part: object) -> Any:
    if isinstance(data, dict):
        if set(data) == {"vi"}:
            return data["vi"]
        if isinstance(part, BaseModel):
            fields = {field.alias or name: getattr(part, name) for name, field in type(part).model_fields.items()}
            return {key: _ordered(data[key], fields[key]) for key in fields if key in data}
        return data
    if isinstance(data, list):
        parts = part if isinstance(part, list) and len(part) == len(data) else [None] * len(data)
        return [_ordered(item, one) for item, one in zip(data, parts, strict=True)]
    return data
