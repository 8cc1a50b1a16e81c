// Keying a pile of forms as fast as hands can: the Enter that saves takes the form off the line at once, so that the next
// can be typed while the forms before it are sent behind, one after another. What the site does not take is shown beside,
// with its number and its values, until somebody takes it up again. Without scripts each form is sent by itself.

import { isLeaving, Outbox, post } from "../shell/outbox.js";

const OF_ONE_FORM = ["number", "wishes", "trade", "area", "hobby"]; // the other fields are the same for a whole pile

class KeyingDesk extends HTMLElement {
  connectedCallback() {
    // Wishes are personal: what waits is kept for this tab alone, and only until it is sent.
    this.kept = `keying.${this.dataset.pile}`;
    this.refusals = JSON.parse(sessionStorage.getItem(`${this.kept}.refused`) || "[]");
    this.outbox = new Outbox(this.kept, {
      storage: sessionStorage,
      send: ([item]) => this.send(item),
      settled: (html, [item]) => this.settle(html, item),
      told: (count, isStuck) => this.tell(count, isStuck),
    });
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("submit", (event) => this.take(event));
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("input", (event) => event.target === this.field("number") && this.forgetWho());
    this.addEventListener("change", (event) => event.target === this.field("number") && this.askWho());
    addEventListener("beforeunload", (event) => {
      if (!isLeaving && (this.outbox.items.length || this.refusals.length)) event.preventDefault();
    });
    this.showRefusals();
    this.outbox.start();
  }

  get isSending() {
    return this.outbox.isWorking;
  }

  get form() {
    return this.querySelector("form.keying");
  }

  get who() {
    return this.querySelector("#keying-who");
  }

  field(name) {
    return this.form.elements[name];
  }

  // Enter in the number goes on to the wishes instead of sending: a number pad has no Tab key.
  press(event) {
    if (event.key !== "Enter" || event.target.form !== this.form) return;
    if (event.repeat) event.preventDefault();
    if (event.repeat || event.target !== this.field("number") || this.field("wishes").value) return;
    event.preventDefault();
    if (event.target.value.trim()) this.field("wishes").focus(); // leaving the number is a change, which asks for the name
    else if (this.refusals.length) this.takeUp(0);
  }

  take(event) {
    if (event.target !== this.form) return;
    event.preventDefault();
    const missing = ["number", "wishes"].find((name) => !this.field(name).value.trim());
    if (missing) return this.point(missing);
    if (this.who.dataset.wrong === this.field("number").value) return this.point("number");
    const fields = Object.fromEntries(new FormData(this.form));
    delete fields.csrfmiddlewaretoken;
    this.clear();
    this.outbox.add({ fields });
  }

  point(name) {
    this.field(name).focus();
    this.field(name).select();
  }

  clear() {
    for (const name of OF_ONE_FORM) this.field(name).value = "";
    for (const field of this.form.querySelectorAll(".invalid")) field.classList.remove("invalid");
    for (const field of this.form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const problem of this.form.querySelectorAll("[data-problem]")) problem.replaceChildren();
    this.forgetWho();
    this.point("number");
  }

  // -- whose form a number is

  forgetWho() {
    this.who.replaceChildren(); // and which answer of that form was seen
    delete this.who.dataset.wrong;
  }

  async askWho() {
    const number = this.field("number").value;
    if (!number.trim()) return;
    let html;
    try {
      const answer = await fetch(`${this.dataset.who}?${new URLSearchParams({ number })}`);
      if (!answer.ok || answer.redirected) return;
      html = await answer.text();
    } catch {
      return; // the name is a help; what is typed does not wait for it
    }
    if (this.field("number").value !== number || this.who.querySelector("[name=sees]")) return;
    this.who.outerHTML = html;
    if (!this.who.dataset.wrong) return;
    this.hush();
    if (!this.field("wishes").value && document.activeElement === this.field("wishes")) this.point("number");
  }

  // -- sending

  async send(item) {
    const body = new URLSearchParams(item.fields);
    if (item.wasSent) body.set("again", "1"); // the answer may have been lost on its way, not the form
    item.wasSent = true;
    this.outbox.keep();
    const answer = await post(this.form.action, body);
    const html = answer && (await answer.text());
    return html?.includes("data-answer") ? { count: 1, answer: html } : null;
  }

  settle(html, item) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const answer = fresh.content.querySelector("[data-answer]");
    if (answer.dataset.answer === "saved") this.say(answer.textContent.trim());
    else this.refuse({ fields: item.fields, why: answer.textContent.trim(), ...answer.dataset });
    const last = fresh.content.querySelector("#keying-last");
    const here = this.querySelector("#keying-last");
    if (!here.contains(document.activeElement)) here.replaceWith(last);
  }

  say(text) {
    const said = this.querySelector("[data-said]");
    said.textContent = text;
    said.hidden = false;
  }

  // What went well before is not to be read as the answer to what went wrong now.
  hush() {
    this.querySelector("[data-said]").hidden = true;
    for (const notice of document.querySelectorAll("#main > .notice.success")) notice.remove();
  }

  tell(count, isStuck) {
    const note = this.querySelector("[data-waiting]");
    note.hidden = !count || !isStuck;
    note.textContent = this.dataset.waiting.replace("{count}", count);
  }

  // -- what was not taken

  refuse(refusal) {
    this.refusals.push(refusal);
    this.hush();
    this.showRefusals();
  }

  showRefusals() {
    if (this.refusals.length) sessionStorage.setItem(`${this.kept}.refused`, JSON.stringify(this.refusals));
    else sessionStorage.removeItem(`${this.kept}.refused`);
    this.querySelector("[data-refused]").hidden = !this.refusals.length;
    this.querySelector("[data-refused] ul").replaceChildren(...this.refusals.map((refusal) => this.line(refusal)));
  }

  line({ fields, why }) {
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true);
    line.querySelector("b").textContent = fields.number;
    line.querySelector("code").textContent = OF_ONE_FORM.slice(1).map((name) => fields[name]).filter(Boolean).join(" · ");
    line.querySelector("span").textContent = why;
    return line;
  }

  click(event) {
    const button = event.target.closest("[data-refused] button");
    if (!button) return;
    const at = [...button.closest("ul").children].indexOf(button.closest("li"));
    if (button.hasAttribute("data-take-up")) return this.takeUp(at);
    this.refusals.splice(at, 1);
    this.showRefusals();
    this.field("number").focus();
  }

  // Back into the line. What stands half typed there changes places with it.
  takeUp(at) {
    const [{ fields, why, field, sees, wrong }] = this.refusals.splice(at, 1);
    const typed = Object.fromEntries(OF_ONE_FORM.map((name) => [name, this.field(name).value]));
    if (typed.number || typed.wishes) this.refusals.push({ fields: typed, why: this.dataset.aside, field: "wishes" });
    this.showRefusals();
    this.clear();
    for (const name of OF_ONE_FORM) this.field(name).value = fields[name] ?? "";
    const problem = document.createElement("p");
    problem.className = "errorlist";
    problem.textContent = why;
    this.who.append(problem);
    if (wrong) this.who.dataset.wrong = wrong;
    if (sees) {
      const seen = Object.assign(document.createElement("input"), { type: "hidden", name: "sees", value: sees });
      this.who.append(seen);
    }
    this.point(field || "wishes");
  }
}

customElements.define("keying-desk", KeyingDesk);
