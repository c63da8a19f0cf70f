// What fields have in common: a label, a place for what is wrong with them.

let count = 0;

/** Returns an id that no other element has. */
export const newId = () => `geodistricts-${++count}`;

export class Field {
  chosen = null;
  /** Whether what it asked last was not answered. */
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

  /** Asks for entries, and notes whether there was an answer; null where it was given up. */
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
