// "Paste an address": one line fills all fields; what is unsure is asked, what is missing said.

import { asEntry } from './asking.js';
import { LEVELS, element, newId } from './fields.js';

const MOST_OFFERED = 5;

export class PasteBox {
  constructor(host) {
    const { say } = (this.host = host);
    const id = newId();
    this.root = element('div', { class: 'gd-paste gd-field' });
    this.input = element('textarea', {
      id, rows: 2, autocomplete: 'off', 'aria-describedby': `${id}-hint`,
    });
    this.hint = element('p', { id: `${id}-hint`, class: 'gd-said' }, say('pasteHint'));
    this.answer = element('div', { class: 'gd-answer', role: 'status' });
    const fill = element('button', { type: 'button' }, say('fill'));
    const buttons = element('div', { class: 'gd-buttons' });
    buttons.append(fill);
    this.root.append(
      element('label', { for: id }, say('paste')), this.input, this.hint, buttons, this.answer);
    fill.addEventListener('click', () => this.#ask());
    this.input.addEventListener('paste', () => setTimeout(() => this.#ask()));
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        event.preventDefault();
        this.#ask();
      }
    });
  }

  forget() {
    this.answer.replaceChildren();
  }

  async #ask() {
    const address = this.input.value.trim();
    if (!address) return;
    const { host } = this;
    const act = host.begin();
    try {
      const verdict = await host.source.validate({ address });
      this.#show(verdict, host.isCurrent(act));
      host.tell('geodistricts-verdict', verdict);
    } catch (error) {
      if (error.name === 'AbortError' || !host.isCurrent(act)) return;
      this.answer.replaceChildren(element('p', {}, host.say('failed')));
      host.failed(error);
    }
  }

  #show(verdict, isCurrent) {
    const { host } = this;
    const { say } = host;
    const offered = [verdict.district, ...verdict.alternatives].filter(Boolean);
    const said = [];
    if (!isCurrent) {
      // Somebody has gone on meanwhile: nothing is filled in over that.
    } else if (verdict.possible_next_action === 'ACCEPT') {
      host.fill(placesOf(verdict), verdict.street_line);
      said.push(element('p', {}, say('understood', verdict.formatted_address)));
      offered.length = 0;
    } else if (verdict.city || !host.value.city) {
      // What is not sure is not chosen: it is asked.
      const { city, township } = placesOf(verdict);
      const isNamed = verdict.components.township.sources.length > 0;
      host.fill({ city, township: isNamed ? township : null, district: null }, verdict.street_line);
    } // A line that names no place leaves what is chosen alone.
    const missing = LEVELS.filter((level) => !verdict[level]);
    if (isCurrent && verdict.possible_next_action === 'FIX' && missing.length) {
      for (const level of missing) if (!host[level].chosen) host[level].complain(say('missing'));
      said.push(element('p', {}, say('incomplete', missing.map((one) => say(one)).join(', '))));
    }
    if (offered.length) said.push(element('p', { class: 'gd-question' }, say('mean')));
    for (const district of offered.slice(0, MOST_OFFERED)) {
      const choice = element('button', { type: 'button', class: 'gd-offer' }, district.label);
      choice.addEventListener('click', () => {
        host.fill(placesOf({ district }));
        this.answer.replaceChildren(element('p', {}, say('chosen', district.label)));
        host.district.input.focus();
      });
      said.push(choice);
    }
    this.answer.replaceChildren(...said);
  }
}

function placesOf({ city, township, district }) {
  if (district) {
    const entry = asEntry(district);
    return { city: entry.township.city, township: entry.township, district: entry };
  }
  const inCity = city && { pk: city.pk, name: city.display_name };
  return {
    city: inCity,
    township: township && { pk: township.pk, name: township.display_name, city: inCity },
    district: null,
  };
}
