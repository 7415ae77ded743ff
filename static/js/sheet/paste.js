// A block of cells copied from elsewhere: looked at first, written as one change.
"use strict";

(() => {
    const { Sheet } = window;
    if (!Sheet.mayEdit) {
        return;
    }
    const ADDRESS = `${Sheet.room.dataset.base}dan/`;

    Sheet.room.addEventListener("paste", (event) => {
        const line = Sheet.lineOf(event.target);
        const text = event.clipboardData?.getData("text/plain") || "";
        if (!line || event.target !== line.field) {
            return;
        }
        const bare = text.replace(/[\r\n]+$/, "");
        if (/[\t\r\n]/.test(bare)) {
            event.preventDefault();
            look(line, { text });
        } else if (bare !== text && line.field.matches("input")) {
            event.preventDefault(); // one cell comes with the end of its row
            document.execCommand("insertText", false, bare);
        }
    });

    async function look(line, said) {
        const waiting = Sheet.make("p", { id: "paste-title", role: "status" }, "Đang đọc khối dán…");
        const dialog = Sheet.ask("paste-title", waiting);
        const html = await ask({ ...said, at: line.code });
        if (!dialog.open) {
            return;
        }
        if (!html) {
            refuse("Chưa xem trước được vì mất kết nối hoặc phiên làm việc đã hết. Khối dán chưa được ghi; hãy thử lại.");
            return;
        }
        const content = document.createElement("template");
        content.innerHTML = html; // drawn and escaped by the server
        Sheet.ask("paste-title", content.content);
        prepare(dialog, line, said);
    }

    function refuse(sentence) {
        Sheet.ask(
            "paste-title",
            Sheet.make("h2", { id: "paste-title" }, "Chưa dán được"),
            Sheet.make("p", {}, sentence),
            Sheet.make("p", { class: "actions" }, Sheet.make("button", { class: "button quiet", type: "button", "data-close": "yes" }, "Đóng")),
        );
    }

    /** The server's look at the block; it answers a refusal in words too. */
    async function ask(said, isAgain = false) {
        try {
            const answer = await fetch(ADDRESS, {
                method: "POST",
                headers: { "HX-Request": "true", "X-CSRFToken": window.Portal.token() },
                body: new URLSearchParams(said),
            });
            if (answer.status === 403 && !isAgain && (await window.Portal.renewToken())) {
                return ask(said, true);
            }
            return answer.ok || answer.status === 422 ? await answer.text() : null;
        } catch {
            return null;
        }
    }

    function prepare(dialog, line, said) {
        const take = dialog.querySelector("#paste-take");
        const boxes = [...dialog.querySelectorAll("[name=take]")];
        dialog.querySelector("#paste-again")?.addEventListener("change", (event) => {
            const chosen = Object.fromEntries(new FormData(event.currentTarget));
            look(line, { ...said, ...chosen });
        });
        dialog.querySelector("#paste-rows")?.addEventListener("change", () => {
            const count = boxes.filter((box) => box.checked).length;
            take.textContent = `Ghi ${count} ô`;
            take.disabled = !count;
        });
        take?.addEventListener("click", () => {
            dialog.close();
            write(boxes.filter((box) => box.checked));
        });
        (take || dialog.querySelector("[data-close]")).focus();
    }

    function write(boxes) {
        const answers = boxes.map((box) => [Sheet.line(box.value), { state: "value", text: box.dataset.text }]);
        Sheet.enter(answers, { origin: "pasted", group: `paste-${Date.now()}` });
        Sheet.announce(`Đã dán ${boxes.length} ô. Nhấn Ctrl+Z để hoàn tác cả khối.`);
    }
})();
