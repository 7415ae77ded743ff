// Beside the sheet, where there is room: the definition, last year's source and the history of the
// cell in which the cursor stands.
"use strict";

(() => {
    const { Sheet } = window;
    const WIDE = matchMedia("(min-width: 100rem)");
    const REST = 350; // who runs through the cells is not followed
    if (!Sheet.room || document.body.matches(".practice")) {
        return; // what is tried has no history
    }
    const panel = Sheet.make("aside", { class: "aside cell-aside", "aria-label": "Về ô đang đứng" });
    const hint = (...words) => panel.replaceChildren(Sheet.make("p", { class: "muted" }, ...words));
    hint("Đặt con trỏ vào một ô để xem cách tính, số năm trước và lịch sử của ô ấy.");
    Sheet.room.classList.add("with-aside");
    Sheet.room.append(panel); // its column stands there from the start: nothing moves later
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
                throw new Error("no panel");
            }
            panel.innerHTML = await answer.text(); // drawn and escaped by the server
        } catch (trouble) {
            if (trouble.name !== "AbortError") {
                hint(`Chưa tải được căn cứ và lịch sử của ô ${line.name}.`);
            }
        }
    }
})();
