// The preview of a workbook: how many lines are ticked, all of a group at once. The page works
// without this file.
"use strict";

(() => {
    const form = document.querySelector("form.upload");
    const take = document.querySelector(".take");
    if (!form || !take) {
        return;
    }
    const picked = document.querySelector(".picked");
    const ticks = (within) => [...within.querySelectorAll("input[name=chosen]")];

    function count() {
        const all = ticks(form);
        const chosen = all.filter((tick) => tick.checked).length;
        picked.textContent = `Đang chọn ${chosen} trên ${all.length} ô.`;
        take.textContent = `Ghi ${chosen} ô vào phiếu`;
        take.disabled = chosen === 0;
        for (const group of form.querySelectorAll("section:has(input[name=chosen])")) {
            const some = ticks(group).some((tick) => !tick.checked);
            group.querySelector(".all").textContent = some ? "Chọn cả nhóm" : "Bỏ chọn cả nhóm";
        }
    }

    for (const group of form.querySelectorAll("section:has(input[name=chosen])")) {
        const all = Object.assign(document.createElement("button"), {
            type: "button",
            className: "button quiet small all",
        });
        all.addEventListener("click", () => {
            const some = ticks(group).some((tick) => !tick.checked);
            for (const tick of ticks(group)) {
                tick.checked = some;
            }
            count();
        });
        const paragraph = Object.assign(document.createElement("p"), { className: "actions" });
        paragraph.append(all);
        group.firstElementChild.append(paragraph);
    }
    form.addEventListener("change", count);
    count();
})();
