// While a number is typed: its change on last year, and the sums and ratios it is part of.
// The server's answer follows and has the last word; it alone speaks for the rules.
"use strict";

(() => {
    const { Sheet } = window;
    const computed = Sheet.lines.filter((line) => line.element.dataset.parts || line.element.dataset.ratio);
    const NO_PERCENT = 10_000n; // tenths: such a percentage says nothing that the number does not
    const users = new Map(); // the computed lines that each line is part of
    for (const line of computed) {
        for (const code of partsOf(line)) {
            users.set(code, [...(users.get(code) || []), line]);
        }
    }

    function partsOf({ element }) {
        return (element.dataset.ratio || element.dataset.parts).split(" ");
    }

    function compute(line) {
        const parts = partsOf(line).map((code) => Sheet.line(code));
        if (line.element.dataset.ratio) {
            const [part, whole] = parts.map((each) => each?.value ?? null);
            return part === null || whole === null ? null : Sheet.share(part, whole);
        }
        // A part that is not on this sheet does not apply to the place.
        const applying = parts.filter((each) => each && !each.isLeftOut);
        const values = applying.map((each) => each.value);
        return !values.length || values.includes(null) ? null : values.reduce((sum, value) => sum + value);
    }

    function showChange(line, value) {
        const { previous } = line;
        const isRatio = Boolean(line.element.dataset.ratio);
        const place = line.part("change");
        if (value === null || previous === null || line.field?.matches("select")) {
            put(place, "absent", "—");
            return;
        }
        const change = value - previous;
        const [direction, sign] = change > 0n ? ["up", "+"] : change < 0n ? ["down", "−"] : ["same", ""];
        const size = change < 0n ? -change : change;
        put(place, direction, `${sign}${Sheet.write(size)}${isRatio ? " điểm" : ""}`);
        const tenths = previous ? Sheet.divided(size * 1000n, previous) : NO_PERCENT;
        if (change && !isRatio && tenths < NO_PERCENT) {
            const percent = Sheet.write(tenths * 10n);
            const more = document.createElement("span");
            more.className = "nowrap";
            more.textContent = `(${sign}${percent}%)`;
            place.append(" ", more);
        }
    }

    function put(place, name, words) {
        const made = document.createElement("span");
        made.className = name;
        made.textContent = words;
        place.replaceChildren(made);
    }

    /** A line's number has changed on the page. */
    Sheet.live = (line) => {
        showChange(line, line.value);
        for (const user of users.get(line.code) || []) {
            const value = compute(user);
            const words = value === null ? "chưa tính được" : Sheet.write(value) + (user.element.dataset.ratio ? "%" : "");
            if (user.output.textContent !== words) {
                user.output.textContent = words;
                Sheet.live(user);
            }
        }
    };
})();
