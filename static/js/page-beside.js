// The printed page beside a form is drawn anew once the hand rests.
(() => {
    const RESTS = 1500;
    const form = document.querySelector("form[data-page-beside]");
    const trial = form?.querySelector("[data-trial]");
    if (!trial) {
        return;
    }
    let waiting;
    form.addEventListener("input", () => {
        clearTimeout(waiting);
        // Where the page is not shown (a phone), nothing is drawn.
        if (trial.checkVisibility()) {
            waiting = setTimeout(() => form.requestSubmit(trial), RESTS);
        }
    });
    // A page that is being left must not be answered by a drawing.
    form.addEventListener("submit", () => clearTimeout(waiting));
})();
