// Enter in the number goes on to the wishes instead of sending: a number pad has no Tab key.

class KeyingDesk extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.name !== "number") return;
      const wishes = this.querySelector("[name=wishes]");
      if (wishes.value) return;
      event.preventDefault();
      wishes.focus(); // leaving the number is a change, which asks for the name
    });
  }
}

customElements.define("keying-desk", KeyingDesk);
