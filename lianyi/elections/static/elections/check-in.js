// Typing a name, initials or a number narrows the list; Enter checks in whoever is first.

class CheckIn extends HTMLElement {
  connectedCallback() {
    const search = this.querySelector("input[type=search]");
    if (!search) return;
    search.addEventListener("input", () => this.narrow(search.value));
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      if (search.value.trim()) this.first()?.querySelector("button").click();
    });
  }

  narrow(typed) {
    const words = typed.trim().toLowerCase();
    const isNumber = /^\d+$/.test(words);
    for (const row of this.querySelectorAll("[data-find]")) {
      const keys = row.dataset.find;
      row.hidden = Boolean(words) && !(isNumber ? keys.split(" ")[0] === words : keys.includes(words));
    }
  }

  first() {
    const shown = [...this.querySelectorAll("[data-find]:not([hidden])")];
    return shown.find((row) => row.querySelector("[aria-pressed=false]"));
  }
}

customElements.define("check-in", CheckIn);
