// Moving people between groups with a mouse. The keyboard's way is each person's own page, which opens as a dialog.
class DraftBoard extends HTMLElement {
  connectedCallback() {
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.hover(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.settle());
  }

  get groups() {
    return this.querySelectorAll("[data-number]");
  }

  async lift(event) {
    const seat = event.target.closest("[data-costs]");
    if (!seat) return;
    this.seat = seat;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", seat.dataset.serial);
    const answer = await fetch(seat.dataset.costs, { headers: { Accept: "application/json" } });
    if (answer.ok && this.seat === seat) this.tell(await answer.json());
  }

  tell(costs) {
    for (const group of this.groups) {
      const cost = costs[group.dataset.number];
      const line = group.querySelector(".drop-cost");
      line.hidden = !cost;
      if (!cost) continue;
      line.textContent = cost.text;
      line.classList.toggle("breaks", !cost.ok);
    }
  }

  hover(event) {
    const group = event.target.closest("[data-number]");
    for (const other of this.groups) other.classList.toggle("drop-here", this.seat && other === group);
    if (this.seat && group && !group.contains(this.seat)) event.preventDefault();
  }

  drop(event) {
    const group = event.target.closest("[data-number]");
    if (!this.seat || !group) return;
    event.preventDefault();
    const form = this.querySelector(".drop-form");
    form.action = this.seat.dataset.move;
    form.elements.to.value = group.dataset.number;
    form.submit();
  }

  settle() {
    this.seat = null;
    for (const group of this.groups) {
      group.classList.remove("drop-here");
      group.querySelector(".drop-cost").hidden = true;
    }
  }
}

customElements.define("draft-board", DraftBoard);
