// The lines of the sheet: what stands in their fields, and what the server says about them.
"use strict";

(() => {
    const { Sheet } = window;
    const room = document.getElementById("sheet");

    class Line {
        constructor(element) {
            this.element = element;
            this.slug = element.querySelector('[id^="value-"]').id.slice("value-".length);
            element.id = `line-${this.slug}`;
            this.code = this.slug.replace("-", ".");
            this.name = element.querySelector(".name").textContent;
            this.field = element.querySelector('[name^="value-"]');
            this.state = element.querySelector('[name^="state-"]');
            this.output = element.querySelector("output");
            // What the server says stands in the cell, and in which version.
            const was = element.querySelector('[name^="was-"]')?.value || "0 value:";
            this.version = Number(was.split(" ", 1)[0]);
            this.was = was.slice(was.indexOf(" ") + 1);
            const saving = element.querySelector(".saving");
            this.served = { tone: saving.className, words: saving.textContent, title: saving.title };
        }

        /** What the page says by its looks, for who does not see it. */
        describe() {
            const about = this.part("explanation");
            const remarks = this.part("remarks");
            remarks.id = `remarks-${this.slug}`;
            if (about) {
                about.id = `about-${this.slug}`;
            }
            this.field.setAttribute("aria-describedby", about ? `${about.id} ${remarks.id}` : remarks.id);
            this.state.setAttribute("aria-label", `Cách trả lời: ${this.name}`);
            const trace = this.part("trace");
            trace.setAttribute("aria-label", `${trace.textContent.trim()}: ${this.name}`);
        }

        get reason() {
            return this.element.querySelector(".reason");
        }

        get note() {
            return this.element.querySelector('[name^="note-"]');
        }

        get isInUse() {
            return Boolean(this.field) && [this.field, this.reason].includes(document.activeElement);
        }

        get isBlank() {
            return Boolean(this.field) && this.state.value === "value" && !this.field.value.trim();
        }

        get isAnswered() {
            return this.field ? !this.isBlank : !this.element.matches(".computed");
        }

        get saving() {
            return this.element.dataset.saving || "";
        }

        part(name) {
            return this.element.querySelector(`.${name}`);
        }

        /** What its fields say now, as the server would remember it. */
        get answer() {
            const state = this.state.value;
            const text = state === "value" ? this.field.value : "";
            const reason = state === "no_data" && this.reason ? this.reason.value : "";
            return { text, state, reason };
        }

        /** The number it counts as, in hundredths; null where it has none. */
        get value() {
            if (this.output) {
                return Sheet.readNumber(this.output.textContent.replace("%", ""), { decimals: 2, relation: true });
            }
            return this.state.value === "value" ? this.read(this.field.value) : null;
        }

        read(text) {
            const { decimals, relation } = this.element.dataset;
            return Sheet.readNumber(text, { decimals: Number(decimals || 0), relation: relation === "yes" });
        }

        get previous() {
            return Sheet.readNumber(this.part("last-year").textContent.replace("%", ""), { decimals: 2, relation: true });
        }

        /** Whether it takes no part in sums: it does not apply to the place. */
        get isLeftOut() {
            return this.state ? this.state.value === "not_applicable" : this.output.textContent.trim() === "Không áp dụng";
        }

        /** Put an answer into the fields, as typing would. */
        fill({ text, state, reason = "" }) {
            this.state.value = state;
            this.field.value = state === "value" ? text : "";
            this.askReason(reason);
        }

        /** The reason is asked only where there is no figure. */
        askReason(reason = "") {
            const isAsked = this.state.value === "no_data";
            if (!isAsked) {
                this.reason?.remove();
            } else if (!this.reason) {
                const made = document.getElementById("reason-field").content.firstElementChild.cloneNode();
                made.name += this.code;
                made.setAttribute("aria-label", made.getAttribute("aria-label") + this.name);
                this.state.after(made);
            }
            if (isAsked && reason) {
                this.reason.value = reason;
            }
        }

        fillFromServer() {
            this.fill(answerOf(this.was));
        }

        say(saving, words) {
            const tone = saving === "failed" || saving === "moved" ? "failed" : "";
            this.sayAs(saving, `saving ${tone}`, words, "");
        }

        /** What the server last said about the cell: "Đã lưu 10:32". */
        sayAsServed() {
            const { tone, words, title } = this.served;
            this.sayAs(tone.includes("saved") ? "saved" : "", tone, words, title);
        }

        sayAs(saving, tone, words, title) {
            const place = this.part("saving");
            if (place.textContent !== words || this.element.dataset.saving !== saving) {
                this.element.dataset.saving = saving;
                place.className = tone;
                place.textContent = words;
                place.title = title;
            }
        }

        /** What the server says about the line now; its fields are left alone. */
        show(piece) {
            const { dataset } = this.element;
            if (piece.mark) {
                dataset.mark = piece.mark;
            } else {
                delete dataset.mark;
            }
            this.was = piece.was;
            this.version = Number(piece.version);
            this.served = { tone: `saving ${piece.tone}`, words: piece.saving, title: decoded(piece.title) };
            if (this.output) {
                this.output.innerHTML = piece.shown;
            }
            setHTML(this.part("change"), piece.change);
            this.showRemarks(piece.remarks);
        }

        /** A word that is being written under the line stays under the cursor. */
        showRemarks(html) {
            const place = this.part("remarks");
            const kept = this.note;
            const isInUse = kept && (kept === document.activeElement || kept.value !== kept.defaultValue);
            if (!isInUse) {
                setHTML(place, html);
                return;
            }
            const fresh = document.createElement("template");
            fresh.innerHTML = html;
            fresh.content.querySelector(".explain")?.remove();
            const explain = kept.closest(".explain");
            for (const child of [...place.children]) {
                if (child !== explain) {
                    child.remove();
                }
            }
            explain.before(fresh.content);
        }
    }

    function setHTML(element, html) {
        if (element.innerHTML !== html) {
            element.innerHTML = html; // drawn and escaped by the server
        }
    }

    function decoded(html) {
        const box = document.createElement("textarea");
        box.innerHTML = html;
        return box.value;
    }

    /** "no_data:Chưa kiểm kê" as the fields would hold it. */
    function answerOf(was) {
        const [state] = was.split(":", 1);
        const content = was.slice(state.length + 1);
        return { state, text: state === "value" ? content : "", reason: state === "no_data" ? content : "" };
    }

    const shownAs = ({ text, state, reason }) => `${state}:${state === "value" ? text : state === "no_data" ? reason : ""}`;

    /** Put the cursor into a line. */
    function go(line) {
        const target = line.field || line.note || line.part("trace");
        target.focus();
        target.select?.();
        return true;
    }

    const all = room ? [...room.querySelectorAll(".line")].map((element) => new Line(element)) : [];
    const byCode = new Map(all.map((line) => [line.code, line]));
    const byElement = new Map(all.map((line) => [line.element, line]));
    const cells = all.filter((line) => line.field);
    cells.forEach((line) => line.describe());

    Object.assign(Sheet, {
        room,
        lines: all,
        cells,
        line: (code) => byCode.get(code),
        lineOf: (element) => byElement.get(element?.closest?.(".line")),
        mayEdit: Boolean(room?.dataset.base),
        answerOf,
        go,
        shownAs,
    });
})();
