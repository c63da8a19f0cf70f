// The fields: what they have in common, with suggestions, and native on a phone.

import { fold, foldName } from './fold.js';

const SLOW = 300; // milliseconds, after which a search says that it goes on
export const LEVELS = ['city', 'township', 'district'];
let count = 0;

export const newId = () => `geodistricts-${++count}`;

class Field {
  chosen = null;
  hasFailed = false;

  // The options: label, autocomplete (a token for browsers), say (a text), find (entries for what
  // was typed: pk, name, and how it is shown), onChoose (an entry or null), onError.
  constructor({ label, autocomplete, ...given }, tag, attributes) {
    Object.assign(this, given);
    const id = (this.id = newId());
    this.input = element(tag, { id, autocomplete, 'aria-describedby': `${id}-said`, ...attributes });
    this.box = element('div', { class: 'gd-box' });
    this.box.append(this.input);
    this.said = element('p', { id: `${id}-said`, class: 'gd-said' });
    this.root = element('div', { class: 'gd-field' });
    this.root.append(element('label', { for: id }, label), this.box, this.said);
  }

  async ask(typed, isStale) {
    try {
      const { entries, isWhole } = await this.find(typed, isStale);
      this.hasFailed = false;
      return { entries, isWhole };
    } catch (error) {
      if (error.name === 'AbortError') return null;
      this.hasFailed = true;
      this.onError(error);
      return null;
    }
  }

  complain(problem) {
    this.said.textContent = problem;
    if (problem) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
  }
}

// After the ARIA pattern "editable combobox with list autocomplete".
export class Combobox extends Field {
  #entries = [];
  #active = -1;
  #asked = 0;
  #isOpen = false;
  #resolving = null;
  #isStale = false;
  #pending = [];

