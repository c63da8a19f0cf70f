// "Drop a pin": a map that the service's boundaries draw, and the district that a point is in.

import { asEntry, labelOf } from './asking.js';
import { element } from './fields.js';

const COUNTRY = [[35.8, 25.6], [42.2, 44.9]];
const CLOSE = 14;

export class Pin {
  #host;
  #map = null;
  #marker = null;
  #outlines = null;
  #boundary = null;
  #drawn = '';
  #drawing = '';
  #pinned = null;

  // The host is the element; the map goes into the place, what the pin means is said in said.
  constructor(host, place, said) {
    this.#host = host;
    this.place = place;
    this.said = said;
  }

  /** Shows the map, at what is chosen. */
  async show(value) {
    if (!this.#map) {
      await this.#load();
      this.#build();
    }
    this.#map.invalidateSize();
    await this.#draw(value);
    this.#compare(value);
    if (this.#pinned) this.#mark(this.#pinned.lat, this.#pinned.lon);
  }

  /** Redraws for what is chosen now, and says where the pin contradicts it. */
  async follow(value) {
    const { pin } = value;
    if (!pin) {
      this.#pinned = null;
      this.#marker?.remove();
    } else if (pin.lat !== this.#pinned?.lat || pin.lon !== this.#pinned?.lon) {
      // Not dropped here: somebody has come back to the page, or a script has put it there.
      await this.#find(pin.lat, pin.lon);
    }
    this.#compare(this.#host.value);
    if (this.#map && !this.place.hidden) this.#draw(value).catch(() => {});
  }

  /** Puts the pin, and fills the fields or says what it contradicts. */
  async drop(lat, lon) {
    const host = this.#host;
    const act = host.begin();
    const before = this.#pinned?.district;
    if (!(await this.#find(lat, lon))) return;
    const { district } = this.#pinned;
    const chosen = host.value;
    const isOfPin = before && chosen.district?.pk === before.pk;
    const isFree = district && (isOfPin || agrees(chosen, district));
    if (isFree && host.isCurrent(act)) this.#take();
    else host.fill({ pin: { lat, lon } });
  }

  /** Asks which district a point is in; false where there is no answer. */
  async #find(lat, lon) {
    const host = this.#host;
    this.#mark(lat, lon);
    try {
      const place = await host.source.reverse(lat, lon);
      this.#pinned = { lat, lon, district: place && asEntry(place.district) };
      return true;
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.said.textContent = host.say('failed');
        host.failed(error);
      }
      return false;
    }
  }

  #take() {
    const { lat, lon, district } = this.#pinned;
    const { township } = district;
    this.#host.fill({ city: township.city, township, district, pin: { lat, lon } });
  }

  #compare(value) {
    const { say } = this.#host;
    if (!this.#pinned) {
      this.said.textContent = '';
      return;
    }
    const pinned = this.#pinned.district;
    if (!pinned) {
      this.said.textContent = say('outside');
    } else if (!agrees(value, pinned)) {
      const { city, township, district } = value;
      const chosen = district ? labelOf(district) : township ? labelOf({ township }) : city.name;
      const take = element('button', { type: 'button' }, say('takePin'));
      take.addEventListener('click', () => this.#take());
      const text = say('contradicts', pinned.shown, chosen);
      this.said.replaceChildren(element('span', { class: 'gd-warning' }, text), ' ', take);
    } else {
      this.said.textContent = say('pinned', pinned.shown);
    }
  }

  async #load() {
    await load('./leaflet/leaflet.css');
    await Promise.all([import('./leaflet/leaflet.js'), load('./pin.css')]);
  }

  #build() {
    const host = this.#host;
    const { L } = window;
    const canvas = element('div', { class: 'gd-map', role: 'application', 'aria-label': host.say('map') });
    const centre = element('button', { type: 'button' }, host.say('takeCentre'));
    this.place.append(canvas, centre);
    this.#map = L.map(canvas, { minZoom: 4, attributionControl: false, zoomAnimation: !isCalm() });
    this.#map.fitBounds(COUNTRY);
    const tiles = host.getAttribute('tile-url');
    if (tiles) {
      const attribution = host.getAttribute('tile-attribution') ?? '';
      L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(this.#map);
      if (attribution) L.control.attribution({ prefix: false }).addTo(this.#map);
    }
    this.#map.on('click', ({ latlng }) => this.drop(latlng.lat, latlng.lng));
    centre.addEventListener('click', () => {
      const { lat, lng } = this.#map.getCenter();
      this.drop(lat, lng);
    });
  }

  /** Draws the outlines of what may be chosen next, and the boundary of what is. */
  async #draw({ city, township, district }) {
    const { source } = this.#host;
    const path = township ? `townships/${township.pk}/districts/boundaries`
      : city ? `cities/${city.pk}/townships/boundaries` : 'cities/boundaries';
    const key = `${path} ${district?.pk ?? ''}`;
    if (key === this.#drawn) return;
    const isElsewhere = !this.#drawn.startsWith(path);
    this.#drawing = key;
    const [outlines, boundary] = await Promise.all([
      source.boundary(path),
      district ? source.boundary(`districts/${district.pk}/boundary`).catch(() => null) : null,
    ]);
    if (this.#drawing !== key) return;
    this.#drawn = key;
    const { L } = window;
    this.#outlines?.remove();
    this.#boundary?.remove();
    this.#outlines = L.geoJSON(outlines, {
      style: { className: 'gd-outline', weight: 1 },
      onEachFeature: ({ properties }, layer) =>
        layer.bindTooltip(properties.display_name, { sticky: true }),
    }).addTo(this.#map);
    this.#boundary = boundary && L.geoJSON(boundary, {
      style: { className: 'gd-boundary', weight: 3 }, interactive: false,
    }).addTo(this.#map);
    const shown = this.#boundary ?? this.#outlines;
    if (isElsewhere || boundary) {
      this.#map.fitBounds(shown.getBounds(), { maxZoom: CLOSE, animate: false });
    }
  }

  #mark(lat, lon) {
    if (!this.#map) return;
    const { L } = window;
    this.#marker ??= L.circleMarker([lat, lon], { className: 'gd-marker', radius: 9, weight: 3 });
    this.#marker.setLatLng([lat, lon]).addTo(this.#map).bringToFront();
  }
}

/** Loads a style sheet beside this file. */
function load(name) {
  const sheet = element('link', {
    rel: 'stylesheet', href: new URL(name, import.meta.url).href,
  });
  return new Promise((resolve, reject) => {
    sheet.onload = resolve;
    sheet.onerror = reject;
    document.head.append(sheet);
  });
}

/** Tells whether a district lies in all that is chosen. */
function agrees({ city, township, district }, { pk, township: other }) {
  return (!city || city.pk === other.city.pk) && (!township || township.pk === other.pk) &&
    (!district || district.pk === pk);
}

function isCalm() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
