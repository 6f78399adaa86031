"""No extractor is taken at its word: places are checked and values read again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from archive.extraction import PARTS, Extraction, Find, Story
from archive.extraction.interface import LABELS, Annotation
from archive.extraction.rules import Rules
from archive.extractors.answers import Row, annotation_of, reason_for
from archive.extractors.figures import Figures, as_said, figure_at
from archive.extractors.names import Dropped, Names, name_find
from archive.extractors.places import Text, cuts_word

LONGEST = 300
"""Characters of a place: no name and no number has more."""

MALFORMED = "it is no annotation"
OUTSIDE = "its place is not in the story"
TOO_LONG = "its place is too long for a name or a number"
WORDLESS = "its place holds no word"
CUT = "its place begins or ends within a word"
OVERLAPPING = "its place meets that of another one"

Finds = dict[str, list[Find]]


class Checker:
    """Turns annotations of one story into finds; `own` is what our rules found."""

    def __init__(self, story: Story, rules: Rules, own: Extraction) -> None:
        self._story, self._rules = story, rules
        self._names = Names(rules.gazetteer)
        self._texts = {part: Text(story.part(part)) for part in PARTS}
        self._roles = {find.district: find.role for find in own.districts}
        self._figures = Figures(own.figures)

    def check(self, rows: Iterable[Row], rule: str) -> tuple[Finds, Counter[str]]:
        """What stands of an extractor's rows, by label; what does not, by reason."""
        lost: Counter[str] = Counter()
        sound: list[Annotation] = []
        for row in rows:
            annotation = annotation_of(row)
            reason = self._reason_against(annotation) if annotation else MALFORMED
            if reason:
                lost[reason_for(annotation and annotation.label, reason)] += 1
            else:
                sound.append(annotation)
        self._read_numbers(sound)
        finds: Finds = {label: [] for label in LABELS}
        # The longest of those that begin together comes first, and stays.
        sound.sort(key=lambda one: (PARTS.index(one.part), one.start, -one.end))
        ends: dict[tuple[str, str], int] = {}
        for annotation in sound:
            try:
                find = self._find(annotation, rule, lost)
                if find.start < ends.get((find.label, find.part), 0):
                    raise Dropped(OVERLAPPING)
            except Dropped as reason:
                lost[reason_for(annotation.label, reason)] += 1
            else:
                finds[find.label].append(find)
                ends[find.label, find.part] = find.end
        return finds, lost

    def _reason_against(self, annotation: Annotation) -> str:
        text = self._story.part(annotation.part)
        start, end = annotation.start, annotation.end
        if end > len(text):
            return OUTSIDE
        if end - start > LONGEST:
            return TOO_LONG
        if not any(map(str.isalnum, text[start:end])):
            return WORDLESS
        return CUT if cuts_word(text, start, end) else ""

    def _read_numbers(self, sound: Sequence[Annotation]) -> None:
        """Read the numbers that an extractor points at and our rules passed over."""
        places = [
            (one.part, one.start, one.end)
            for one in sound
            if one.label == "figure" and not self._figures.within(one)
        ]
        if places:
            self._figures.add(self._rules.figures_at(self._story, places))

    def _find(self, annotation: Annotation, rule: str, lost: Counter[str]) -> Find:
        """The find that an annotation is; raises Dropped."""
        texts = [self._texts[part] for part in ("body", *PARTS)]
        if annotation.label == "figure":
            figure = figure_at(annotation, self._figures)
            return as_said(figure, annotation, rule, self._names, texts, lost)
        start, end = annotation.start, annotation.end
        surface = self._story.part(annotation.part)[start:end]
        place = annotation.part, start, end, surface, rule, annotation.confidence
        return name_find(annotation, Find(*place), self._names, self._roles, texts)
