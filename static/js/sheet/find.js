// Finding a line by its name, without marks: "gia dinh van hoa".
"use strict";

(() => {
    const { Sheet } = window;
    const nav = document.querySelector(".sheet > .sections");
    if (!nav) {
        return;
    }
    const { make } = Sheet;
    const MOST = 12;
    const entries = Sheet.lines.map((line) => {
        const section = line.element.closest("section").querySelector("h2").textContent;
        return { line, section, key: Sheet.fold(`${line.name} ${section}`), own: Sheet.fold(line.name) };
    });
    const field = make("input", {
        type: "search", id: "find-line", role: "combobox", autocomplete: "off", "aria-expanded": "false",
        "aria-controls": "found-lines", "aria-autocomplete": "list", placeholder: "Gõ tên, không cần dấu",
    });
    const list = make("ul", { id: "found-lines", role: "listbox", "aria-label": "Dòng tìm thấy" });
    const box = make("div", { class: "find", role: "search" }, make("label", { for: "find-line" }, "Tìm dòng"), field, list);
    list.hidden = true;
    // The list of hits is wider than the list of sections, which scrolls by itself.
    const side = make("div", { class: "sheet-side" });
    nav.replaceWith(side);
    side.append(box, nav);
    let hits = [];
    let active = 0;
    let from = null;

    function look() {
        const words = Sheet.fold(field.value).split(" ").filter(Boolean);
        const found = words.length ? entries.filter(({ key }) => words.every((word) => key.includes(word))) : [];
        // A name that holds the words as they stand comes before one that holds them somewhere.
        const phrase = words.join(" ");
        found.sort((a, b) => b.own.includes(phrase) - a.own.includes(phrase));
        hits = found.slice(0, MOST);
        active = 0;
        show(words.length > 0, found.length);
    }

    function show(isAsked, count) {
        const options = hits.map(({ line, section }, number) =>
            make("li", { role: "option", id: `found-${number}`, "aria-selected": String(number === active) },
                make("span", {}, line.name), make("small", {}, section)));
        if (isAsked && !hits.length) {
            options.push(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Không có dòng nào tên như vậy."));
        } else if (count > hits.length) {
            options.push(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, `Còn ${count - hits.length} dòng nữa, hãy gõ thêm chữ.`));
        }
        list.replaceChildren(...options);
        list.hidden = !isAsked;
        field.setAttribute("aria-expanded", String(isAsked));
        point();
    }

    function point() {
        [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === active && number < hits.length)));
        if (hits.length) {
            field.setAttribute("aria-activedescendant", `found-${active}`);
            list.children[active].scrollIntoView({ block: "nearest" });
        } else {
            field.removeAttribute("aria-activedescendant");
        }
    }

    function close() {
        field.value = "";
        hits = [];
        show(false, 0);
    }

    function choose(number) {
        const hit = hits[number];
        if (hit) {
            close();
            Sheet.go(hit.line);
        }
    }

    field.addEventListener("input", look);
    field.addEventListener("blur", close); // a click into the list leaves the cursor here
    field.addEventListener("keydown", (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.isComposing) {
            return;
        }
        if (step && hits.length) {
            active = (active + step + hits.length) % hits.length;
            point();
        } else if (event.key === "Enter") {
            choose(active);
        } else if (event.key === "Escape") {
            close();
            from?.focus();
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    });
    list.addEventListener("mousedown", (event) => {
        event.preventDefault();
        choose([...list.children].indexOf(event.target.closest("li")));
    });

    Sheet.find = () => {
        from = document.activeElement;
        field.scrollIntoView({ block: "nearest" });
        field.focus();
        field.select();
    };
})();
