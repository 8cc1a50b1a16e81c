// A slider over the links it holds: without it they are links like others.
class TimeSlider extends HTMLElement {
  connectedCallback() {
    const links = [...this.querySelectorAll("a")];
    if (links.length < 2) return;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(links.length - 1);
    slider.value = String(Math.max(0, links.findIndex((link) => link.hasAttribute("aria-current"))));
    slider.setAttribute("aria-label", this.parentElement.getAttribute("aria-label"));
    const said = () => slider.setAttribute("aria-valuetext", links[Number(slider.value)].textContent.trim());
    said();
    slider.addEventListener("input", said);
    slider.addEventListener("change", () => {
      location.href = links[Number(slider.value)].href;
    });
    this.prepend(slider);
  }
}

customElements.define("time-slider", TimeSlider);
