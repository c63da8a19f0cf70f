// A native choice, for cities and townships on a phone.

import { Field, element } from './field.js';

export class NativeChoice extends Field {
  #entries = [];

  constructor(options) {
    super(options, 'select');
    this.input.addEventListener('change', () => {
      this.chosen = this.#entries[this.input.selectedIndex - 1] ?? null;
      this.complain('');
      this.onChoose(this.chosen);
    });
    this.refresh();
  }

  async refresh() {
    try {
      const { entries } = await this.find('');
      this.#entries = entries;
      const options = entries.map((one) => element('option', { value: one.pk }, one.name));
      this.input.replaceChildren(element('option', { value: '' }, this.say('choose')), ...options);
      this.set(this.chosen);
    } catch (error) {
      this.onError(error);
    }
  }

  set(entry) {
    this.chosen = entry;
    this.input.selectedIndex = 1 + this.#entries.findIndex((one) => one.pk === entry?.pk);
    this.complain('');
  }

  /** Does nothing: nobody writes into a native choice. */
  async resolve() {}
}
