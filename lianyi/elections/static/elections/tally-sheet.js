// A teller's sheet. Each mark is put into a queue that outlives a reload and a lost connection, and is sent in order; its
// token lets the site see that one sent twice is the same. Without scripts every form is sent by itself.

const RETRY = 2000;

class TallySheet extends HTMLElement {
  connectedCallback() {
    this.key = `tally-sheet.${this.dataset.sheet}`;
    this.queue = JSON.parse(localStorage.getItem(this.key) || "[]");
    this.addEventListener("submit", (event) => this.take(event));
    this.addEventListener("click", (event) => this.toggle(event));
    this.addEventListener("input", (event) => event.target.name === "numbers" && this.show());
    this.send();
  }

  take(event) {
    const form = event.target;
    if (form.hasAttribute("data-plain")) {
      if (this.queue.length) event.preventDefault();
      return;
    }
    if (form.getAttribute("action") !== this.dataset.enter) return;
    event.preventDefault();
    if (form.hasAttribute("data-ballot") && !form.querySelector("[name=numbers]").value.trim()) return; // Enter twice
    const mark = new URLSearchParams(new FormData(form, event.submitter));
    mark.delete("csrfmiddlewaretoken");
    mark.set("token", crypto.randomUUID?.() ?? `${Date.now()}.${Math.random()}`);
    this.queue.push(mark.toString());
    if (form.hasAttribute("data-ballot")) {
      form.querySelector("[name=numbers]").value = "";
      this.show();
    }
    this.keep();
    this.send();
  }

  toggle(event) {
    const button = event.target.closest("[data-number]");
    if (!button) return;
    const input = this.querySelector("[name=numbers]");
    const numbers = input.value.split(/\s+/).filter(Boolean);
    const at = numbers.indexOf(button.dataset.number);
    if (at < 0) numbers.push(button.dataset.number);
    else numbers.splice(at, 1);
    input.value = numbers.join(" ");
    this.show();
  }

  show() {
    const chosen = new Set(this.querySelector("[name=numbers]").value.split(/[\s,;，；、]+/));
    for (const button of this.querySelectorAll("[data-number]")) {
      button.setAttribute("aria-pressed", String(chosen.has(button.dataset.number)));
    }
  }

  keep() {
    if (this.queue.length) localStorage.setItem(this.key, JSON.stringify(this.queue));
    else localStorage.removeItem(this.key);
    const note = this.querySelector("[data-queue]");
    note.hidden = this.queue.length < 2;
    note.textContent = this.dataset.waiting.replace("{count}", this.queue.length);
  }

  async send() {
    if (this.isSending) return;
    this.isSending = true;
    while (this.queue.length) {
      const answer = await this.post(this.queue[0]);
      if (!answer) {
        await new Promise((done) => setTimeout(done, RETRY));
        continue;
      }
      this.queue.shift();
      this.keep();
      if (answer.redirected) {
        location.reload();
        return;
      }
      await this.replace(answer);
    }
    this.isSending = false;
  }

  async post(body) {
    try {
      const headers = { "X-CSRFToken": this.token, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
      const answer = await fetch(this.dataset.enter, { method: "POST", body, headers });
      return answer.status < 500 ? answer : null;
    } catch {
      return null;
    }
  }

  async replace(answer) {
    const content = await answer.text();
    const typed = this.querySelector("[name=numbers]")?.value; // also what was typed while the answer came
    const body = this.querySelector("[data-body]");
    body.innerHTML = content;
    window.htmx?.process(body);
    const input = this.querySelector("[name=numbers]");
    if (!input) return;
    if (typed) input.value = typed;
    this.show();
    input.focus();
  }

  get token() {
    return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  }
}

customElements.define("tally-sheet", TallySheet);
