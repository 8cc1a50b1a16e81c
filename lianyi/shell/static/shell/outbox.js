// What was done on this page and has not reached the site yet. It outlives a reload and a lost connection, and is sent in
// the order in which it was done.

const RETRY = 2000;
const SLOW = 3000;
const never = new Promise(() => {});

export let isLeaving = false; // the site wants another page: what waits is sent by the next one

// An answer of the site; null when there was none that settles anything, so that the same is to be sent again.
export async function post(address, body) {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const headers = { "X-CSRFToken": token, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body, headers });
  } catch {
    return null;
  }
  if (answer.redirected || answer.headers.has("HX-Redirect") || answer.headers.has("HX-Refresh")) {
    isLeaving = true;
    const away = answer.headers.get("HX-Redirect");
    if (away) location.assign(away);
    else location.reload();
    return never;
  }
  return answer.ok || answer.status === 422 ? answer : null;
}

export class Outbox {
  // `send(items)` sends the first of them, one or more: { count, answer }, or null to try again. `settled` gets that
  // with the items it was about; `told` how many wait, and whether they are stuck.
  constructor(key, { send, settled, told, storage = localStorage }) {
    Object.assign(this, { key, send, settled, told, storage });
    this.isWorking = this.isStuck = false;
    this.working = Promise.resolve();
    this.items = JSON.parse(storage.getItem(key) || "[]");
  }

  add(item) {
    this.items.push(item);
    this.keep();
    this.tell(this.isStuck);
    this.start();
  }

  start() {
    if (!this.isWorking && this.items.length) this.working = this.work();
  }

  async work() {
    this.isWorking = true;
    while (this.items.length) {
      const slow = setTimeout(() => this.tell(true), SLOW);
      const sent = await this.send(this.items);
      clearTimeout(slow);
      if (sent) {
        const items = this.items.splice(0, sent.count);
        this.settled(sent.answer, items);
        this.keep();
      }
      this.tell(!sent);
      if (!sent) await new Promise((done) => setTimeout(done, RETRY));
    }
    this.isWorking = false;
  }

  tell(isStuck) {
    this.isStuck = isStuck;
    this.told(this.items.length, isStuck);
  }

  keep() {
    if (this.items.length) this.storage.setItem(this.key, JSON.stringify(this.items));
    else this.storage.removeItem(this.key);
  }
}
