// Beside the sheet, where there is room: the definition, last year's source and the history of the
// cell in which the cursor stands.
"use strict";

(() => {
    const { Sheet } = window;
    const WIDE = matchMedia("(min-width: 100rem)");
    const REST = 350; // who runs through the cells is not followed
    if (!Sheet.room) {
        return;
    }
    const panel = Sheet.make("aside", { class: "aside cell-aside", "aria-label": "Về ô đang đứng" });
    panel.hidden = true;
    let shown = null;
    let timer = null;
    let asking = null;

    Sheet.room.addEventListener("focusin", (event) => {
        const line = Sheet.lineOf(event.target);
        if (line && line !== shown && WIDE.matches) {
            clearTimeout(timer);
            timer = setTimeout(() => show(line), REST);
        }
    });
    // What was saved is history now.
    Sheet.outbox?.on("taken", (edits) => {
        if (shown && edits.some((edit) => edit.code === shown.code)) {
            show(shown);
        }
    });

    async function show(line) {
        shown = line;
        asking?.abort();
        asking = new AbortController();
        try {
            const answer = await fetch(line.part("trace").href, { headers: { "HX-Request": "true" }, signal: asking.signal });
            if (!answer.ok || answer.redirected) {
                return;
            }
            const html = await answer.text();
            if (!panel.isConnected) {
                Sheet.room.append(panel);
            }
            panel.innerHTML = html; // drawn and escaped by the server
            panel.hidden = false;
        } catch {
            // Without a line there is no panel; the sheet goes on.
        }
    }
})();
