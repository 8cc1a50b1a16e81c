// Says before sending which photographs will not be taken. The server decides; without this the form is the same.
class PictureCheck extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="file"]');
    this.said = this.querySelector(".errorlist");
    this.input.addEventListener("change", () => this.check());
  }

  check() {
    const files = [...this.input.files];
    const large = files.filter((file) => file.size > Number(this.dataset.largest));
    const problems = large.map((file) => this.dataset.large.replace("{name}", file.name));
    if (files.length > Number(this.dataset.most)) problems.push(this.dataset.many);
    this.said.textContent = problems.join(" ");
  }
}

customElements.define("picture-check", PictureCheck);
