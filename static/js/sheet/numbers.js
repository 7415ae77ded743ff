// Numbers and names as the portal reads them. vhtt_portal/numbers.py and text.py decide; this only
// hurries ahead of their answer, and a test holds the two to each other.
"use strict";

window.Sheet = {};

(() => {
    const INVISIBLE =
        /[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;
    const LOOKALIKES = { "\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ" };
    const GROUPED = /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/;
    const AT_LEAST = /^(?:tren|hon|it nhat|>=?|tu)\s*(\S.*)$/;
    const RANGE = /^(?:tu\s+)?([\d.,]+)\s*(?:den|-|–|—)\s*([\d.,]+)$/;
    const MAX_DIGITS = 15;

    function tidy(text) {
        const plain = text.replace(INVISIBLE, "").normalize("NFC");
        return plain.replace(/[\u00d0\u00f0\u0189\u0256]/g, (one) => LOOKALIKES[one]).replace(/[\s\x85]+/g, " ").trim();
    }

    /** The key under which a text is searched: no marks, đ as d, lower case. */
    function fold(text) {
        return tidy(text).toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{Mn}/gu, "");
    }

    /** "1.234,5" in hundredths, as a BigInt; null where the server would refuse it. */
    function readFigure(text, decimals) {
        const digits = text.replace(/[\uff10-\uff19]/g, (one) => String(one.charCodeAt(0) - 0xff10));
        const found = GROUPED.exec(tidy(digits).replace(/ /g, ""));
        if (!found) {
            return null;
        }
        const whole = found[1].replace(/\./g, "");
        const fraction = (found[2] || "").replace(/0+$/, "");
        if (whole.replace(/^0+/, "").length > MAX_DIGITS - decimals || fraction.length > decimals) {
            return null;
        }
        return BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
    }

    /** What a number line's text counts as: of "trên 5" and "5 đến 6" the lower one. */
    function readNumber(text, { decimals = 0, relation = false } = {}) {
        const folded = fold(text);
        const between = RANGE.exec(folded);
        if (between) {
            const [lower, upper] = [readFigure(between[1], decimals), readFigure(between[2], decimals)];
            return relation && lower !== null && upper !== null && upper > lower ? lower : null;
        }
        const least = AT_LEAST.exec(folded);
        if (least) {
            return relation ? readFigure(least[1], decimals) : null;
        }
        return readFigure(text, decimals);
    }

    /** Hundredths as people write them: 1.234,5 */
    function write(hundredths) {
        const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, "0");
        const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ".");
        const fraction = digits.slice(-2).replace(/0+$/, "");
        return (hundredths < 0n ? "−" : "") + whole + (fraction ? `,${fraction}` : "");
    }

    /** a / b, half away from zero; both positive. */
    const divided = (a, b) => (2n * a + b) / (2n * b);

    /** Percent in hundredths: 9400n is 94%. Nothing where there is nothing to divide by. */
    const share = (part, whole) => (whole ? divided(part * 10_000n, whole) : null);

    Object.assign(window.Sheet, { tidy, fold, readFigure, readNumber, write, divided, share });
})();
