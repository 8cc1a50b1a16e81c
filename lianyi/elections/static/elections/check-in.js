// Typing a name, initials or a number narrows the list; Enter checks in whoever is first, and the field is ready for the
// next person at once.

class CheckIn extends HTMLElement {
  connectedCallback() {
    this.search = this.querySelector("#who");
    this.said = this.querySelector("[data-said]");
    this.search.addEventListener("input", () => this.narrow());
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return; // an input method takes Enter for itself
      event.preventDefault();
      if (this.typed && !event.repeat) this.enter();
    });
    // The field is shown by this script, too late for the browser to see its autofocus.
    if (this.search.autofocus && document.activeElement === document.body) this.search.focus();
  }

  get typed() {
    return this.search.value.normalize("NFKC").trim().toLowerCase();
  }

  narrow() {
    const typed = this.typed;
    const isNumber = /^\d+$/.test(typed);
    for (const row of this.querySelectorAll("[data-find]")) {
      const keys = row.dataset.find;
      row.hidden = Boolean(typed) && !(isNumber ? keys.split(" ")[0] === typed : keys.includes(typed));
    }
  }

  enter() {
    this.narrow();
    const found = [...this.querySelectorAll("[data-find]:not([hidden]) .roll-name")];
    if (!found.length) {
      this.say("nobody", this.search.value);
      this.search.select(); // what is typed next takes its place
      return;
    }
    const away = found.find((button) => button.getAttribute("aria-pressed") === "false");
    away?.click();
    this.say(away ? "here" : "already", (away ?? found[0]).querySelector(".roll-who").textContent);
    this.search.value = "";
    this.narrow();
  }

  say(what, name) {
    this.said.textContent = this.dataset[what].replace("{name}", name);
  }
}

customElements.define("check-in", CheckIn);
