"""Whether the parts of a catalogue file fit together."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import models

from localities import counting
from reports.catalogue import rules, templates
from reports.catalogue.computing import needs
from reports.catalogue.definitions import (
    ExhibitDefinition,
    Faults,
    FormDefinition,
    IndicatorDefinition,
    NodeDefinition,
    RuleDefinition,
    SentenceDefinition,
)
from reports.catalogue.form import FormIndicator
from reports.catalogue.models import (
    Annex,
    Exhibit,
    FormVersion,
    Indicator,
    OutlineNode,
    Rule,
    Section,
    Sentence,
)
from reports.catalogue.templates import Shape, TemplateError

YES_NO_UNIT = "có/không"
PERCENT_UNIT = "%"
EVERY = {
    "stock": (Indicator.Time.STOCK,),
    "number": (Indicator.Time.FLOW, Indicator.Time.STOCK, Indicator.Time.YEARLY),
}
_LEVEL_ABOVE = {
    OutlineNode.Level.HEADING: OutlineNode.Level.PART,
    OutlineNode.Level.SUBHEADING: OutlineNode.Level.HEADING,
}


def every(definition: FormDefinition, selector: str) -> tuple[str, ...]:
    """The codes that "stock" or "number" stands for: plain counted lines, typed or counted."""
    return tuple(
        line.code
        for line in definition.indicators
        if line.time in EVERY[selector]
        and line.places in (Indicator.Places.SUM, Indicator.Places.OFFICE)
        and line.source != Indicator.Source.COMPUTED
    )


def validate(definition: FormDefinition, faults: Faults) -> None:
    """Add a line for every fault; an empty ``faults`` afterwards means that the file is sound."""
    _Check(definition, faults).run()


class _Check:
    def __init__(self, definition: FormDefinition, faults: Faults) -> None:
        self.definition = definition
        self.faults = faults
        self.lines: Mapping[str, IndicatorDefinition] = {
            line.code: line for line in definition.indicators
        }
        self.sections = {section.code for section in definition.sections} | faults.broken
        self.nodes = {node.code for node in definition.outline} | faults.broken

    def run(self) -> None:
        self._duplicates()
        for line in self.definition.indicators:
            self._indicator(line)
        self._circles()
        for rule in self.definition.rules:
            self._rule(rule)
        self._outline()
        for sentence in self.definition.sentences:
            self._sentence(sentence)
        for exhibit in self.definition.exhibits:
            self._exhibit(exhibit)
        self._report_words()
        self._lengths()

    def _knows(self, code: str) -> bool:
        return code in self.lines or code in self.faults.broken

    def _duplicates(self) -> None:
        form = self.definition
        self._once("Đơn vị tính", form.units)
        self._once("Lĩnh vực", [row.code for row in form.sections])
        self._once("Chỉ tiêu", [row.code for row in form.indicators])
        self._once("Quy tắc", [row.code for row in form.rules])
        self._once("Đề mục", [row.code for row in form.outline])
        self._once("Câu", [row.code for row in form.sentences])
        self._once("Bảng, biểu đồ", [row.code for row in form.exhibits])
        self._once("Phụ lục", [row.kind.value for row in form.annexes])

    def _once(self, label: str, codes: Iterable[str]) -> None:
        seen: set[str] = set()
        for code in codes:
            if code in seen:
                self.faults.add(f"{label} {code}", "ghi hai lần")
            seen.add(code)

    # --- indicators ---------------------------------------------------------------------------

    def _indicator(self, line: IndicatorDefinition) -> None:
        where = f"Chỉ tiêu {line.code}"
        if not templates.CODE.fullmatch(line.code):
            self.faults.add(where, "mã phải viết theo kiểu “VH.PANO”")
        elif line.section not in self.sections:
            self.faults.add(where, f"không có lĩnh vực “{line.section}”")
        if line.unit not in self.definition.units:
            self.faults.add(where, f"không có đơn vị tính “{line.unit}”")
        if line.decimals not in (0, 1, 2):
            self.faults.add(where, "số chữ số thập phân chỉ từ 0 đến 2")
        self._as_of(line, where)
        self._formula(line, where)
        self._register(line.register, where)
        self._unit_fits(line, where)

    def _as_of(self, line: IndicatorDefinition, where: str) -> None:
        if line.as_of in (Indicator.AsOf.CUT_OFF, Indicator.AsOf.ROUND):
            return
        day_and_month = line.as_of_day_and_month
        # 2023 is no leap year: 29/02 is not a day that every year has.
        if day_and_month is None or not _is_day(*day_and_month):
            self.faults.add(
                where, f"thời điểm “{line.as_of}” phải là cut-off, round hoặc ngày như “31/10”"
            )

    def _formula(self, line: IndicatorDefinition, where: str) -> None:
        ratio = (line.numerator, line.denominator)
        is_ratio = line.places == Indicator.Places.RATIO
        if is_ratio and not all(ratio):
            self.faults.add(where, "tỷ lệ phải có đủ tử số và mẫu số")
        if is_ratio and line.parts:
            self.faults.add(where, "tỷ lệ không cộng từ các số thành phần")
        if not is_ratio and any(ratio):
            self.faults.add(where, "chỉ tỷ lệ mới có tử số và mẫu số")
        if line.register and needs(line):
            self.faults.add(where, "chỉ tiêu tự tính thì không đếm từ sổ")
        for code in needs(line):
            if not self._knows(code):
                self.faults.add(where, f"công thức dùng chỉ tiêu “{code}” không có")
            elif code in self.lines and self.lines[code].places in _NOT_ADDED:
                self.faults.add(where, f"công thức dùng “{code}” không phải là số cộng được")

    def _register(self, name: str, where: str) -> None:
        """Judged against the registers of this portal; a portal without registers judges none."""
        known = counting.names()
        if name and known and name not in known:
            self.faults.add(where, f"không có sổ nào đếm được “{name}”")

    def _unit_fits(self, line: IndicatorDefinition, where: str) -> None:
        is_yes_no = line.places == Indicator.Places.YES
        if is_yes_no != (line.unit == YES_NO_UNIT):
            self.faults.add(where, f"“{YES_NO_UNIT}” chỉ dùng cho chỉ tiêu đếm số đơn vị có")
        if (line.places == Indicator.Places.RATIO) != (line.unit == PERCENT_UNIT):
            self.faults.add(where, f"“{PERCENT_UNIT}” chỉ dùng cho tỷ lệ")

    def _circles(self) -> None:
        reported: set[str] = set()
        for code in self.lines:
            circle = self._circle_from(code)
            if circle and not reported.intersection(circle):
                self.faults.add(f"Chỉ tiêu {code}", f"công thức vòng tròn: {' → '.join(circle)}")
                reported.update(circle)

    def _circle_from(self, start: str) -> list[str]:
        """The way from a code back to itself through formulas; empty when there is none."""
        waiting = [[start]]
        seen: set[str] = set()
        while waiting:
            way = waiting.pop()
            line = self.lines.get(way[-1])
            for code in needs(line) if line else ():
                if code == start:
                    return [*way, code]
                if code not in seen:
                    seen.add(code)
                    waiting.append([*way, code])
        return []

    # --- rules --------------------------------------------------------------------------------

    def _rule(self, rule: RuleDefinition) -> None:
        where = f"Quy tắc {rule.code}"
        for code in (*rule.left, *rule.right):
            if not self._knows(code):
                self.faults.add(where, f"không có chỉ tiêu “{code}”")
        if rule.check == Rule.Check.AT_MOST:
            self._two_sides(rule, where)
        else:
            self._one_side(rule, where)
        has_limits = rule.percent is not None and rule.units is not None
        if (rule.check == Rule.Check.MOVES) != has_limits:
            self.faults.add(
                where, "“percent” và “units” đi cùng phép kiểm tra moves, và chỉ với nó"
            )
        if min(rule.percent or 0, rule.units or 0) < 0:
            self.faults.add(where, "“percent” và “units” không được nhỏ hơn 0")
        self._rule_sentence(rule, where)

    def _two_sides(self, rule: RuleDefinition, where: str) -> None:
        if not rule.left or not rule.right or rule.every:
            self.faults.add(
                where, "phép kiểm tra at-most cần cả “left” và “right”, không có “every”"
            )

    def _one_side(self, rule: RuleDefinition, where: str) -> None:
        if rule.right or bool(rule.left) == bool(rule.every):
            self.faults.add(where, "so với năm trước chỉ cần “left” hoặc “every”")
        if rule.every and rule.every not in EVERY:
            self.faults.add(where, f"mục “every” ghi “{rule.every}”, chỉ nhận: {', '.join(EVERY)}")

    def _rule_sentence(self, rule: RuleDefinition, where: str) -> None:
        if rule.check == Rule.Check.AT_MOST:
            known = {*rules.SIDES, *rule.left, *rule.right}
        else:
            known = set(rules.AGAINST_LAST_YEAR)
        for word in rules.PLACEHOLDER.findall(rule.sentence):
            if word not in known:
                self.faults.add(where, f"câu báo không hiểu “{{{word}}}”")

    # --- outline and sentences ----------------------------------------------------------------

    def _outline(self) -> None:
        levels: dict[str, OutlineNode.Level] = {}
        for node in self.definition.outline:
            self._node(node, levels)
            levels[node.code] = node.level
            self._words_only(node.title, f"Đề mục {node.code}")

    def _node(self, node: NodeDefinition, levels: Mapping[str, OutlineNode.Level]) -> None:
        where = f"Đề mục {node.code}"
        if node.section and node.section not in self.sections:
            self.faults.add(where, f"không có lĩnh vực “{node.section}”")
        above = _LEVEL_ABOVE.get(node.level)
        if above is None:
            if node.parent:
                self.faults.add(where, "một phần không nằm dưới đề mục nào")
        elif levels.get(node.parent) != above and node.parent not in self.faults.broken:
            self.faults.add(
                where, f"đề mục cha “{node.parent}” phải đứng trước và là một {above.label}"
            )

    def _sentence(self, sentence: SentenceDefinition) -> None:
        where = f"Câu {sentence.code}"
        if sentence.node not in self.nodes:
            self.faults.add(where, f"không có đề mục “{sentence.node}”")
        try:
            condition = templates.parse_condition(sentence.when)
            parts = templates.parse(sentence.template)
        except TemplateError as error:
            self.faults.add(where, str(error))
            return
        if condition and not self._knows(condition.code):
            self.faults.add(where, f"điều kiện dùng chỉ tiêu “{condition.code}” không có")
        for slot in templates.slots(parts):
            self._slot(slot, where)

    def _slot(self, slot: templates.Slot, where: str) -> None:
        match slot:
            case templates.FigureSlot(code, shape):
                self._figure_slot(code, shape, where)
            case templates.TargetSlot(code) if not self._knows(code):
                self.faults.add(where, f"không có chỉ tiêu “{code}”")
            case templates.ListSlot(name):
                self._register(name, where)

    def _figure_slot(self, code: str, shape: Shape, where: str) -> None:
        line = self.lines.get(code)
        if line is None:
            if not self._knows(code):
                self.faults.add(where, f"không có chỉ tiêu “{code}”")
        elif not fits(shape, line):
            self.faults.add(where, f"cách viết “{shape}” không dùng được cho {code}")

    def _exhibit(self, exhibit: ExhibitDefinition) -> None:
        where = f"Bảng, biểu đồ {exhibit.code}"
        if exhibit.node not in self.nodes:
            self.faults.add(where, f"không có đề mục “{exhibit.node}”")
        if not exhibit.indicators:
            self.faults.add(where, "phải có chỉ tiêu")
        if exhibit.kind != Exhibit.Kind.COMPARISON and len(exhibit.indicators) > 1:
            self.faults.add(where, "một biểu đồ chỉ trả lời về một chỉ tiêu")
        for code in exhibit.indicators:
            line = self.lines.get(code)
            if line is None and not self._knows(code):
                self.faults.add(where, f"không có chỉ tiêu “{code}”")
            elif line is not None and (line.sensitive or line.places not in _SHOWN[exhibit.kind]):
                self.faults.add(where, f"chỉ tiêu {code} không xếp được theo cách này")
        self._words_only(exhibit.title, where)
        self._words_only(exhibit.question, where)

    def _report_words(self) -> None:
        form = self.definition
        for text in (form.subject, form.opening, form.closing):
            self._words_only(text, f"Biểu mẫu {form.code}")
        for annex in form.annexes:
            self._words_only(annex.title, f"Phụ lục {annex.kind.value}")

    def _lengths(self) -> None:
        """The database holds no longer text; PostgreSQL would refuse it in its own words."""
        form = self.definition
        rows: tuple[tuple[str, type[models.Model], Iterable[object]], ...] = (
            ("Biểu mẫu", FormVersion, [form]),
            ("Lĩnh vực", Section, form.sections),
            ("Chỉ tiêu", Indicator, form.indicators),
            ("Quy tắc", Rule, form.rules),
            ("Đề mục", OutlineNode, form.outline),
            ("Câu", Sentence, form.sentences),
            ("Bảng, biểu đồ", Exhibit, form.exhibits),
            ("Phụ lục", Annex, form.annexes),
        )
        for label, model, definitions in rows:
            for row in definitions:
                self._length(row, label, _limits(model))

    def _length(self, row: object, label: str, limits: Mapping[str, int]) -> None:
        code = getattr(row, "code", "") or getattr(row, "kind", "")
        for name, limit in limits.items():
            if len(str(getattr(row, name, ""))) > limit:
                self.faults.add(f"{label} {code}", f"mục “{name}” dài quá {limit} ký tự")

    def _words_only(self, text: str, where: str) -> None:
        """Titles speak of the year and the place, never of figures."""
        try:
            parts = templates.parse(text)
        except TemplateError as error:
            self.faults.add(where, str(error))
            return
        if not all(isinstance(part, templates.Text | templates.WordSlot) for part in parts):
            self.faults.add(where, "chỉ được dùng năm, địa danh, không dùng số liệu")


_NOT_ADDED = (Indicator.Places.RATIO, Indicator.Places.YES)
_BY_PLACE = (Indicator.Places.SUM, Indicator.Places.RATIO)
_SHOWN: Mapping[Exhibit.Kind, Iterable[Indicator.Places]] = {
    Exhibit.Kind.PLACES: _BY_PLACE,
    Exhibit.Kind.YEARS: (*_BY_PLACE, Indicator.Places.OFFICE),
    Exhibit.Kind.COMPARISON: _BY_PLACE,
}
# Which lines can be written in which shape; a shape that is not named fits every line.
_FITTING: Mapping[Shape, Iterable[Indicator.Places]] = {
    Shape.PERCENT: (Indicator.Places.RATIO,),
    Shape.OF: (Indicator.Places.RATIO, Indicator.Places.YES),
    Shape.UNIT: (Indicator.Places.SUM, Indicator.Places.OFFICE),
    Shape.VALUE: (Indicator.Places.SUM, Indicator.Places.OFFICE, Indicator.Places.YES),
    Shape.WHERE: (Indicator.Places.SUM, Indicator.Places.YES),
    Shape.BEST: _BY_PLACE,
    Shape.WORST: _BY_PLACE,
    Shape.RANKING: _BY_PLACE,
    Shape.REACHED: _BY_PLACE,
    Shape.MISSED: _BY_PLACE,
    Shape.PARTS: (Indicator.Places.SUM, Indicator.Places.OFFICE),
}


def fits(shape: Shape, line: IndicatorDefinition | FormIndicator) -> bool:
    """Whether a line can be written in this shape at all."""
    if shape is Shape.PARTS and not line.parts:
        return False
    return line.places in _FITTING.get(shape, Indicator.Places)


def _limits(model: type[models.Model]) -> dict[str, int]:
    """How long each text of a row may be."""
    texts = (field for field in model._meta.fields if isinstance(field, models.CharField))
    return {field.name: field.max_length for field in texts if field.max_length}


def _is_day(day: int, month: int) -> bool:
    try:
        date(2023, month, day)
    except ValueError:
        return False
    return True
