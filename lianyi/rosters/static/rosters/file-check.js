/** Says at once that a file is too large, instead of after sending all of it. */
class FileCheck extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector('input[type="file"]');
    input?.addEventListener("change", () => {
      const isTooLarge = input.files[0]?.size > Number(this.dataset.limit);
      input.setCustomValidity(isTooLarge ? this.dataset.message : "");
      input.reportValidity();
    });
  }
}

customElements.define("file-check", FileCheck);
