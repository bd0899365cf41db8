"""Finding procedures by the people's words: without marks, with slips of the finger, the best first.

A city has some 2,000 procedures, described with some 2,000 syllables. So few are kept in memory: the similarity of
texts in the database (pg_trgm) costs a third of a millisecond for each procedure, and cannot tell that a word in the
name counts more than one in the synonyms. Vietnamese is written in short syllables, each of which has many
meanings: which syllables stand side by side says more than which ones occur.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log

MOST_FOUND = 200
MOST_WORDS = 24
LONGEST = 24  # letters of a word in which a slip is looked for
LONG = 7  # words; in a longer question small and unknown words are left out, and less must fit
SLIP, BEGUN = 0.7, 0.75
ENOUGH, ENOUGH_OF_LONG = 0.6, 0.4

_SMALL = frozenset(
    word
    for words in (
        "ai anh ban bi cac can chi cho co cua da dau de den di do dung duoc em gi hay hoi khi khong la len ma",
        "minh mot muon nao nay nen neu nhu nhung o phai qua ra rang roi sao se ta tai theo thi toi tu va vao ve vi",
        "voi xin the a an for how i in is my need of the to want what",
    )
    for word in words.split()
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"

Weights = dict[int, float]
Near = dict[str, float]


@dataclass(frozen=True)
class Entry:
    """One procedure: its plain words (small letters, no marks), those of the name apart."""

    code: str
    name: str
    words: str
    field: str = ""
    level: str = ""


def syllables(plain: str) -> list[str]:
    """The syllables of plain words; `ky` and `ki` are one, for people write both."""
    return [re.sub(r"(?<=.)y$", "i", word) for word in plain.split()]


class Index:
    """The words of all procedures, ready to be searched. Nothing in it changes; threads may share it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: (entry.name, entry.code))
        self._where: dict[str, set[int]] = defaultdict(set)
        self._beside: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._named: dict[str, set[int]] = defaultdict(set)
        self._named_beside: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for text, where, beside in (
                (entry.words, self._where, self._beside),
                (entry.name, self._where, self._beside),
                (entry.name, self._named, self._named_beside),
            ):
                words = syllables(text)
                for word in words:
                    where[word].add(number)
                for pair in pairwise(words):
                    beside[pair].add(number)
        self._length = [len(syllables(entry.name)) for entry in self.entries]
        self._known = sorted(self._where)
        self._near = lru_cache(maxsize=4_096)(self._alike)

    def find(self, asked: str, *, field: str = "", level: str = "") -> list[str]:
        """The codes of what fits the plain words `asked`, best first, at most `MOST_FOUND`."""
        words = self._understood(asked)
        if not words:
            return []
        begun = [3] * (len(words) - 1) + [1 if len(words) > 1 else 2]  # the last word may still be in the typing
        near = [self._near(word, least) for word, least in zip(words, begun, strict=True)]
        weight = [max((self._rarity(one) * w for one, w in found.items()), default=self._rarity("")) for found in near]
        everywhere = _covered(near, weight, self._where)
        side = _side_by_side(near, self._beside)
        named, named_side = _covered(near, weight, self._named), _side_by_side(near, self._named_beside)
        enough = ENOUGH_OF_LONG if len(asked.split()) > LONG else ENOUGH
        ranked = []
        for number, share in everywhere.items():
            entry = self.entries[number]
            together = side.get(number, 0.0)
            if (field and entry.field != field) or (level and entry.level != level):
                continue
            if share < 0.95 and (share < enough or (len(words) > 1 and together < enough / 2)):
                continue
            score = share + together + named.get(number, 0.0) / 2 + named_side.get(number, 0.0)
            ranked.append((-score, self._length[number], number))
        return [self.entries[number].code for _score, _length, number in sorted(ranked)[:MOST_FOUND]]

    def _understood(self, asked: str) -> list[str]:
        """What was asked, word by word: what was written together is taken apart, small words go where many stand."""
        found: list[str] = []
        for word in syllables(asked)[:MOST_WORDS]:
            found += [word] if word in self._where else self._apart(word)
        if len(found) <= LONG:
            return found
        return [word for word in found if word not in _SMALL and self._near(word, 3)] or found

    def _apart(self, word: str) -> list[str]:
        """`kethon` as `ket hon`, when these stand side by side somewhere."""
        cuts = ((word[:at], syllables(word[at:])[0]) for at in range(2, len(word) - 1))
        best = max(cuts, key=lambda pair: len(self._beside.get(pair, ())), default=None)
        return list(best) if best is not None and best in self._beside else [word]

    def _rarity(self, word: str) -> float:
        return 0.2 + log(1 + len(self.entries) / (1 + len(self._where.get(word, ()))))

    def _alike(self, word: str, least: int) -> Near:
        """The known words for which `word` may stand, and how surely: itself 1, a slip of the finger less.

        From `least` letters on it may be the beginning of one.
        """
        found: Near = {}
        if 3 <= len(word) <= LONGEST:
            found.update((one, SLIP) for one in _slips(word) if one in self._where)
        if len(word) >= least:
            found.update((one, BEGUN) for one in self._known if one.startswith(word))
        if word in self._where:
            found = {one: w / 2 for one, w in found.items()}  # it is a word as it stands
            found[word] = 1.0
        return found


def _slips(word: str) -> Iterator[str]:
    """What one finger makes of `word`: two letters changed about, one too few, another one, one too many."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _ALPHABET)
        yield from (before + letter + after for letter in _ALPHABET)


def _covered(near: Sequence[Near], weight: Sequence[float], where: Mapping[str, set[int]]) -> Weights:
    """How much of the words each procedure has, 0 to 1, rare words counting more."""
    total = sum(weight)
    shares: Weights = defaultdict(float)
    for found, worth in zip(near, weight, strict=True):
        best: Weights = {}
        for word, sureness in sorted(found.items(), key=lambda pair: pair[1]):
            best.update(dict.fromkeys(where.get(word, ()), sureness))
        part = worth / total
        for number, sureness in best.items():
            shares[number] += part * sureness
    return shares


def _side_by_side(near: Sequence[Near], beside: Mapping[tuple[str, str], set[int]]) -> Weights:
    """Which share of the neighbours in the question are neighbours in each procedure, 0 to 1."""
    shares: Weights = defaultdict(float)
    for left, right in pairwise(near):
        best: Weights = {}
        pairs = ((a * b, (one, two)) for one, a in left.items() for two, b in right.items() if (one, two) in beside)
        for sureness, pair in sorted(pairs):
            best.update(dict.fromkeys(beside[pair], sureness))
        for number, sureness in best.items():
            shares[number] += sureness / (len(near) - 1)
    return shares
