// The ward's sheet: each line says where its value is, and Enter goes on to the next line.
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

    // Somebody who types on while the answer comes keeps what is typed; leaving the field saves it.
    document.addEventListener("htmx:beforeSwap", (event) => {
        const field = document.activeElement;
        const line = event.detail.target;
        if (!line.matches?.(".line") || !line.contains(field) || !field.matches("input[type=text]")) {
            return;
        }
        const sent = event.detail.requestConfig.parameters[field.name];
        if (sent !== undefined && sent !== field.value) {
            event.detail.shouldSwap = false;
        }
    });

    // Enter is the next line, as in a table on paper; the section's own button still sends it.
    document.addEventListener("keydown", (event) => {
        const field = event.target;
        if (event.key !== "Enter" || event.isComposing || !field.matches?.(".line input[type=text]")) {
            return;
        }
        event.preventDefault();
        const fields = [...document.querySelectorAll('.line :is(input[type="text"], select)[name^="value-"]')];
        const line = field.closest(".line");
        const next = fields[fields.findIndex((each) => line.contains(each)) + 1];
        if (next) {
            next.focus();
            next.select?.();
        } else {
            field.blur();
        }
    });
})();
