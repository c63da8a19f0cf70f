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
