// The ward's sheet: each line says where its value is: being sent, saved, or not saved.
"use strict";

(() => {
    const say = (event, text, tone) => {
        const line = event.detail.elt.closest?.(".line");
        const saving = line?.querySelector(".saving");
        if (saving) {
            saving.textContent = text;
            saving.className = `saving ${tone}`;
        }
    };

    document.addEventListener("htmx:beforeRequest", (event) => say(event, "Đang lưu…", ""));
    document.addEventListener("htmx:sendError", (event) => say(event, "Chưa lưu được", "failed"));
    document.addEventListener("htmx:timeout", (event) => say(event, "Chưa lưu được", "failed"));
    document.addEventListener("htmx:responseError", (event) => say(event, "Chưa lưu được", "failed"));
})();
