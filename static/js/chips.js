// The report room: typing "{" offers the figures by name. The page works without this file.
"use strict";

// The element's events do not bubble, and htmx brings in new fields: listen on the way down.
document.addEventListener(
    "text-expander-change",
    (event) => {
        const address = `${event.target.dataset.figures}?phan=goi-y&q=${encodeURIComponent(event.detail.text)}`;
        event.detail.provide(suggestions(address));
    },
    true,
);

// A slow line is asked once the hand rests, and only the newest question is answered.
const REST = 200;
let asked = 0;

async function suggestions(address) {
    const mine = ++asked;
    await new Promise((rested) => setTimeout(rested, REST));
    const answer =
        mine === asked && (await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null));
    if (!answer || !answer.ok || mine !== asked) {
        return { matched: false };
    }
    const content = document.createElement("template");
    content.innerHTML = await answer.text();
    const list = content.content.querySelector("ul");
    return { matched: Boolean(list), fragment: list };
}

document.addEventListener(
    "text-expander-value",
    (event) => {
        event.detail.value = event.detail.item.dataset.typed;
    },
    true,
);

// A textarea may not be called a combobox (ARIA in HTML); as a text box it points at its list as well.
document.addEventListener(
    "text-expander-activate",
    (event) => {
        const field = event.target.querySelector("textarea");
        queueMicrotask(() => {
            field.removeAttribute("role");
            field.removeAttribute("aria-expanded");
        });
    },
    true,
);
