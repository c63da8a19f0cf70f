// <geodistricts-address>; address.d.ts has its attributes, properties and events.

import { Source } from './asking.js';
import { Combobox, LEVELS, NativeChoice, element } from './fields.js';
import { search } from './fold.js';
import { PasteBox } from './paste.js';
import { speaker } from './texts.js';

const NOTHING = { city: null, township: null, district: null, street: '', pin: null };

export class GeodistrictsAddress extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  #value = { ...NOTHING };
  #first = null;
  #act = 0;
  #isBuilt = false;
  #pin = null;
  #loadPin = null;

  connectedCallback() {
    if (this.#isBuilt) return;
    this.#isBuilt = true;
    const base = this.getAttribute('service') ?? new URL('..', import.meta.url).href;
    const lists = this.getAttribute('lists');
    const service = lists !== null && !this.hasAttribute('service') ? null : asFolder(base);
    this.source = new Source(
      service, asFolder(lists ?? `${asFolder(base)}form/lists`), this.getAttribute('token'));
    this.say = speaker(this.closest('[lang]')?.lang);
    const before = plainValue(this);
    this.#build();
    // Somebody may have set it before it was here, or before there was a class to set it.
    const isSet = Object.hasOwn(this, 'value') || LEVELS.some((level) => this.#value[level]);
    const early = isSet ? this.value : before;
    delete this.value;
    this.#first = this.value = early;
    this.addEventListener('input', ({ target }) => {
      this.#act++;
      if (target === this.street) this.#choose({ street: target.value });
      else this.#settle(false);
    });
    this.source.places().catch(() => {});
    this.addEventListener('invalid', (event) => this.#refuse(event));
  }

  get value() {
    return { ...this.#value };
  }

  set value(value) {
    const { district = null, street = '', pin = null } = value ?? {};
    const township = value?.township ?? district?.township ?? null;
    const city = value?.city ?? township?.city ?? null;
    this.#value = plain({ city, township, district, street, pin });
    if (!this.#isBuilt) return;
    this.city.set(city);
    this.township.set(township);
    this.district.set(district);
    this.#refreshNative();
    this.street.value = street;
    this.begin();
    this.#settle(false);
  }

  /** Notes that somebody does something: what was asked before, and comes late, fills nothing. */
  begin() {
    this.paste?.forget();
    return ++this.#act;
  }

  isCurrent(act) {
    return act === this.#act;
  }

  get complete() {
    return LEVELS.every((level) => this.#value[level]);
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  formResetCallback() {
    this.value = this.#first;
  }

  formStateRestoreCallback(state) {
    this.value = JSON.parse(state);
  }

  #build() {
    const { say, source } = this;
    const onError = (error) => this.failed(error);
    // Not while somebody writes into another field, which may say otherwise.
    const mayResolve = (field) => LEVELS.every((level) => {
      const { chosen, input } = this[level];
      return this[level] === field || chosen || !input.value || input !== document.activeElement;
    });
    const shared = { say, onError, mayResolve };
    const Choice = matchMedia('(pointer: coarse)').matches ? NativeChoice : Combobox;
    this.city = new Choice({
      label: say('city'), autocomplete: 'address-level1', ...shared,
      find: async (typed) => ({ entries: search(await source.places(), typed) }),
      onChoose: (city, isEmptied) => this.#chooseAbove('city', city, isEmptied),
    });
    this.township = new Choice({
      label: say('township'), autocomplete: 'address-level2', ...shared,
      find: (typed) => this.#findTownships(typed, Choice),
      onChoose: (township, isEmptied) => this.#chooseAbove('township', township, isEmptied),
    });
    this.district = new Combobox({
      label: say('district'), autocomplete: 'address-level3', ...shared,
      find: (typed, isStale) => this.#findDistricts(typed, isStale),
      onChoose: (district) => {
        this.begin();
        const township = district?.township ?? this.#value.township;
        this.#choose({ city: township?.city ?? this.#value.city, township, district });
      },
    });
    const id = `${this.district.input.id}-street`;
    const street = element('div', { class: 'gd-field gd-street' });
    this.street = element('textarea', { id, rows: 2, autocomplete: 'street-address' });
    street.append(element('label', { for: id }, say('street')), this.street);
    const fields = element('div', { class: 'gd-fields' });
    fields.append(this.city.root, this.township.root, this.district.root, street);
    const parts = [fields];
    if (source.service && !this.hasAttribute('without-paste')) {
      this.paste = new PasteBox(this);
      parts.unshift(this.paste.root);
    }
    if (source.service && !this.hasAttribute('without-map')) parts.push(this.#buildPin());
    this.replaceChildren(...parts);
  }

  async #findTownships(typed, Choice) {
    const { city } = this.#value;
    if (!city && (Choice === NativeChoice || !typed.trim())) return { entries: [] };
    // Browsers fill in the city and the township at once.
    if (!city && this.city.input.value) await this.city.resolve();
    const places = await this.source.places();
    const known = this.#value.city;
    const inside = known
      ? places.find((one) => one.pk === known.pk)?.townships ?? []
      : places.flatMap((one) => one.townships);
    const entries = search(inside, typed);
    return {
      entries: known
        ? entries
        : entries.slice(0, 20).map((one) => ({ ...one, shown: `${one.name}, ${one.city.name}` })),
    };
  }

  async #findDistricts(typed, isStale) {
    // Browsers fill in all fields at once, and people are quick: first what this one lies in.
    if (!this.#value.city && this.city.input.value) await this.city.resolve();
    if (!this.#value.township && this.township.input.value) await this.township.resolve();
    // Else it would be the newer question that is given up.
    if (isStale()) return { entries: [] };
    const { city, township, pin } = this.#value;
    return this.source.suggest(typed, { city, township, lat: pin?.lat, lon: pin?.lon });
  }

  #chooseAbove(level, place, isEmptied) {
    this.begin();
    const { city, township, district } = this.#value;
    const [above, below] = level === 'city' ? [place, township?.city] : [place, district?.township];
    const isKept = above ? above.pk === below?.pk : !isEmptied;
    const change = level === 'city' ? { city: place } : { city: place?.city ?? city, township: place };
    if (!isKept) Object.assign(change, level === 'city' && { township: null }, { district: null });
    this.#choose(change);
  }

  #choose(change) {
    const before = this.#value;
    this.#value = { ...before, ...plain(change) };
    const isPlace = LEVELS.some((level) => this.#value[level]?.pk !== before[level]?.pk);
    for (const level of isPlace ? LEVELS : []) {
      const [field, value] = [this[level], this.#value[level]];
      if (field.chosen?.pk !== value?.pk) field.set(value);
      // What a browser has filled in may be clear now that its city is.
      else if (!value && field.input !== document.activeElement) field.resolve(true);
    }
    const { city, township } = this.#value;
    if (city?.pk !== before.city?.pk) this.#refreshNative();
    if (township && township.pk !== before.township?.pk) {
      // So that the first look at the list finds it there.
      this.source.districts(township).catch(() => {});
    }
    this.#settle(true);
  }

  /** Fills in places, for a pasted line, or the pin; what is null there is cleared. */
  fill(change, street) {
    for (const level of LEVELS) if (change[level] === null) this[level].set(null);
    if (street !== undefined) this.street.value = street;
    this.#choose({ ...change, ...(street === undefined ? {} : { street, pin: null }) });
  }

  #refreshNative() {
    if (this.township instanceof NativeChoice) this.township.refresh();
  }

  #settle(isNews) {
    const data = new FormData();
    for (const level of LEVELS) {
      const chosen = this.#value[level];
      if (chosen) data.set(`${level}_pk`, chosen.pk);
      data.set(level, chosen?.name ?? this[level].input.value ?? '');
    }
    data.set('address', this.#value.street);
    if (this.#value.pin) {
      data.set('latitude', this.#value.pin.lat);
      data.set('longitude', this.#value.pin.lon);
    }
    this.#internals.setFormValue(data, JSON.stringify(this.#value));
    const empty = this.hasAttribute('required') && LEVELS.find((level) => this.#isMissing(level));
    if (empty) {
      this.#internals.setValidity({ valueMissing: true }, this.say('missing'), this[empty].input);
    } else {
      this.#internals.setValidity({});
    }
    if (this.#pin || this.#value.pin) {
      this.#loadPin?.().then((pin) => pin.follow(this.#value)).catch(() => {});
    }
    if (isNews) this.tell('geodistricts-change', this.value);
  }

  /** What nobody could choose, because the service did not answer, is checked when it is sent. */
  #isMissing(level) {
    const { input } = this[level];
    const isChoice = input.matches('select');
    const hasFailed = this[level].hasFailed || (isChoice && this.city.hasFailed);
    return !this.#value[level] && !(hasFailed && (isChoice || input.value.trim()));
  }

  // The browser's own message has no place to point at.
  #refuse(event) {
    event.preventDefault();
    const missing = LEVELS.filter((level) => this.#isMissing(level)).map((level) => this[level]);
    for (const field of missing) {
      field.complain(this.say(field.input.value.trim() ? 'notChosen' : 'missing'));
    }
    missing[0]?.input.focus();
  }

  failed(error) {
    this.district.said.textContent = this.say('failed');
    this.#settle(false);
    this.tell('geodistricts-error', { error });
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #buildPin() {
    const { say } = this;
    const root = element('div', { class: 'gd-pin' });
    const show = element('button', { type: 'button', 'aria-expanded': 'false' }, say('showMap'));
    const locate = element('button', { type: 'button' }, say('locate'));
    const said = element('p', { class: 'gd-said', role: 'status' });
    const place = element('div', { class: 'gd-place', hidden: '' });
    this.#loadPin = async () => {
      const { Pin } = await import('./pin.js');
      return (this.#pin ??= new Pin(this, place, said));
    };
    show.addEventListener('click', async () => {
      const isShown = place.hidden;
      place.hidden = !isShown;
      show.textContent = say(isShown ? 'hideMap' : 'showMap');
      show.setAttribute('aria-expanded', String(isShown));
      if (!isShown) return;
      try {
        await (await this.#loadPin()).show(this.#value);
      } catch (error) {
        said.textContent = say('failed');
        this.tell('geodistricts-error', { error });
      }
    });
    locate.addEventListener('click', () => {
      navigator.geolocation.getCurrentPosition(
        async ({ coords }) => (await this.#loadPin()).drop(coords.latitude, coords.longitude),
        () => (said.textContent = say('noPosition')),
        { enableHighAccuracy: true, timeout: 10_000 },
      );
    });
    const buttons = element('div', { class: 'gd-buttons' });
    buttons.append(show, locate);
    root.append(buttons, said, place);
    return root;
  }
}

function plain({ city, township, district, ...others }) {
  const isOf = (place) => place && { pk: place.pk, name: place.name };
  const inCity = (place) => place && { ...isOf(place), city: isOf(place.city) };
  const inTownship = (place) => place && { ...isOf(place), township: inCity(place.township) };
  const kept = { ...others };
  if (city !== undefined) kept.city = isOf(city);
  if (township !== undefined) kept.township = inCity(township);
  if (district !== undefined) kept.district = inTownship(district);
  return kept;
}

function asFolder(address) {
  const absolute = new URL(address, document.baseURI).href;
  return absolute.endsWith('/') ? absolute : `${absolute}/`;
}

function plainValue(host) {
  const chosen = (name) => {
    const option = host.querySelector(`select[name=${name}_pk]`)?.selectedOptions[0];
    return option?.value ? { pk: Number(option.value), name: option.label } : null;
  };
  const [city, township, district] = LEVELS.map(chosen);
  if (township) township.city = city;
  if (district) district.township = township;
  const street = host.querySelector('textarea[name=address]')?.value ?? '';
  return { city, township, district, street, pin: null };
}

customElements.define('geodistricts-address', GeodistrictsAddress);
