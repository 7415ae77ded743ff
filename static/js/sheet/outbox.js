// What was typed, on its way to the server: on this machine, being sent, saved.
// One request at a time; whatever is typed meanwhile goes together in the next one. An edit keeps
// its key until the server has answered it, so that sending it again does it once.
"use strict";

(() => {
    const { Sheet } = window;
    if (!Sheet.mayEdit) {
        return;
    }
    const ADDRESS = `${Sheet.room.dataset.base}luu/`;
    const WAITS = [2, 4, 8, 15, 30]; // seconds between attempts
    const PATIENCE = 30_000;
    // Fields of the same cell are answered apart: its answer, and the word about it.
    const waiting = new Map();
    let sending = null;
    const earlier = []; // sent before the page was left, their answer unknown
    const held = new Map(); // refused or to be chosen between: still only here
    let attempts = 0;
    let timer = null;
    let hasNewToken = false;
    let isGathering = false;
    const listeners = { change: [], done: [], answered: [], taken: [], refused: [] };

    const clock = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
    const spot = (edit) => (edit.note === undefined ? edit.code : `${edit.code}#`);
    const sameAs = (edit, answer) => Sheet.shownAs(edit) === Sheet.shownAs(answer);
    const beingSent = (place) => [...(sending || []), ...earlier].find((edit) => spot(edit) === place);

    function tell(name, ...words) {
        if (isGathering && name === "change") {
            return;
        }
        for (const listener of listeners[name]) {
            listener(...words);
        }
    }

    // --- Typing ---------------------------------------------------------------------------------

    /** Take down what a line's fields say. It is sent once ``isDone``, not at every stroke. */
    function take(line, { isDone = true, origin = "typed", group = null, force = false } = {}) {
        const answer = line.answer;
        const ahead = beingSent(line.code);
        const last = waiting.get(line.code) || ahead;
        if (force || !last || !sameAs(last, answer)) {
            if (!force && Sheet.shownAs(answer) === (ahead ? Sheet.shownAs(ahead) : line.was)) {
                drop(line); // back to what the server says, or is just being told
                return;
            }
            const before = last ? Sheet.answerOf(Sheet.shownAs(last)) : Sheet.answerOf(line.was);
            place(line, { ...answer, before, origin, group }, isDone);
        } else if (isDone && last === waiting.get(line.code) && !last.isDone) {
            finish(last);
        }
    }

    /** The word about an unusual figure. */
    function takeNote(line) {
        const field = line.note;
        const last = waiting.get(`${line.code}#`) || beingSent(`${line.code}#`);
        if ((last ? last.note : field.defaultValue) !== field.value) {
            place(line, { note: field.value, origin: "typed" }, true);
        }
    }

    function place(line, content, isDone) {
        const edit = { key: uuid(), code: line.code, at: Date.now(), isDone: false, ...content };
        const name = spot(edit);
        const before = waiting.get(name);
        const isBehind = [line.code, `${line.code}#`].some((each) => (each !== name && waiting.has(each)) || beingSent(each));
        // What is typed over an edit that is under way is typed over its outcome.
        edit.version = before ? before.version : isBehind ? null : line.version;
        if (before && !before.isDone && edit.before) {
            edit.before = before.before;
        }
        waiting.delete(name);
        waiting.set(name, edit);
        held.delete(name);
        say(line);
        tell("change");
        if (isDone) {
            finish(edit);
        }
    }

    function finish(edit) {
        edit.isDone = true;
        tell("done", edit);
        tell("change");
        flush();
    }

    /** The fields say again what the server says: there is nothing to send. */
    function drop(line) {
        const isNew = waiting.delete(line.code);
        if (held.delete(line.code) || isNew) {
            line.part("refusal")?.remove();
            say(line);
            tell("change");
        }
    }

    function uuid() {
        if (crypto.randomUUID) {
            return crypto.randomUUID();
        }
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
        return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
    }

    // --- Sending --------------------------------------------------------------------------------

    function next() {
        const batch = [];
        const codes = new Set();
        let origin = null;
        for (const edit of waiting.values()) {
            if (!edit.isDone || codes.has(edit.code) || (origin && edit.origin !== origin)) {
                continue;
            }
            origin = edit.origin;
            codes.add(edit.code);
            batch.push(edit);
        }
        return batch;
    }

    function flush() {
        if (sending || timer || isGathering) {
            return;
        }
        const batch = earlier.length ? earlier.splice(0) : next();
        if (!batch.length) {
            return;
        }
        sending = batch;
        for (const edit of batch) {
            edit.wasSent = true;
            if (waiting.get(spot(edit)) === edit) {
                waiting.delete(spot(edit));
            }
            say(Sheet.line(edit.code));
        }
        tell("change");
        attempt();
    }

    /** Several edits as one change: one request, one entry in the trail. */
    function together(work) {
        isGathering = true;
        work();
        isGathering = false;
        tell("change");
        flush();
    }

    function bodyOf(batch) {
        const body = new URLSearchParams({ origin: batch[0].origin });
        for (const edit of batch) {
            const put = (name, value) => body.set(`${name}-${edit.code}`, value);
            put("key", edit.key);
            put("version", edit.version ?? Sheet.line(edit.code).version);
            if (edit.note !== undefined) {
                put("note", edit.note);
                continue;
            }
            put("value", edit.text);
            put("state", edit.state);
            put("reason", edit.reason);
        }
        return body;
    }

    async function attempt() {
        const answer = await ask();
        if (!sending) {
            return; // given up meanwhile
        }
        if (!answer) {
            later("offline");
        } else if (answer.ok && answer.content) {
            settle(answer.content);
        } else if (answer.status === 403 && !hasNewToken) {
            await renew();
        } else if (answer.status === 401 || answer.redirected) {
            later("signed-out");
        } else if (answer.status === 403) {
            later("forbidden");
        } else if (answer.ok || answer.status >= 500 || answer.status === 429) {
            later("busy");
        } else {
            giveUp(answer.content?.sentence || "Máy chủ không nhận các số này. Hãy tải lại trang.");
        }
    }

    /** What the server says; nothing where it cannot be reached. */
    async function ask() {
        const body = bodyOf(sending);
        try {
            const answer = await fetch(ADDRESS, {
                method: "POST",
                headers: { Accept: "application/json", "X-CSRFToken": window.Portal.token() },
                body,
                keepalive: String(body).length < 60_000, // it arrives even where the page is left
                signal: AbortSignal.timeout?.(PATIENCE),
            });
            const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
            const { ok, status, redirected } = answer;
            return { ok, status, redirected, content: isJson ? await answer.json() : null };
        } catch {
            return null;
        }
    }

    /** Signing in again changes the token; somebody else's page would send under another name. */
    async function renew() {
        let fresh = null;
        try {
            fresh = await window.Portal.renewToken();
        } catch {
            later("offline");
            return;
        }
        const owner = fresh?.getElementById("sheet")?.dataset.name;
        if (!fresh) {
            later("signed-out");
        } else if (owner !== Sheet.room.dataset.name) {
            later(owner ? "somebody-else" : "forbidden");
        } else {
            hasNewToken = true;
            await attempt();
        }
    }

    function later(trouble) {
        const wait = WAITS[Math.min(attempts, WAITS.length - 1)];
        attempts += 1;
        hasNewToken = false;
        clearTimeout(timer);
        timer = setTimeout(again, wait * 1000 * (0.85 + Math.random() * 0.3));
        for (const edit of sending) {
            say(Sheet.line(edit.code));
        }
        Sheet.trouble(trouble);
        tell("change");
    }

    function again() {
        if (!timer) {
            return;
        }
        clearTimeout(timer);
        timer = null;
        for (const edit of sending) {
            say(Sheet.line(edit.code));
        }
        attempt();
    }

    // --- Answers --------------------------------------------------------------------------------

    function settle(content) {
        const { cells, lines, at } = content;
        const batch = sending;
        sending = null;
        attempts = 0;
        hasNewToken = false;
        Sheet.trouble(null);
        for (const edit of batch) {
            answered(edit, cells[edit.code]);
        }
        merge(lines, batch.map((edit) => edit.code));
        const taken = batch.filter((edit) => cells[edit.code].kind === "saved" || cells[edit.code].kind === "unchanged");
        tell("answered", content);
        tell("taken", taken, at);
        tell("refused", batch.filter((edit) => !taken.includes(edit)), cells);
        tell("change");
        flush();
    }

    function answered(edit, { kind, version }) {
        const isTaken = kind === "saved" || kind === "unchanged";
        for (const name of [edit.code, `${edit.code}#`]) {
            const after = waiting.get(name);
            if (after && after.version === null) {
                after.version = isTaken ? version : edit.version;
            }
        }
        edit.kind = kind;
        if (!isTaken && !waiting.has(spot(edit))) {
            held.set(spot(edit), edit);
        }
        if (isTaken && edit.note !== undefined && Sheet.line(edit.code).note) {
            Sheet.line(edit.code).note.defaultValue = edit.note;
        }
    }

    /** Lines as they stand on the server; a field in use, or with something unsent, is left alone.
     *
     * ``own`` are the lines of the edits that are being answered. In another line what a colleague
     * has written waits while the cursor stands in it: whoever types over the old figure is asked.
     * Answers the codes of the lines that now stand as the server says. */
    function merge(pieces, own = []) {
        const done = [];
        for (const [code, piece] of Object.entries(pieces)) {
            const line = Sheet.line(code);
            if (!line || (!own.includes(code) && isBusy(line, piece))) {
                continue;
            }
            const isUnsent = waiting.has(code) || beingSent(code);
            const isHeld = held.has(code);
            line.show(piece);
            if (isUnsent || isHeld) {
                Sheet.live(line); // beside the number that stands in the field
            } else if (line.field) {
                freshen(line);
            }
            say(line);
            done.push(code);
        }
        return done;
    }

    /** Whether the page must not look as the server says now: somebody is asked, or types here. */
    function isBusy(line, piece) {
        const isTyped = Sheet.outbox.isUnsent(line.code) || line.isInUse;
        return held.has(line.code) || (piece.was !== line.was && isTyped);
    }

    function freshen(line) {
        if (Sheet.shownAs(line.answer) === line.was) {
            return;
        }
        const active = document.activeElement;
        if (line.isInUse || (active === line.state && Sheet.answerOf(line.was).state !== line.state.value)) {
            line.element.dataset.stale = "yes"; // until the cursor leaves it
            return;
        }
        line.fillFromServer();
    }

    /** A refusal of the whole: the sheet is closed, or not this person's any more. */
    function giveUp(sentence) {
        const batch = sending;
        sending = null;
        for (const edit of [...batch, ...waiting.values()]) {
            edit.kind = "refused";
            held.set(spot(edit), edit);
        }
        waiting.clear();
        for (const edit of held.values()) {
            say(Sheet.line(edit.code));
        }
        Sheet.trouble("refused", sentence);
        tell("change");
    }

    /** Where a line's value is, in the line's own words. */
    function say(line) {
        const place = (code) => waiting.get(code) || beingSent(code) || held.get(code);
        const edit = place(line.code) || place(`${line.code}#`);
        if (!edit) {
            line.sayAsServed();
        } else if (sending?.includes(edit) && !timer) {
            line.say("sending", "Đang gửi…");
        } else if (held.get(spot(edit)) === edit) {
            line.say(edit.kind === "moved" ? "moved" : "failed", edit.kind === "moved" ? "Cần chọn" : "Chưa lưu");
            const when = line.part("mine-at");
            if (when) {
                when.textContent = ` · nhập lúc ${clock(edit.at)}`;
            }
        } else {
            line.say("local", Sheet.drafts?.isKept === false ? "Trên màn hình" : "Trên máy này");
        }
    }

    // --- A cell that two have answered --------------------------------------------------------------

    Sheet.room.addEventListener("click", (event) => {
        const button = event.target.closest('button[name^="choose-"]');
        if (!button) {
            return;
        }
        event.preventDefault();
        const line = Sheet.lineOf(button);
        held.delete(line.code);
        if (button.value === "mine") {
            take(line, { force: true });
        } else {
            line.fillFromServer();
            line.part("refusal")?.remove();
            say(line);
            tell("change");
        }
        line.field.focus();
    });

    // --- The line is back, the page is looked at again --------------------------------------------
    window.addEventListener("online", again);
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") {
            again();
        } else {
            leave();
        }
    });
    window.addEventListener("focus", again);
    window.addEventListener("pagehide", leave);

    /** Leaving the page counts as having finished typing. */
    function leave() {
        for (const edit of waiting.values()) {
            edit.isDone = true;
        }
        flush();
    }

    Sheet.outbox = {
        take,
        takeNote,
        together,
        merge,
        say,
        again,
        flush,
        on: (name, listener) => listeners[name].push(listener),
        /** Whoever signs out gives up what was not sent. */
        forget() {
            for (const kept of [waiting, held]) {
                kept.clear();
            }
            earlier.length = 0;
            sending = null;
            tell("change");
        },
        /** Everything that the server does not have, oldest first. */
        get unsent() {
            return [...held.values(), ...earlier, ...(sending || []), ...waiting.values()];
        },
        get isIdle() {
            return !sending && !earlier.length && !waiting.size;
        },
        isUnsent: (code) => Boolean(waiting.has(code) || beingSent(code) || held.has(code)),
        /** Edits kept from another time, as they were: those that had been sent go first. */
        restore(edits) {
            for (const edit of edits) {
                if (edit.wasSent) {
                    earlier.push(edit);
                } else {
                    waiting.set(spot(edit), { ...edit, isDone: true });
                }
            }
            tell("change");
        },
    };
})();
