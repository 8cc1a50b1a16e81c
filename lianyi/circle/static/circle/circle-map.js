/** Draws streets, buildings and points from this site's own files. Without WebGL the table below says the same. */
const PALETTES = {
  light: { ground: "#f7f5f0", street: "#c9c3b4", steps: "#a0441a", name: "#4f5a5a", near: "#1f6437", middle: "#8a6d00", far: "#a01f24", point: "#0b5563", ring: "#ffffff", chosen: "#c04f14" },
  dark: { ground: "#0f1719", street: "#3c4a4e", steps: "#f2a878", name: "#adbbba", near: "#86d69d", middle: "#ebc671", far: "#ffa49d", point: "#7bcfd6", ring: "#0f1719", chosen: "#f5b083" },
};

function bounds(collection) {
  const box = [180, 90, -180, -90];
  for (const { geometry } of collection.features) {
    const [lon, lat] = geometry.coordinates;
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

function layers(colour, limit) {
  const minutes = ["coalesce", ["get", "minutes"], 999];
  const shade = ["case", ["!", ["coalesce", ["get", "inside"], true]], colour.far, ["<=", minutes, limit / 2], colour.near, [">=", minutes, 999], colour.name, colour.middle];
  const label = { "text-font": ["Noto Sans CJK SC"], "text-size": 13 };
  const halo = { "text-color": colour.name, "text-halo-color": colour.ground, "text-halo-width": 2 };
  return [
    { id: "ground", type: "background", paint: { "background-color": colour.ground } },
    { id: "reached", type: "fill", source: "ground", layout: { visibility: "none" }, paint: { "fill-color": colour.near, "fill-opacity": 0.16 } },
    { id: "streets", type: "line", source: "streets", filter: ["!", ["get", "steps"]], layout: { "line-cap": "round" }, paint: { "line-color": colour.street, "line-width": ["interpolate", ["linear"], ["zoom"], 12, 1, 17, 7] } },
    { id: "steps", type: "line", source: "streets", filter: ["get", "steps"], paint: { "line-color": colour.steps, "line-width": 3, "line-dasharray": [1, 0.6] } },
    { id: "ways", type: "line", source: "ways", layout: { visibility: "none" }, paint: { "line-color": colour.point, "line-width": 1, "line-opacity": 0.6 } },
    { id: "street-names", type: "symbol", source: "streets", layout: { ...label, "symbol-placement": "line", "text-field": ["get", "name"] }, paint: halo },
    { id: "candidates", type: "circle", source: "candidates", layout: { visibility: "none" }, paint: { "circle-radius": 6, "circle-color": colour.chosen, "circle-stroke-color": colour.ring, "circle-stroke-width": 2 } },
    { id: "homes", type: "circle", source: "homes", paint: { "circle-radius": ["interpolate", ["linear"], ["zoom"], 12, 3, 17, 10], "circle-color": ["case", ["coalesce", ["get", "inside"], true], shade, colour.ring], "circle-stroke-color": shade, "circle-stroke-width": 3 } },
    { id: "chosen", type: "circle", source: "homes", filter: ["==", ["get", "key"], -1], paint: { "circle-radius": 14, "circle-opacity": 0, "circle-stroke-color": colour.chosen, "circle-stroke-width": 3 } },
    { id: "points", type: "circle", source: "points", paint: { "circle-radius": 8, "circle-color": colour.point, "circle-stroke-color": colour.ring, "circle-stroke-width": 2 } },
    { id: "point-names", type: "symbol", source: "points", layout: { ...label, "text-field": ["get", "name"], "text-anchor": "top", "text-offset": [0, 0.8], "text-optional": true }, paint: { ...halo, "text-color": colour.point } },
  ];
}

class CircleMap extends HTMLElement {
  async connectedCallback() {
    this.canvas = this.querySelector("[data-map]");
    try {
      const answer = await fetch(this.dataset.url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      this.draw(await answer.json());
    } catch (fault) {
      this.classList.add("is-without-map");
      console.info("The map is not drawn:", fault);
    }
  }

  disconnectedCallback() {
    this.map?.remove();
  }

  draw(data) {
    const { maplibregl } = window;
    maplibregl.setWorkerUrl(this.dataset.worker);
    const colour = PALETTES[matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
    const sources = {};
    for (const name of ["ground", "streets", "ways", "homes", "points", "candidates"]) {
      sources[name] = { type: "geojson", data: data[name] ?? { type: "FeatureCollection", features: [] } };
    }
    this.map = new maplibregl.Map({
      container: this.canvas,
      style: { version: 8, sources, layers: layers(colour, Number(this.dataset.limit || 15)) },
      bounds: bounds(data.homes),
      fitBoundsOptions: { padding: 48, maxZoom: 17, animate: false },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      cooperativeGestures: true,
      locale: JSON.parse(this.dataset.words),
    });
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new maplibregl.ScaleControl(), "bottom-left");
    this.map.on("click", "homes", (event) => this.choose(event.features[0].properties));
    this.map.on("mouseenter", "homes", () => { this.map.getCanvas().style.cursor = "pointer"; });
    this.map.on("mouseleave", "homes", () => { this.map.getCanvas().style.cursor = ""; });
    this.map.on("load", () => {
      for (const box of this.querySelectorAll("input[data-layer]")) {
        box.addEventListener("change", () => this.toggle(box));
        this.toggle(box);
      }
      this.mark(Number(this.dataset.chosen || -1));
      this.dataset.ready = "yes";
    });
  }

  toggle(box) {
    if (box.dataset.layer === "gaps") {
      this.map.setFilter("homes", box.checked ? ["!", ["get", "inside"]] : null);
      return;
    }
    for (const layer of box.dataset.layer.split(" ")) {
      this.map.setLayoutProperty(layer, "visibility", box.checked ? "visible" : "none");
    }
  }

  mark(key) {
    this.map.setFilter("chosen", ["==", ["get", "key"], key]);
  }

  choose({ key }) {
    this.mark(key);
    const field = this.dataset.field && document.getElementById(this.dataset.field);
    if (field) {
      field.value = String(key);
      field.dispatchEvent(new Event("change", { bubbles: true }));
      field.focus();
    } else {
      window.htmx.ajax("GET", this.dataset.home.replace("/0/", `/${key}/`), { target: "#map-panel", swap: "innerHTML" });
    }
  }
}

customElements.define("circle-map", CircleMap);
