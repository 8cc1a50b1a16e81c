// The organiser's console. Who is checked in goes into the outbox and is shown as here at once; a step of the meeting
// waits until all of them have arrived. Answers change what has changed, so nothing that is being typed is lost.

import { morph, parsed } from "./morph.js";
import { Outbox, post } from "../shell/outbox.js";

class MeetingConsole extends HTMLElement {
  connectedCallback() {
    this.outbox = new Outbox(`check-in.${this.dataset.election}`, {
      send: (items) => this.send(items),
      settled: (answer) => this.renew(parsed(answer), true),
      told: (count, isStuck) => this.tell(count && isStuck ? this.dataset.waiting.replace("{count}", count) : ""),
    });
    this.addEventListener("submit", (event) => this.take(event));
    this.addEventListener("htmx:beforeSwap", (event) => this.swap(event));
    this.foresee();
    this.outbox.start();
  }

  take(event) {
    const { target: form, submitter } = event;
    if (form.hasAttribute("data-check-in")) {
      event.preventDefault();
      this.checkIn(form, submitter);
    } else if (form.hasAttribute("data-step")) {
      event.preventDefault();
      if (!this.isStepping) this.step(form, submitter);
    }
  }

  checkIn(form, submitter) {
    if (!this.outbox.isWorking) this.messages.replaceChildren();
    const { elector, present } = Object.fromEntries(bodyOf(form, submitter));
    this.outbox.add(elector ? { elector, present } : { everybody: "1" });
    this.foresee();
  }

  async send(items) {
    await this.stepping;
    const { everybody, present } = items[0];
    const other = items.findIndex((item) => everybody || item.everybody || item.present !== present);
    const count = everybody ? 1 : other < 0 ? items.length : other; // as many as one request can say
    const body = new URLSearchParams(everybody ? { everybody } : { present });
    if (!everybody) for (const item of items.slice(0, count)) body.append("elector", item.elector);
    const answer = await post(this.dataset.checkIn, body.toString());
    return answer && { count, answer: await answer.text() };
  }

  async step(form, submitter) {
    this.isStepping = true;
    const body = bodyOf(form, submitter).toString();
    while (this.outbox.isWorking) await this.outbox.working;
    if (form.isConnected && bodyOf(form, submitter).toString() === body) {
      this.stepping = this.carryOut(form, body);
      await this.stepping;
    } else {
      submitter?.focus(); // the number has changed meanwhile: somebody should look at it
    }
    this.isStepping = false;
  }

  async carryOut(form, body) {
    const answer = await post(form.action, body);
    if (!answer) return this.tell(this.dataset.unsent);
    this.tell("");
    const fresh = parsed(await answer.text());
    const before = this.now;
    const isFree = form.contains(document.activeElement) || document.activeElement === document.body;
    const isRefused = fresh.querySelector("[data-messages] .error, .field.invalid") !== null;
    if (!isRefused) {
      form.reset(); // what was typed is in the answer now
      form.closest("details")?.removeAttribute("open");
    }
    form.removeAttribute("data-keep");
    this.renew(fresh);
    form.toggleAttribute("data-keep", isRefused); // the next check-in leaves there what is wrong with it
    if (isFree && this.now !== before) this.querySelector("[data-first]")?.focus();
  }

  get now() {
    return this.querySelector(".card.now")?.dataset.key;
  }

  get messages() {
    return this.querySelector("[data-messages]");
  }

  renew(fresh, isCheckIn = false) {
    // One refused among many checked in is still to be read when the others are answered.
    if (isCheckIn) fresh.querySelector("[data-messages]")?.prepend(...this.messages.cloneNode(true).childNodes);
    morph(this, fresh);
    window.htmx?.process(this);
    this.foresee();
    this.querySelector("check-in")?.narrow();
  }

  swap(event) {
    if (!event.detail.shouldSwap) return;
    event.detail.shouldSwap = false;
    if (new URL(event.detail.xhr.responseURL).pathname !== event.detail.pathInfo.requestPath.split("?")[0]) {
      location.reload(); // somebody has to sign in again
      return;
    }
    this.renew(parsed(event.detail.serverResponse));
  }

  // The list as it will be when all that waits has arrived.
  foresee() {
    for (const { elector, present, everybody } of this.outbox.items) {
      for (const row of this.querySelectorAll("[data-check-in]")) {
        const key = row.elements.elector?.value;
        if (key && (everybody || key === elector)) mark(row, everybody ? "1" : present);
      }
    }
  }

  tell(words) {
    const note = document.querySelector("[data-queue]");
    note.hidden = !words;
    note.textContent = words;
  }
}

function bodyOf(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("csrfmiddlewaretoken");
  return body;
}

function mark(row, present) {
  row.querySelector("button").setAttribute("aria-pressed", String(present === "1"));
  row.elements.present.value = present === "1" ? "0" : "1";
}

customElements.define("meeting-console", MeetingConsole);
