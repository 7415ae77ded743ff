// The foot of the sheet and its list of sections: what is saved, what is open, what is wrong.
"use strict";

(() => {
    const { Sheet } = window;
    const find = (id) => document.getElementById(id);
    const foot = document.querySelector(".sheet-foot");

    const TROUBLES = {
        offline: "Mất kết nối. Số vừa nhập còn trên máy này, sẽ tự gửi khi có mạng.",
        busy: "Máy chủ đang bận hoặc vừa khởi động lại. Số vừa nhập còn trên máy này, sẽ tự gửi lại.",
        "signed-out": "Phiên làm việc đã hết. Số vừa nhập còn trên máy này; hãy đăng nhập lại ở thẻ mới, số sẽ tự gửi.",
        "somebody-else": "Ở thẻ khác đang đăng nhập bằng một tài khoản khác. Số vừa nhập chỉ được gửi bằng tài khoản đã nhập; hãy đăng nhập lại đúng tài khoản.",
        forbidden: "Máy chủ không nhận yêu cầu này. Số vừa nhập còn trên máy này; hãy tải lại trang.",
    };

    Sheet.icon = (name) => {
        const sprite = document.querySelector("link[rel=icon]").href;
        const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
        icon.setAttribute("class", "icon");
        icon.setAttribute("aria-hidden", "true");
        use.setAttribute("href", `${sprite}#${name}`);
        icon.append(use);
        return icon;
    };

    // --- Trouble ----------------------------------------------------------------------------------

    let trouble = null;

    /** Said once, calmly, until it is over. */
    Sheet.trouble = (kind, sentence = "") => {
        const text = sentence || TROUBLES[kind] || "";
        if (text === (trouble || "")) {
            return;
        }
        trouble = text || null;
        const place = find("sheet-trouble");
        place.replaceChildren();
        if (!text) {
            return;
        }
        const words = document.createElement("p");
        words.textContent = text;
        place.append(Sheet.icon("warning"), words);
        if (kind === "signed-out" || kind === "somebody-else") {
            const link = Object.assign(document.createElement("a"), { href: "/", target: "_blank", textContent: "Đăng nhập ở thẻ mới" });
            link.className = "button small";
            place.append(link);
        } else if (kind !== "refused") {
            const again = Object.assign(document.createElement("button"), { type: "button", textContent: "Gửi ngay" });
            again.className = "button small quiet";
            again.addEventListener("click", () => Sheet.outbox.again());
            place.append(again);
        }
    };

    /** What has just happened, at the foot. */
    Sheet.announce = (text) => {
        find("saved-at").textContent = text;
    };

    /** What stands under a cell already, for people who do not see it. */
    Sheet.whisper = (text) => {
        find("sheet-said").textContent = text;
    };

    // --- Counts -------------------------------------------------------------------------------------

    const sections = [...document.querySelectorAll("section[id^='muc-']")].map((element) => ({
        lines: [...element.querySelectorAll(".line")].map((each) => Sheet.lineOf(each)),
        link: document.querySelector(`.sections a[href="#${element.id}"]`),
        empty: element.querySelector(".nothing-to-report"),
    }));

    function countSection({ lines, link, empty }) {
        const asked = lines.filter((line) => !line.element.matches(".computed"));
        const answered = asked.filter((line) => line.isAnswered).length;
        const ring = link?.querySelector(".ring");
        link.querySelector(".count").textContent = `${answered}/${asked.length}`;
        if (ring) {
            const percent = asked.length ? Math.floor((answered * 100) / asked.length) : 100;
            ring.lastElementChild.setAttribute("stroke-dasharray", `${percent} 100`);
            ring.classList.toggle("full", percent === 100);
        }
        if (empty) {
            empty.hidden = !lines.some((line) => line.isBlank);
        }
    }

    function put(id, count, href) {
        const link = find(id).matches("a") ? find(id) : find(id).querySelector("a");
        link.querySelector("span").textContent = count;
        find(id).hidden = !count;
        if (href) {
            link.setAttribute("href", href);
        }
    }

    function count() {
        const marked = (mark) => Sheet.lines.filter((line) => line.element.dataset.mark === mark);
        const blanks = Sheet.cells.filter((line) => line.isBlank);
        const at = (lines) => (lines.length ? `#${(lines[0].field || lines[0].element).id}` : null);
        const [faults, warnings] = [marked("fault"), marked("warning")];
        const unsent = new Set(Sheet.outbox.unsent.map((edit) => edit.code)).size;
        sections.forEach(countSection);
        put("next-blank", blanks.length, at(blanks));
        find("no-blank").hidden = blanks.length > 0;
        put("faults", faults.length, at(faults));
        put("warnings", warnings.length, at(warnings));
        foot.dataset.unsent = unsent;
    }

    if (Sheet.mayEdit) {
        const undo = Sheet.make("button", { type: "button", class: "button quiet small" }, "Hoàn tác");
        const help = Sheet.make("button", { type: "button", class: "button quiet small keys-help" }, "Phím tắt");
        undo.addEventListener("click", () => Sheet.undo());
        help.addEventListener("click", () => Sheet.help());
        find("sheet-progress").after(Sheet.make("p", { class: "actions tools" }, undo, help));
        let isDue = false;
        const soon = () => {
            if (!isDue) {
                isDue = true;
                // After the paint: what was typed is seen first.
                requestAnimationFrame(() => setTimeout(() => {
                    isDue = false;
                    count();
                }));
            }
        };
        foot.dataset.unsent = 0;
        Sheet.outbox.on("change", () => {
            foot.dataset.unsent = new Set(Sheet.outbox.unsent.map((edit) => edit.code)).size;
            soon();
        });
        Sheet.outbox.on("taken", (edits, at) => edits.length && Sheet.announce(`Đã lưu lúc ${at}`));
        Sheet.outbox.on("refused", ([edit], cells) => {
            if (edit) {
                Sheet.whisper(`${Sheet.line(edit.code).name}: ${cells[edit.code].sentence}`);
            }
        });
        Sheet.recount = soon;
    }
})();
