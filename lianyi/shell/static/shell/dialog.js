// Opens what htmx loads into <loaded-dialog> as a modal dialog. Without this file the same links lead to whole pages.
class LoadedDialog extends HTMLElement {
  connectedCallback() {
    this.addEventListener("htmx:afterSwap", () => this.show());
    this.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
  }

  get dialog() {
    return this.querySelector("dialog");
  }

  show() {
    if (!this.dialog.open) this.dialog.showModal();
  }
}

customElements.define("loaded-dialog", LoadedDialog);
