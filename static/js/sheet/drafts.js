// Numbers that the server does not have yet, kept on this machine: enciphered with the person's own
// key, numbers only, never a reason, a note or a name.
"use strict";

(() => {
    const { Sheet } = window;
    const PREFIX = "nhap:";
    const OLDEST = 60 * 24 * 3600 * 1000;
    const NUMBER = /^[\d\s.,–—-]*$/;
    const { secret, name } = Sheet.room?.dataset || {};
    const drafts = { isKept: false };
    Sheet.drafts = drafts;
    if (!Sheet.mayEdit) {
        return;
    }
    const { outbox } = Sheet;
    let key = null;
    let item = null; // this page's own
    let isWriting = false;
    let isDue = false;

    const bytesOf = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const textOf = (bytes) => btoa(String.fromCharCode(...bytes));

    async function seal(content) {
        const nonce = crypto.getRandomValues(new Uint8Array(12));
        const plain = new TextEncoder().encode(JSON.stringify(content));
        const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain));
        return `${Date.now()}.${textOf(nonce)}.${textOf(sealed)}`;
    }

    async function unseal(stored) {
        const [, nonce, sealed] = stored.split(".");
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytesOf(nonce) }, key, bytesOf(sealed));
        return JSON.parse(new TextDecoder().decode(plain));
    }

    /** What may lie on a machine: the answer as numbers and states, without any words. */
    function keepable({ key: id, code, text, state, version, origin, at, wasSent, note, before }) {
        if (note !== undefined) {
            return null;
        }
        const isNumber = NUMBER.test(text) || ["có", "không"].includes(text) || Sheet.line(code).read(text) !== null;
        if (state === "value" && !isNumber) {
            return null;
        }
        // Without its reason it is another request than the one that may have arrived.
        const id_ = state === "no_data" ? null : id;
        return { key: id_, code, text, state, version, origin, at, wasSent, before: bare(before) };
    }

    const bare = (answer) => (answer ? { ...answer, reason: "" } : answer);

    async function write() {
        if (!key) {
            return;
        }
        if (isWriting) {
            isDue = true;
            return;
        }
        isWriting = true;
        try {
            const content = outbox.unsent.map(keepable).filter(Boolean);
            if (content.length) {
                localStorage.setItem(item, await seal(content));
            } else {
                localStorage.removeItem(item);
            }
        } catch {
            drafts.isKept = false; // full or forbidden: the page says so
            sayWhere();
        }
        isWriting = false;
        if (isDue) {
            isDue = false;
            write();
        }
    }

    function sayWhere() {
        document.getElementById("not-kept").hidden = drafts.isKept;
    }

    // --- One tab, one set of drafts -------------------------------------------------------------------

    /** Hold a name as long as this page lives; null where another page holds it. */
    function hold(lock) {
        if (!navigator.locks) {
            return Promise.resolve(() => {});
        }
        return new Promise((done) => {
            navigator.locks.request(lock, { ifAvailable: true }, (held) => {
                if (!held) {
                    done(null);
                    return undefined;
                }
                return new Promise((release) => done(release));
            });
        });
    }

    async function settleIn() {
        let tab = sessionStorage.getItem("nhap");
        if (!tab || !(await hold(`${PREFIX}${name}:${tab}`))) {
            tab = textOf(crypto.getRandomValues(new Uint8Array(9)));
            sessionStorage.setItem("nhap", tab);
            await hold(`${PREFIX}${name}:${tab}`);
        }
        item = `${PREFIX}${name}:${tab}`;
    }

    /** This tab's own drafts, and those of tabs that are gone. */
    async function found() {
        const edits = [];
        for (const each of Object.keys(localStorage).filter((stored) => stored.startsWith(PREFIX))) {
            const stored = localStorage.getItem(each) || "";
            if (Date.now() - Number(stored.split(".", 1)[0]) > OLDEST) {
                localStorage.removeItem(each);
            } else if (each.startsWith(`${PREFIX}${name}:`)) {
                edits.push(...(await adopted(each, stored)));
            }
        }
        return edits;
    }

    async function adopted(each, stored) {
        const release = each === item ? () => {} : await hold(each);
        if (!release) {
            return []; // its page is open
        }
        try {
            const edits = await unseal(stored);
            if (each !== item) {
                orphans.push([each, release]);
            }
            return edits;
        } catch {
            localStorage.removeItem(each);
            release();
            return [];
        }
    }

    const orphans = [];

    function restore(edits) {
        const usable = edits.filter(({ code }) => Sheet.line(code)?.field);
        for (const edit of usable) {
            const line = Sheet.line(edit.code);
            // A reason that the server has needs no draft.
            edit.isMoot = edit.state === "no_data" && line.was.startsWith("no_data:");
            edit.key ??= crypto.randomUUID();
        }
        const kept = usable.filter((edit) => !edit.isMoot).map((edit) => ({ reason: "", ...edit }));
        outbox.restore(kept);
        for (const edit of kept) {
            const line = Sheet.line(edit.code);
            line.fill(edit);
            Sheet.live(line);
            outbox.say(line);
        }
        if (kept.length) {
            Sheet.announce(`Còn ${kept.length} số nhập lần trước chưa gửi, đang gửi tiếp.`);
        }
        return edits.length - usable.length;
    }

    async function begin() {
        if (!window.isSecureContext || !crypto.subtle) {
            sayWhere();
            return;
        }
        key = await crypto.subtle.importKey("raw", bytesOf(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
        drafts.isKept = true;
        await settleIn();
        const homeless = restore(await found());
        await write();
        for (const [each, release] of orphans) {
            localStorage.removeItem(each);
            release();
        }
        if (homeless) {
            Sheet.trouble("refused", `Trên máy này còn ${homeless} số chưa gửi mà phiếu không còn nhận nữa.`);
        }
        sayWhere();
        outbox.flush();
    }

    outbox.on("change", write);
    drafts.ready = begin().catch(() => {
        drafts.isKept = false;
        sayWhere();
    });

    // Words are never kept on the machine: whoever leaves with some unsent is asked.
    window.addEventListener("beforeunload", (event) => {
        const isLost = (edit) => !drafts.isKept || edit.note !== undefined || edit.reason;
        if (outbox.unsent.some(isLost)) {
            event.preventDefault();
        }
    });
})();
