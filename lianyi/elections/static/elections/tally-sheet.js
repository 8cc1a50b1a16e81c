// A teller's sheet. Each mark goes into the outbox at once and is shown as counted; its token lets the site see that one
// sent twice is the same. Without scripts every form is sent by itself.

import { morph, parsed } from "./morph.js";
import { Outbox, post } from "../shell/outbox.js";

const STROKES = 5;
const PAPERS = ["ballot", "blank", "valid", "invalid"];

class TallySheet extends HTMLElement {
  connectedCallback() {
    this.outbox = new Outbox(`tally-sheet.${this.dataset.sheet}`, {
      send: (items) => this.send(items[0]),
      settled: (answer, items) => this.settle(answer, items[0]),
      told: (count, isStuck) => this.tell(count, isStuck),
    });
    this.addEventListener("submit", (event) => this.take(event));
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("input", (event) => event.target.name === "numbers" && this.press());
    this.addEventListener("keydown", (event) => event.repeat && event.key === "Enter" && event.preventDefault());
    this.addEventListener("htmx:beforeSwap", (event) => this.swap(event));
    this.foresee();
    this.outbox.start();
  }

  get isSending() {
    return this.outbox.isWorking;
  }

  get body() {
    return this.querySelector("[data-body]");
  }

  get field() {
    return this.querySelector("[name=numbers]");
  }

  take(event) {
    const form = event.target;
    if (form.hasAttribute("data-plain") && this.isSending) {
      event.preventDefault();
      this.handIn(form);
    }
    if (form.getAttribute("action") !== this.dataset.enter) return;
    event.preventDefault();
    const isBallot = form.hasAttribute("data-ballot");
    if (isBallot && !this.field.value.trim()) return; // Enter twice
    const mark = new URLSearchParams(new FormData(form, event.submitter));
    mark.delete("csrfmiddlewaretoken");
    mark.set("token", crypto.randomUUID?.() ?? `${Date.now()}.${Math.random()}`);
    if (isBallot) this.field.value = "";
    this.outbox.add(mark.toString());
    this.foresee();
    if (matchMedia("(pointer: fine)").matches) this.field?.focus(); // who keys goes on keying; a phone opens no keyboard
  }

  async handIn(form) {
    const refused = this.refusals.children.length;
    await this.outbox.working;
    if (form.isConnected && this.refusals.children.length === refused) form.submit();
  }

  async send(mark) {
    const answer = await post(this.dataset.enter, mark);
    return answer && { count: 1, answer: await answer.text() };
  }

  settle(html, sent) {
    const fresh = parsed(html);
    const problem = fresh.querySelector("[data-problem]");
    problem?.remove();
    this.renew(fresh);
    if (problem) this.refuse(problem.textContent.trim(), new URLSearchParams(sent).get("numbers"));
  }

  renew(fresh) {
    morph(this.body, fresh);
    window.htmx?.process(this.body);
    this.foresee();
    if (document.activeElement === document.body) this.querySelector("[autofocus]")?.focus();
  }

  swap(event) {
    if (!event.detail.shouldSwap) return;
    event.detail.shouldSwap = false;
    this.renew(parsed(event.detail.serverResponse));
  }

  // Said until somebody has read it: who keys fast looks at the paper, and the next ballot would wipe it away.
  refuse(problem, typed) {
    const line = document.createElement("li");
    line.textContent = typed ? `${typed}: ${problem}` : problem;
    this.refusals.append(line);
    this.refusals.closest("[data-refused]").hidden = false;
    if (!typed || !this.field || this.field.value || this.outbox.items.length) return;
    this.field.value = typed;
    this.field.select();
    this.press();
  }

  get refusals() {
    return this.querySelector("[data-refused] ul");
  }

  click(event) {
    const button = event.target.closest("button");
    if (button?.hasAttribute("data-read")) {
      this.refusals.replaceChildren();
      button.closest("[data-refused]").hidden = true;
      this.field?.focus();
    }
    if (button?.dataset.number) this.toggle(button.dataset.number);
  }

  toggle(number) {
    const numbers = this.field.value.split(/\s+/).filter(Boolean);
    const at = numbers.indexOf(number);
    if (at < 0) numbers.push(number);
    else numbers.splice(at, 1);
    this.field.value = numbers.join(" ");
    this.press();
  }

  // The names whose numbers stand in the field look chosen.
  press() {
    const chosen = new Set(this.field.value.split(/[\s,;，；、]+/));
    for (const button of this.querySelectorAll("[data-number]")) {
      button.setAttribute("aria-pressed", String(chosen.has(button.dataset.number)));
    }
  }

  // What the site will say when all that waits has arrived.
  foresee() {
    if (this.field) this.press();
    const waiting = new Map();
    let papers = 0;
    for (const mark of this.outbox.items.map((item) => new URLSearchParams(item))) {
      const change = mark.has("take_back") ? -1 : 1;
      waiting.set(mark.get("mark"), (waiting.get(mark.get("mark")) ?? 0) + change);
      if (PAPERS.includes(mark.get("mark").split("|")[0])) papers += change;
    }
    for (const row of this.querySelectorAll("[data-strokes]")) {
      this.count(row, Number(row.dataset.strokes) + (waiting.get(row.dataset.key) ?? 0));
    }
    const sum = this.querySelector("[data-entered] b");
    if (sum) sum.textContent = Number(sum.closest("p").dataset.entered) + papers;
  }

  count(row, count) {
    const shown = row.querySelector(".stroke-add b");
    row.querySelector("[data-less]").disabled = count < 1;
    if (shown.textContent === String(count)) return;
    shown.textContent = count;
    const marks = Array.from({ length: Math.ceil(Math.max(count, 0) / STROKES) }, (_mark, at) => {
      const strokes = Math.min(STROKES, count - at * STROKES);
      return `<svg class="stroke" aria-hidden="true"><use href="${this.dataset.sprite}#s${strokes}"></use></svg>`;
    });
    row.querySelector(".strokes").innerHTML = marks.join("");
  }

  tell(count, isStuck) {
    const note = this.querySelector("[data-queue]");
    note.hidden = !count || !isStuck;
    note.textContent = this.dataset.waiting.replace("{count}", count);
  }
}

customElements.define("tally-sheet", TallySheet);
