// What fields have in common: a label, a place for what is wrong with them.

let count = 0;

export class Field {
  chosen = null;

  // The options: label, autocomplete (a token for browsers), say (a text), find (entries for what
  // was typed: pk, name, and how it is shown), onChoose (an entry or null), onError.
  constructor({ label, autocomplete, ...given }, tag, attributes) {
    Object.assign(this, given);
    this.id = `geodistricts-${++count}`;
    const { id } = this;
    this.input = element(tag, { id, autocomplete, 'aria-describedby': `${id}-said`, ...attributes });
    this.box = element('div', { class: 'gd-box' });
    this.box.append(this.input);
    this.said = element('p', { id: `${id}-said`, class: 'gd-said' });
    this.root = element('div', { class: 'gd-field' });
    this.root.append(element('label', { for: id }, label), this.box, this.said);
  }

  /** Says what is wrong, or, with nothing, that all is well. */
  complain(problem) {
    this.said.textContent = problem;
    if (problem) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
  }
}

export function element(name, attributes = {}, text = '') {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = text;
  return made;
}
