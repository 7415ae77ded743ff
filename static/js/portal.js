// Every page: what htmx cannot do by itself. The pages work without this file.
"use strict";

(() => {
    const place = () => document.getElementById("connection");
    let failed = null;

    // --- Trouble on the line: say it once, keep what was typed, offer to send again ----------
    const TROUBLES = {
        0: "Mất kết nối mạng. Số vừa nhập vẫn còn trên màn hình nhưng chưa được lưu.",
        401: "Phiên làm việc đã hết. Hãy đăng nhập lại ở thẻ mới rồi trở về đây gửi lại; những gì vừa nhập vẫn còn trên màn hình.",
        403: "Máy chủ không nhận yêu cầu này. Có thể phiên làm việc đã thay đổi; hãy thử gửi lại.",
        404: "Không tìm thấy nội dung này. Có thể nó đã được chuyển hoặc xóa; hãy tải lại trang.",
        429: "Có quá nhiều yêu cầu trong một lúc. Hãy chờ một phút rồi gửi lại.",
        500: "Máy chủ gặp sự cố, việc vừa rồi chưa được lưu. Hãy thử gửi lại sau ít phút.",
        503: "Máy chủ đang bận hoặc đang bảo trì. Hãy thử gửi lại sau ít phút.",
    };

    const element = (name, attributes, ...children) => {
        const made = Object.assign(document.createElement(name), attributes);
        made.append(...children);
        return made;
    };

    function errorIcon() {
        const sprite = document.querySelector("link[rel=icon]").href;
        const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
        icon.setAttribute("class", "icon");
        icon.setAttribute("aria-hidden", "true");
        use.setAttribute("href", `${sprite}#error`);
        icon.append(use);
        return icon;
    }

    function showTrouble(status) {
        const text = TROUBLES[status] || (status >= 500 ? TROUBLES[500] : TROUBLES[403]);
        const actions = element("p", { className: "actions" });
        if (status === 401) {
            actions.append(
                element("a", { href: "/", target: "_blank", className: "button small quiet" }, "Mở trang đăng nhập"),
            );
        }
        const again = element("button", { type: "button", className: "button small" }, "Gửi lại");
        again.addEventListener("click", sendAgain);
        actions.append(again);
        const body = element("div", {}, element("p", {}, text), actions);
        const notice = element("div", { id: "connection-notice", className: "notice error" }, errorIcon(), body);
        place().replaceChildren(notice);
    }

    const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

    // Signing in again changes the token against forged requests: take the new one from a fresh page.
    // Answers that page, or null where nobody is signed in.
    async function renewToken() {
        const answer = await fetch(location.href, { credentials: "same-origin" });
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        const headers = fresh.body.getAttribute("hx-headers");
        if (answer.redirected || !headers) {
            return null;
        }
        document.body.setAttribute("hx-headers", headers);
        for (const field of document.getElementsByName("csrfmiddlewaretoken")) {
            field.value = token();
        }
        return fresh;
    }

    async function sendAgain() {
        const { config, elt } = failed;
        try {
            if (!(await renewToken())) {
                showTrouble(401);
                return;
            }
        } catch {
            showTrouble(0);
            return;
        }
        place().replaceChildren();
        window.htmx.ajax(config.verb, config.path, { source: elt, target: config.target });
        elt.focus();
    }

    function remember(event, status) {
        failed = { config: event.detail.requestConfig, elt: event.detail.elt };
        showTrouble(status);
    }

    document.addEventListener("htmx:sendError", (event) => remember(event, 0));
    document.addEventListener("htmx:timeout", (event) => remember(event, 0));
    document.addEventListener("htmx:responseError", (event) => remember(event, event.detail.xhr.status));
    document.addEventListener("htmx:afterRequest", (event) => {
        if (event.detail.successful && failed?.elt === event.detail.elt) {
            failed = null;
            place().replaceChildren();
        }
    });

    // What the scripts of single pages use as well.
    window.Portal = { token, renewToken };

    // --- Signing out takes unsent numbers off the machine: it asks before ----------------------
    const PREFIX = "nhap:"; // see js/sheet/drafts.js
    const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

    /** How many numbers would be lost; a draft left by another page counts as one at least. */
    function unsentCount() {
        const here = new Set(window.Sheet?.outbox?.unsent.map((edit) => edit.code)).size;
        try {
            return here || drafts().length;
        } catch {
            return here; // the browser keeps nothing
        }
    }

    function forgetDrafts() {
        window.Sheet?.outbox?.forget();
        try {
            for (const name of drafts()) {
                localStorage.removeItem(name);
            }
        } catch {
            // nothing is kept here
        }
    }

    function askBeforeLeaving(form) {
        const title = element("h2", { id: "leaving-title" }, "Còn số chưa gửi");
        const words = element("p", {}, "Trên máy này còn số vừa nhập mà máy chủ chưa nhận. Nếu thoát bây giờ, các số ấy bị xóa khỏi máy.");
        const stay = element("button", { type: "button", className: "button" }, "Ở lại");
        const leave = element("button", { type: "button", className: "button quiet" }, "Thoát và bỏ các số này");
        const dialog = element("dialog", { className: "dialog" }, title, words, element("p", { className: "actions" }, stay, leave));
        dialog.setAttribute("aria-labelledby", title.id);
        dialog.addEventListener("close", () => dialog.remove());
        stay.addEventListener("click", () => dialog.close());
        leave.addEventListener("click", () => {
            dialog.close();
            forgetDrafts();
            form.requestSubmit();
        });
        document.body.append(dialog);
        dialog.showModal();
    }

    document.addEventListener("submit", (event) => {
        const form = event.target.closest("[data-sign-out]");
        if (form && unsentCount()) {
            event.preventDefault();
            askBeforeLeaving(form);
        }
    });

    // --- A form goes once -------------------------------------------------------------------
    document.addEventListener("submit", (event) => {
        const form = event.target;
        // What only shows something in a frame beside the form changes nothing.
        if (event.defaultPrevented || form.method === "get" || event.submitter?.formTarget) {
            return;
        }
        if (form.dataset.sent) {
            event.preventDefault();
            return;
        }
        form.dataset.sent = "yes";
        event.submitter?.setAttribute("aria-disabled", "true");
    });
    window.addEventListener("pageshow", () => {
        for (const form of document.querySelectorAll("form[data-sent]")) {
            delete form.dataset.sent;
            form.querySelector("[aria-disabled]")?.removeAttribute("aria-disabled");
        }
    });

    // --- Where the focus goes ---------------------------------------------------------------
    const focusFaults = () => document.querySelector(".error-summary")?.focus();
    document.addEventListener("DOMContentLoaded", focusFaults);
    document.addEventListener("htmx:afterSettle", (event) => {
        event.detail.elt.querySelector?.(".error-summary")?.focus();
    });

    // --- Browsers that cannot show a folded list by style alone get it unfolded ----------------
    if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60.01rem)").matches) {
        for (const list of document.querySelectorAll("details.fold")) {
            list.open = true;
        }
    }

    // --- The account menu closes like a menu ------------------------------------------------
    document.addEventListener("click", (event) => {
        for (const menu of document.querySelectorAll("details.menu[open]")) {
            if (!menu.contains(event.target)) {
                menu.open = false;
            }
        }
    });
    document.addEventListener("keydown", (event) => {
        const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
        if (menu) {
            menu.open = false;
            menu.querySelector("summary").focus();
        }
    });
})();
