// The operator's hands stay on the keyboard: Enter leads to the next field, Ctrl and Enter save from everywhere.

class TakeIn extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.form.addEventListener("keydown", (event) => this.pressed(event));
    this.addEventListener("click", (event) => this.choose(event.target.closest("[data-subject]")));
  }

  pressed(event) {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.form.requestSubmit(this.form.querySelector("[data-save]"));
    } else if (event.target.matches("input:not([type=checkbox]), select")) {
      event.preventDefault();
      this.next(event.target)?.focus();
    }
  }

  next(field) {
    const fields = [...this.form.querySelectorAll("input:not([type=hidden]), select, textarea, [data-save]")];
    return fields[fields.indexOf(field) + 1];
  }

  // A subject that the site proposes for the topic goes into its field.
  choose(button) {
    if (!button) return;
    const field = this.form.elements.namedItem("subject");
    field.value = button.dataset.subject;
    field.focus();
  }
}

customElements.define("take-in", TakeIn);
