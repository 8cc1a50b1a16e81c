// A button that opens the browser's print window. It is not there without scripts, where the text beside it says what to do.
class PrintButton extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button primary";
    button.textContent = this.getAttribute("label");
    button.addEventListener("click", () => window.print());
    this.replaceChildren(button);
  }
}

customElements.define("print-button", PrintButton);
