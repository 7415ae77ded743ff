// Who else has the sheet open, in which line, and what others have written since: asked about three
// times a minute while the page is looked at.
"use strict";

(() => {
    const { Sheet } = window;
    const address = Sheet.room?.dataset.presence;
    if (!Sheet.mayEdit || !address) {
        return;
    }
    const { make, outbox } = Sheet;
    const EVERY = 20_000;
    const FIRST = 3000; // the page itself comes first
    const place = document.getElementById("others");
    let timer = null;
    let isAsking = false;
    let settled = 0; // answers to edits: news from before one of them is old
    outbox.on("answered", () => {
        settled += 1;
    });

    async function ask() {
        clearTimeout(timer);
        if (isAsking || document.visibilityState !== "visible") {
            return;
        }
        isAsking = true;
        const before = settled;
        const answer = await fetched();
        isAsking = false;
        if (answer?.status === 409) {
            Sheet.trouble("refused", `${answer.content.sentence} Hãy tải lại trang.`);
            return; // the sheet is not filled any more
        }
        if (answer?.ok) {
            showOthers(answer.content.others);
            if (before === settled && outbox.isIdle) {
                takeOver(answer.content);
            }
        }
        timer = setTimeout(ask, EVERY * (0.9 + Math.random() * 0.2));
    }

    /** What the server says; nothing where it cannot be reached or nobody is signed in. */
    async function fetched() {
        const shown = Sheet.lines.filter((line) => line.version).map((line) => `${line.code}:${line.version}`);
        const cell = Sheet.lineOf(document.activeElement)?.code || "";
        try {
            const answer = await fetch(address, {
                method: "POST",
                headers: { Accept: "application/json", "X-CSRFToken": window.Portal.token() },
                body: new URLSearchParams({ cell, shown: shown.join(" ") }),
            });
            const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
            return isJson ? { ok: answer.ok, status: answer.status, content: await answer.json() } : null;
        } catch {
            return null;
        }
    }

    function showOthers(others) {
        const words = others.map(({ name, cell }) => (Sheet.line(cell) ? `${name} (dòng ${Sheet.line(cell).name})` : name));
        const text = words.length ? `đang cùng mở: ${words.join(", ")}` : "";
        const said = place.firstElementChild;
        place.hidden = !text;
        if (said.textContent !== text) {
            said.textContent = text;
        }
        for (const line of Sheet.lines) {
            const here = others.filter(({ cell }) => cell === line.code).map(({ name }) => name).join(", ");
            const old = line.part("who-here");
            if (here && old?.textContent !== `${here} đang ở dòng này`) {
                old?.remove();
                line.part("what").append(make("p", { class: "who-here" }, `${here} đang ở dòng này`));
            } else if (!here) {
                old?.remove();
            }
        }
    }

    function takeOver({ changed, lines }) {
        const merged = outbox.merge(lines);
        const count = changed.filter((code) => merged.includes(code)).length;
        if (count) {
            Sheet.recount();
            Sheet.announce(`Có ${count} ô vừa được sửa ở nơi khác; số mới đã hiện trên phiếu.`);
        }
    }

    document.addEventListener("visibilitychange", ask);
    timer = setTimeout(ask, FIRST);
})();
