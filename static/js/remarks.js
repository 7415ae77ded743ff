// The page of a place's own words: counts while one writes, and asks before unsaved words are left.
"use strict";

(() => {
    const form = document.getElementById("loi");
    const areas = [...form.querySelectorAll("textarea")];
    const written = new Intl.NumberFormat("vi-VN");
    let isSending = false;

    function count(area) {
        const counter = document.getElementById(`${area.id}-dem`);
        const most = Number(counter.dataset.most);
        const length = [...area.value].length;
        counter.textContent = `${written.format(length)}/${written.format(most)} chữ`;
        counter.classList.toggle("over", length > most);
    }

    // What was refused is unsaved although the page came with it.
    const isUnsaved = (area) => area.value !== area.defaultValue || area.hasAttribute("aria-invalid");

    for (const area of areas) {
        count(area);
        area.addEventListener("input", () => count(area));
    }
    form.addEventListener("submit", () => {
        isSending = true;
    });
    window.addEventListener("beforeunload", (event) => {
        if (!isSending && areas.some(isUnsaved)) event.preventDefault();
    });
    // Back to this page from the browser's memory: it has not been sent from here.
    window.addEventListener("pageshow", () => {
        isSending = false;
    });
})();