  constructor(options) {
    super(options, 'input', {
      type: 'text', role: 'combobox', spellcheck: 'false', enterkeyhint: 'next',
      'aria-expanded': 'false', 'aria-autocomplete': 'list',
    });
    const id = `${this.id}-list`;
    this.list = element('ul', { id, role: 'listbox', 'aria-label': this.say('suggestions'), hidden: '' });
    this.status = element('p', { class: 'gd-status', role: 'status' });
    this.input.setAttribute('aria-controls', id);
    this.box.append(this.list);
    this.root.append(this.status);
    this.input.addEventListener('input', () => this.#typed());
    this.input.addEventListener('change', () => this.#changed());
    this.input.addEventListener('keydown', (event) => this.#pressed(event));
    this.input.addEventListener('click', () => this.#isOpen || this.#search());
    this.input.addEventListener('blur', () => this.#left());
    // The field keeps its focus while an option is pressed.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.#choose(this.#entries[option.dataset.place]);
    });
  }

  set(entry) {
    this.#asked++;
    this.chosen = entry;
    this.input.value = entry?.name ?? '';
    this.complain('');
    this.#close();
  }

  // Takes what is written for the entry of that name, where there is one: browsers fill in. Anew
  // where something else has been chosen since it was asked.
  async resolve(isAnew = false) {
    const text = this.input.value.trim();
    if (!text || this.chosen) return;
    if (isAnew || this.#resolving?.text !== text) {
      const made = (this.#resolving = { text, promise: this.#resolve(text) });
      made.promise.finally(() => {
        if (this.#resolving === made) this.#resolving = null;
      });
    }
    await this.#resolving.promise;
  }

  async #resolve(text) {
    const turn = ++this.#asked;
    const answer = await this.ask(text, () => turn !== this.#asked);
    if (!answer || turn !== this.#asked || this.chosen || !this.mayResolve(this)) return;
    // What lies elsewhere, or is one of many, is to be chosen by somebody.
    const inside = answer.entries.filter((one) => !one.isElsewhere);
    const same = inside.filter((one) => fold(one.name) === fold(text));
    const alike = inside.filter((one) => foldName(one.name) === foldName(text));
    const [found, other] = same.length ? same : alike.length ? alike : inside;
    const isSure = found && !other && answer.isWhole !== false;
    if (isSure && (alike.length || isNear(text, found.name))) this.#choose(found);
    else this.complain(this.say('notChosen'));
  }

  #typed() {
    const { chosen, input } = this;
    this.complain('');
    const name = chosen?.name ?? '';
    if (chosen && ![fold(name), foldName(name)].includes(fold(input.value))) {
      this.chosen = null;
      this.onChoose(null, !input.value.trim());
    }
    // A browser that fills in does so without the focus: there is nobody to choose.
    if (document.activeElement === input) this.#search();
  }

  #changed() {
    if (document.activeElement !== this.input) this.#left();
    else this.resolve();
  }

  #left() {
    this.#close();
    if (this.chosen) this.input.value = this.chosen.name;
    else this.resolve();
  }

  async #search() {
    const turn = ++this.#asked;
    this.#isStale = true;
    this.#pending = [];
    const slow = setTimeout(() => this.#announce(this.say('searching')), SLOW);
    const typed = this.chosen ? '' : this.input.value;
    const answer = await this.ask(typed, () => turn !== this.#asked);
    clearTimeout(slow);
    if (turn !== this.#asked) return;
    if (!answer) this.#close();
    else if (document.activeElement === this.input) this.#show(answer.entries, typed);
  }

  #show(entries, typed) {
    this.#entries = entries;
    this.#active = -1;
    this.#isStale = false;
    this.input.removeAttribute('aria-activedescendant');
    const rows = [];
    let group;
    for (const [place, entry] of entries.entries()) {
      if (entry.group && entry.group !== group?.dataset.name) {
        group = element('ul', { role: 'group', 'aria-label': entry.group });
        group.dataset.name = entry.group;
        const heading = element('li', { class: 'gd-group', role: 'presentation' }, entry.group);
        const holder = element('li', { role: 'presentation' });
        holder.append(group);
        if (entry.shown) rows.push(heading);
        rows.push(holder);
      }
      const option = this.#option(entry, place);
      if (entry.group) group.append(option);
      else rows.push(option);
    }
    this.list.replaceChildren(...rows);
    if (entries.length) this.#open();
    else this.#close();
    if (typed.trim() || entries.length) {
      this.#announce(entries.length ? this.say('found', entries.length) : this.say('nothing'));
    }
    this.said.textContent = entries.length || !typed.trim() ? '' : this.say('nothing');
    for (const event of this.#pending) this.#pressed(event);
  }

  #option(entry, place) {
    const id = `${this.list.id}-${place}`;
    const option = element('li', { id, role: 'option', 'aria-selected': 'false' });
    option.dataset.place = place;
    const text = entry.shown ?? entry.name;
    let end = 0;
    for (const [from, to] of entry.spans ?? []) {
      option.append(text.slice(end, from), element('mark', {}, text.slice(from, to)));
      end = to;
    }
    option.append(text.slice(end));
    return option;
  }

  #pressed(event) {
    const { key } = event;
    if (this.#isStale && this.#isOpen && ['ArrowDown', 'ArrowUp', 'Enter'].includes(key)) {
      // Meant for what is about to be shown.
      event.preventDefault();
      this.#pending.push(event);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (!this.#isOpen) this.#search();
      else this.#move(key === 'ArrowDown' ? 1 : -1);
    } else if (key === 'Enter' && this.#isOpen && this.#active >= 0) {
      event.preventDefault();
      this.#choose(this.#entries[this.#active]);
    } else if (key === 'Enter' && this.#isOpen && this.#entries.length) {
      // What stands there is not chosen yet, so the form is not sent.
      event.preventDefault();
      this.#move(1);
    } else if (key === 'Escape' && (this.#isOpen || this.input.value)) {
      event.preventDefault();
      if (this.#isOpen) this.#close();
      else this.#choose(null);
    } else if (key === 'Tab' && this.#isOpen && this.#active >= 0) {
      this.#choose(this.#entries[this.#active]);
    }
  }

  #move(step) {
    const size = this.#entries.length;
    this.#active = (this.#active + step + size + (this.#active < 0 && step < 0 ? 1 : 0)) % size;
    for (const option of this.list.querySelectorAll('[role=option]')) {
      const isActive = Number(option.dataset.place) === this.#active;
      option.setAttribute('aria-selected', String(isActive));
      if (isActive) {
        this.input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    }
  }

  #choose(entry) {
    this.set(entry);
    if (entry) this.#announce(this.say('chosen', entry.shown ?? entry.name));
    this.onChoose(entry, !entry);
  }

  #open() {
    this.#isOpen = true;
    this.list.hidden = false;
    this.list.scrollTop = 0;
    this.input.setAttribute('aria-expanded', 'true');
  }

  #close() {
    this.#isOpen = false;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
    if (this.status.textContent === this.say('searching')) this.#announce('');
  }

  #announce(text) {
    this.status.textContent = text;
  }
}

export class NativeChoice extends Field {
  #entries = [];

  constructor(options) {
    super(options, 'select');
    this.input.addEventListener('change', () => {
      this.chosen = this.#entries[this.input.selectedIndex - 1] ?? null;
      this.complain('');
      this.onChoose(this.chosen, !this.chosen);
    });
    // A list that did not come is asked for again.
    this.input.addEventListener('focus', () => this.hasFailed && this.refresh());
    this.refresh();
  }

  async refresh() {
    const answer = await this.ask('');
    if (!answer) return;
    this.#entries = answer.entries;
    const options = this.#entries.map(({ pk, name }) => element('option', { value: pk }, name));
    this.input.replaceChildren(element('option', { value: '' }, this.say('choose')), ...options);
    this.#show();
  }

  set(entry) {
    this.chosen = entry;
    this.complain('');
    if (this.hasFailed) this.refresh();
    else this.#show();
  }

  #show() {
    this.input.selectedIndex = 1 + this.#entries.findIndex(({ pk }) => pk === this.chosen?.pk);
  }

  // Nobody writes into a native choice.
  async resolve() {}
}

export function element(name, attributes = {}, text = '') {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = text;
  return made;
}

function isNear(text, name) {
  const [one, other] = [foldName(text), foldName(name)];
  return Math.abs(one.length - other.length) <= 1 && fold(text)[0] === fold(name)[0];
}
