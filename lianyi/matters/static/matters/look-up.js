// A text field below which the site proposes what matches: arrows choose, Enter takes, Escape closes.
// Without this file it is a text field, and the site says when what was typed is not clear.

const PAUSE = 200; // milliseconds without a key before it asks
let count = 0;

class LookUp extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input:not([type=hidden])");
    this.key = this.querySelector("[data-key]");
    this.list = this.querySelector("[role=listbox]");
    this.list.id = `look-up-${++count}`;
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(said)) this.input.setAttribute(name, value);
    this.list.setAttribute("aria-label", this.input.labels?.[0]?.textContent ?? "");
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }

  typed() {
    if (this.key) this.key.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const words = this.input.value.trim();
    if (!words) return this.close();
    const query = new URLSearchParams({ q: words });
    const desk = this.input.form?.elements.namedItem("desk");
    if (desk) query.set("desk", desk.value);
    const answer = await fetch(`${this.dataset.url}?${query}`, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok || this.input.value.trim() !== words) return; // a later question is on its way
    this.list.innerHTML = await answer.text();
    this.options.forEach((option, place) => {
      option.id = `${this.list.id}-${place}`;
      option.setAttribute("aria-selected", "false");
    });
    this.open(this.options.length > 0 && document.activeElement === this.input);
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get chosen() {
    return this.list.querySelector('[aria-selected="true"]');
  }

  get isOpen() {
    return !this.list.hidden;
  }

  pressed(event) {
    if (event.isComposing) return; // an input method takes these keys for itself
    if (["ArrowDown", "ArrowUp"].includes(event.key) && this.isOpen) {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.isOpen && this.chosen) {
      event.preventDefault();
      event.stopPropagation();
      this.take(this.chosen);
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  move(by) {
    const options = this.options;
    const place = options.indexOf(this.chosen);
    const next = options[(place + by + options.length) % options.length] ?? options[0];
    for (const option of options) option.setAttribute("aria-selected", String(option === next));
    this.input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  take(option) {
    if (!option) return;
    this.input.value = option.dataset.text;
    if (this.key) this.key.value = option.dataset.key;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
  }
}

customElements.define("look-up", LookUp);
