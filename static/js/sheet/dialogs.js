// The sheet's dialogs: one at a time, closed by Escape, the cursor back where it was.
"use strict";

(() => {
    const { Sheet } = window;
    const dialog = document.createElement("dialog");
    dialog.className = "dialog sheet-dialog";
    document.querySelector("main").append(dialog);
    let back = null;

    /** Show some content, named by the heading with this id. */
    Sheet.ask = (titleId, ...content) => {
        if (!dialog.open) {
            back = document.activeElement;
        }
        dialog.replaceChildren(...content);
        dialog.setAttribute("aria-labelledby", titleId);
        if (!dialog.open) {
            dialog.showModal();
        }
        return dialog;
    };

    dialog.addEventListener("close", () => {
        dialog.replaceChildren();
        back?.focus();
    });
    dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("[data-close]")) {
            dialog.close();
        }
    });

    /** <name class=…>text</name>, the way these scripts make elements. */
    Sheet.make = (name, attributes = {}, ...children) => {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) {
            made.setAttribute(key, value);
        }
        made.append(...children);
        return made;
    };

    // --- Help ---------------------------------------------------------------------------------------

    const KEYS = [
        ["↑ ↓", "lên, xuống một ô"],
        ["Enter, Shift + Enter", "xong ô này, xuống hoặc lên một ô"],
        ["Ctrl + Home, Ctrl + End", "về ô đầu, tới ô cuối của phiếu"],
        ["Alt + N", "tới ô trống tiếp theo (thêm Shift: ô trống phía trước)"],
        ["Alt + L", "tới ô có lỗi hoặc cảnh báo tiếp theo"],
        ["Alt + M", "tìm một dòng theo tên, không cần gõ dấu"],
        ["C, K", "chọn “có”, “không” ở ô có danh sách trả lời"],
        ["Esc", "bỏ số đang gõ, trả lại số cũ"],
        ["Ctrl + Z, Ctrl + Y", "hoàn tác, làm lại lần ghi vừa rồi (cả khối vừa dán là một lần)"],
        ["Ctrl + V", "dán số, hoặc cả khối ô chép từ Excel, LibreOffice, Zalo"],
        ["?", "mở bảng này khi con trỏ không ở trong ô nhập"],
    ];

    Sheet.help = () => {
        const { make } = Sheet;
        const rows = KEYS.map(([keys, what]) => {
            const names = keys.split(/( \+ |, | )/).map((part) => (/^( \+ |, | )$/.test(part) ? part : make("kbd", {}, part)));
            return make("div", {}, make("dt", {}, ...names), make("dd", {}, what));
        });
        Sheet.ask(
            "keys-title",
            make("h2", { id: "keys-title" }, "Phím tắt trên phiếu"),
            make("dl", { class: "keys" }, ...rows),
            make("p", { class: "actions" }, make("button", { class: "button quiet", type: "button", "data-close": "yes" }, "Đóng")),
        );
    };
})();
