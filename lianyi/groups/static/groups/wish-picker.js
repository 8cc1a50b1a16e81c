// Turns the wish selects into a list one taps on. The selects stay what is sent, so the form is the same without this.

class WishPicker extends HTMLElement {
  connectedCallback() {
    this.selects = [...this.querySelectorAll(".wish-selects select")];
    this.box = this.querySelector(".wish-selects");
    this.cards = [...this.querySelectorAll("[data-number]")];
    if (!this.selects.length) return;
    this.wishes = this.selects.map((select) => select.value).filter(Boolean);
    this.box.hidden = true;
    this.order = this.box.insertAdjacentElement("afterend", document.createElement("section"));
    this.order.className = "wish-order";
    this.order.id = "wish-order";
    this.order.tabIndex = -1;
    this.problems = [...this.box.querySelectorAll(".errorlist")];
    // The summary of what is wrong leads to the list one taps on, as the selects are out of sight.
    for (const link of document.querySelectorAll('a[href^="#id_wish"]')) link.hash = this.order.id;
    this.order.setAttribute("aria-label", this.dataset.heading);
    this.said = this.order.insertAdjacentElement("afterend", document.createElement("p"));
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    for (const card of this.cards) card.append(this.button("", () => this.toggle(card.dataset.number)));
    this.selects.forEach((select) => select.addEventListener("change", () => {
      this.wishes = this.selects.map((one) => one.value).filter(Boolean);
      this.draw();
    }));
    this.draw();
  }

  button(text, act, name = "button") {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  toggle(number) {
    const at = this.wishes.indexOf(number);
    if (at >= 0) this.wishes.splice(at, 1);
    else if (number === "any") this.wishes = ["any"];
    else {
      this.wishes = this.wishes.filter((wish) => wish !== "any");
      if (this.wishes.length === this.selects.length) return this.say(this.dataset.full);
      this.wishes.push(number);
    }
    this.store();
    const rank = this.wishes.indexOf(number) + 1;
    if (rank) this.say(this.filled("said", rank, this.name(number)));
    else this.say(this.filled("drop", at + 1));
  }

  shift(at, by) {
    const [wish] = this.wishes.splice(at, 1);
    this.wishes.splice(at + by, 0, wish);
    this.store();
    this.say(this.filled("said", at + by + 1, this.name(wish)));
    const row = this.order.querySelectorAll("li")[at + by];
    (row.querySelector(by < 0 ? ".up" : ".down") ?? row.querySelector("button"))?.focus();
  }

  store() {
    this.selects.forEach((select, at) => { select.value = this.wishes[at] ?? ""; });
    this.problems = []; // of what was chosen before
    this.draw();
  }

  draw() {
    for (const card of this.cards) {
      const rank = this.wishes.indexOf(card.dataset.number) + 1;
      const button = card.querySelector("button");
      const isFull = this.wishes.length === this.selects.length && !this.wishes.includes("any");
      const next = this.wishes.includes("any") ? 1 : this.wishes.length + 1;
      card.toggleAttribute("data-rank", rank > 0);
      button.textContent = rank ? this.filled("drop", rank) : isFull ? this.dataset.full : this.filled("choose", next);
      button.setAttribute("aria-label", `${card.dataset.name}: ${button.textContent}`);
      button.setAttribute("aria-pressed", String(rank > 0));
      button.disabled = !rank && isFull;
    }
    this.order.replaceChildren(this.heading(), ...this.problems, this.list(), this.any());
  }

  heading() {
    const heading = document.createElement("h2");
    heading.textContent = this.dataset.heading;
    return heading;
  }

  list() {
    const list = document.createElement("ol");
    if (this.wishes.includes("any")) return list;
    this.selects.forEach((_select, at) => list.append(this.row(at)));
    return list;
  }

  row(at) {
    const row = document.createElement("li");
    const what = document.createElement("span");
    const wish = this.wishes[at];
    what.className = wish ? "wish-what" : "wish-what muted";
    what.textContent = `${at + 1}. ${wish ? this.name(wish) : this.dataset.none}`;
    row.append(what);
    if (!wish) return row;
    if (at > 0) row.append(this.move(at, -1, "up", this.dataset.up));
    if (at + 1 < this.wishes.length) row.append(this.move(at, 1, "down", this.dataset.down));
    const drop = this.button("✕", () => this.toggle(wish), "button small drop");
    drop.setAttribute("aria-label", `${this.name(wish)}: ${this.filled("drop", at + 1)}`);
    row.append(drop);
    return row;
  }

  move(at, by, name, label) {
    const button = this.button(by < 0 ? "↑" : "↓", () => this.shift(at, by), `button small ${name}`);
    button.setAttribute("aria-label", `${this.name(this.wishes[at])}: ${label}`);
    return button;
  }

  any() {
    const button = this.button(this.dataset.any, () => this.toggle("any"), "button small");
    button.setAttribute("aria-pressed", String(this.wishes.includes("any")));
    if (this.wishes.includes("any")) button.classList.add("primary");
    return button;
  }

  name(wish) {
    return this.selects[0].querySelector(`option[value="${CSS.escape(wish)}"]`)?.textContent ?? wish;
  }

  filled(key, rank, name = "") {
    return this.dataset[key].replace("{n}", rank).replace("{name}", name);
  }

  say(text) {
    this.said.textContent = text;
  }
}

customElements.define("wish-picker", WishPicker);
