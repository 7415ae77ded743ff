// The sheet under the fingers: one column of cells, walked by keys, with a way back.
"use strict";

(() => {
    const { Sheet } = window;
    if (!Sheet.mayEdit) {
        return;
    }
    const { cells, go, outbox } = Sheet;
    const PAUSE = 10_000; // who has stopped typing this long has finished
    let standing = null; // what stood in the cell when the cursor came
    let pause = null;

    // --- Moving -------------------------------------------------------------------------------------

    function step(line, by) {
        const next = cells[cells.indexOf(line) + by];
        return next ? go(next) : false;
    }

    /** The next line after this one, around the end, of which something is true. */
    function jump(from, isWanted, back = false) {
        const here = Sheet.lines.indexOf(from);
        const turned = [...Sheet.lines.slice(here + 1), ...Sheet.lines.slice(0, Math.max(here, 0))];
        const found = (back ? turned.reverse() : turned).find(isWanted);
        return found ? go(found) : false;
    }

    const isBlank = (line) => line.isBlank;
    const isMarked = (line) => Boolean(line.element.dataset.mark) || ["failed", "moved"].includes(line.saving);

    // --- Typing -------------------------------------------------------------------------------------

    Sheet.room.addEventListener("focusin", (event) => {
        const line = Sheet.lineOf(event.target);
        if (line && event.target === line.field) {
            standing = { line, answer: line.answer };
        }
    });

    Sheet.room.addEventListener("input", (event) => {
        const line = Sheet.lineOf(event.target);
        if (!line?.field) {
            return;
        }
        if (event.target === line.field) {
            if (line.field.value.trim() && line.state.value !== "value") {
                line.state.value = "value"; // a number typed over "no data" means the number
                line.askReason();
            }
            Sheet.live(line);
        }
        if (event.target === line.field || event.target === line.reason) {
            outbox.take(line, { isDone: event.target.matches("select") });
            clearTimeout(pause);
            pause = setTimeout(() => outbox.take(line), PAUSE);
        }
    });

    Sheet.room.addEventListener("change", (event) => {
        const line = Sheet.lineOf(event.target);
        if (!line) {
            return;
        }
        if (event.target === line.note) {
            outbox.takeNote(line);
        } else if (event.target === line.state) {
            chooseState(line);
        } else if (line.field) {
            finish(line);
        }
    });

    /** Several answers at once, as one change. */
    Sheet.enter = (answers, how) =>
        outbox.together(() => {
            for (const [line, answer] of answers) {
                line.fill(answer);
                Sheet.live(line);
                outbox.take(line, how);
                if (standing?.line === line) {
                    standing.answer = line.answer; // nothing of it was typed here
                }
            }
        });

    function finish(line) {
        clearTimeout(pause);
        outbox.take(line);
    }

    /** "No data" waits for its reason before it goes. */
    function chooseState(line) {
        if (line.state.value !== "value") {
            line.field.value = "";
        }
        line.askReason();
        Sheet.live(line);
        outbox.take(line, { isDone: line.state.value !== "no_data" });
        line.reason?.focus();
    }

    Sheet.room.addEventListener("focusout", (event) => {
        const line = Sheet.lineOf(event.target);
        if (!line?.field || line.element.contains(event.relatedTarget)) {
            return;
        }
        finish(line);
        if (line.element.dataset.stale) {
            delete line.element.dataset.stale;
            if (!outbox.isUnsent(line.code)) {
                line.fillFromServer();
            }
        }
    });

    // A section's own button is for browsers without scripts.
    for (const button of document.querySelectorAll(".save-section")) {
        button.hidden = true;
    }
    Sheet.room.addEventListener("submit", (event) => {
        if (event.target.matches(".section-form")) {
            event.preventDefault();
        }
    });

    // --- Undo ---------------------------------------------------------------------------------------

    const past = [];
    const future = [];

    outbox.on("done", (edit) => {
        if (edit.note !== undefined || edit.origin === "undone") {
            return;
        }
        const last = past.at(-1);
        if (edit.group && last?.group === edit.group) {
            last.edits.push(edit);
        } else {
            past.push({ group: edit.group, edits: [edit] });
        }
        future.length = 0;
    });
    outbox.on("refused", (edits) => {
        for (const change of past) {
            change.edits = change.edits.filter((edit) => !edits.includes(edit));
        }
    });

    /** Back to what stood before the last change, or forth again. */
    function turnBack(from, to, isForth) {
        while (from.length && !from.at(-1).edits.length) {
            from.pop();
        }
        const change = from.pop();
        if (!change) {
            Sheet.announce(isForth ? "Không còn gì để làm lại." : "Không còn gì để hoàn tác.");
            return;
        }
        const wanted = (edit) => (isForth ? edit : edit.before);
        const present = (edit) => Sheet.shownAs(isForth ? edit.before : edit);
        const still = change.edits.filter((edit) => sameAnswer(Sheet.line(edit.code), present(edit)));
        const group = `undo-${edit_key(change)}`;
        Sheet.enter(still.map((edit) => [Sheet.line(edit.code), wanted(edit)]), { origin: "undone", group });
        to.push(change);
        tellUndone(change, still, isForth);
    }

    const edit_key = (change) => change.edits[0].key;

    /** The server writes "1.000" for what was typed as "1000". */
    function sameAnswer(line, shown) {
        const now = Sheet.shownAs(line.answer);
        if (now === shown) {
            return true;
        }
        const [was, is] = [Sheet.answerOf(shown), line.answer];
        const number = line.read(is.text);
        return was.state === "value" && is.state === "value" && number !== null && number === line.read(was.text);
    }

    function tellUndone(change, still, isForth) {
        const word = isForth ? "Đã làm lại" : "Đã hoàn tác";
        const lost = change.edits.length - still.length;
        if (still.length) {
            go(Sheet.line(still[0].code));
        }
        const what = still.length === 1 ? Sheet.line(still[0].code).name : `${still.length} ô`;
        Sheet.announce(
            still.length ? `${word}: ${what}.${lost ? ` ${lost} ô đã được sửa sau đó nên giữ nguyên.` : ""}`
                : "Ô này đã được sửa sau đó nên giữ nguyên.",
        );
    }

    Sheet.undo = () => turnBack(past, future, false);
    Sheet.redo = () => turnBack(future, past, true);

    // --- Keys ---------------------------------------------------------------------------------------

    const isOpenList = (field) => field.matches("select") && (() => {
        try {
            return field.matches(":open");
        } catch {
            return false;
        }
    })();

    function onCellKey(event, line) {
        const { key, shiftKey } = event;
        if (event.ctrlKey || event.metaKey) {
            return (key === "Home" && go(cells[0])) || (key === "End" && go(cells.at(-1)));
        }
        if (event.altKey || isOpenList(event.target)) {
            return false;
        }
        switch (key) {
            case "Enter":
                finish(line);
                return step(line, shiftKey ? -1 : 1) || true;
            case "ArrowDown":
                return step(line, 1) || true;
            case "ArrowUp":
                return step(line, -1) || true;
            case "Escape":
                return restore(line);
            default:
                return false;
        }
    }

    function restore(line) {
        const isTyped = standing?.line === line && Sheet.shownAs(standing.answer) !== Sheet.shownAs(line.answer);
        if (!isTyped && !outbox.isUnsent(line.code)) {
            return false;
        }
        line.fill(isTyped ? standing.answer : Sheet.answerOf(line.was));
        Sheet.live(line);
        outbox.take(line);
        line.field.select?.();
        return true;
    }

    function onUndoKey(event, line) {
        const isForth = event.code === "KeyY" || event.shiftKey;
        const field = event.target;
        // What is being typed is the field's own to take back.
        const isTyping = line && field === line.field && Sheet.shownAs(standing?.answer ?? line.answer) !== Sheet.shownAs(line.answer);
        const isElsewhere = field.matches("input, textarea") && field !== line?.field;
        if (isTyping || isElsewhere) {
            return false;
        }
        (isForth ? Sheet.redo : Sheet.undo)();
        return true;
    }

    function onAnyKey(event, line) {
        const isControl = (event.ctrlKey || event.metaKey) && !event.altKey;
        if (isControl && (event.code === "KeyZ" || event.code === "KeyY")) {
            return onUndoKey(event, line);
        }
        if (event.altKey && !isControl) {
            const jumps = { KeyN: isBlank, KeyL: isMarked };
            const wanted = jumps[event.code];
            if (event.code === "KeyM") {
                Sheet.find();
            }
            return event.code === "KeyM" || (Boolean(wanted) && (jump(line, wanted, event.shiftKey) || true));
        }
        if (event.key === "?" && !event.target.matches("input, select, textarea")) {
            Sheet.help();
            return true;
        }
        return false;
    }

    document.addEventListener("keydown", (event) => {
        if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) {
            return;
        }
        const line = Sheet.lineOf(event.target);
        const isCell = line && event.target === line.field;
        const isOtherField = line?.field && event.key === "Enter" && event.target.matches("input[type=text]");
        if (onAnyKey(event, line) || (isCell && onCellKey(event, line))) {
            event.preventDefault();
        } else if (isOtherField || (event.key === "Enter" && event.target === line?.note)) {
            event.preventDefault();
            event.target.blur();
            go(line);
        }
    });

    // --- The counts at the foot lead from one to the next --------------------------------------------

    document.querySelector(".sheet-foot").addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        if (!link) {
            return;
        }
        event.preventDefault();
        const id = link.closest("[id]").id;
        const mark = { faults: "fault", warnings: "warning" }[id];
        jump(standing?.line, mark ? (line) => line.element.dataset.mark === mark : isBlank);
    });

    // --- Nothing to report in a section -----------------------------------------------------------------

    for (const form of document.querySelectorAll(".nothing-to-report")) {
        form.addEventListener("submit", (event) => {
            event.preventDefault();
            const blanks = [...form.closest("section").querySelectorAll(".line")]
                .map((each) => Sheet.lineOf(each))
                .filter(isBlank);
            const nothing = (line) => ({ state: "value", text: line.field.matches("select") ? "không" : "0" });
            Sheet.enter(blanks.map((line) => [line, nothing(line)]), { group: `empty-${Date.now()}` });
            Sheet.announce(`Không phát sinh: đã ghi 0 cho ${blanks.length} ô còn trống. Nhấn Ctrl+Z để hoàn tác.`);
            go(blanks[0]);
        });
    }
})();
