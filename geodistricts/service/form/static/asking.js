// What the element asks: the service, or static lists. Nothing twice, and one thing at a time.

import { search, spansOf } from './fold.js';

const LIMIT = 10;
const SHORTEST_ELSEWHERE = 4;

export class Source {
  #kept = new Map();
  #answers = new Map();
  #inFlight = new Map();

  // A service of null leaves the lists alone: the folder with places.json.
  constructor(service, lists, token) {
    this.service = service;
    this.lists = lists;
    this.token = token;
  }

  places() {
    return this.#once('places', async () => {
      const { cities } = await this.#json(`${this.lists}places.json`);
      return cities.map(([pk, name, townships]) => {
        const city = { pk, name };
        city.townships = townships.map(([pk, name]) => ({ pk, name, city }));
        return city;
      });
    });
  }

  /** Returns the districts of a township, a village's parts in a group of its name. */
  districts(township) {
    return this.#once(`of ${township.pk}`, async () => {
      const listed = await this.#json(`${this.lists}${township.pk}.json`);
      return listed.flatMap(([pk, name, parts = []]) => {
        const group = parts.length ? name : undefined;
        const whole = pk === null ? [] : [{ pk, name, township, group }];
        return [...whole, ...parts.map(([pk, part]) =>
          ({ pk, name: `${part} (${name})`, shown: part, township, group }))];
      });
    });
  }

  async suggest(typed, { city, township, lat, lon }) {
    if (township && (!typed.trim() || !this.service)) {
      return this.#searched(township, typed);
    }
    if (!typed.trim() || !this.service) return { entries: [] };
    const answer = await this.#suggestIn(typed, { city, township, lat, lon });
    if (answer.entries.length || typed.trim().length < SHORTEST_ELSEWHERE) return answer;
    // Where the place that is chosen has no such name, it may be the place that is wrong.
    const wider = township ? { city: township.city } : city ? {} : null;
    if (!wider) return answer;
    const { entries } = await this.#suggestIn(typed, { ...wider, lat, lon });
    return { entries: entries.map((one) => ({ ...one, shown: labelOf(one), isElsewhere: true })) };
  }

  async #suggestIn(typed, { city, township, lat, lon }) {
    const scope = township ? `t${township.pk}` : city ? `c${city.pk}` : '';
    const key = `${scope}|${typed.trim().toLocaleLowerCase('tr')}`;
    const known = this.#answers.get(key) ?? this.#narrowed(scope, typed);
    if (known) return known;
    const query = new URLSearchParams({ prefix: typed, limit: LIMIT, levels: 'district' });
    if (township) query.set('township_pk', township.pk);
    else if (city) query.set('city_pk', city.pk);
    if (lat != null) {
      query.set('lat', lat);
      query.set('lon', lon);
    }
    try {
      const found = await this.#alone('suggest', `v1/suggest?${query}`);
      const entries = found.map((one) => asEntry(one, Boolean(township)));
      const answer = { entries, scope, typed, isWhole: found.length < LIMIT };
      this.#answers.set(key, answer);
      return answer;
    } catch (error) {
      // The township's list may be there already: better a plain search than none.
      if (error.name !== 'AbortError' && township && this.#kept.has(`of ${township.pk}`)) {
        return this.#searched(township, typed);
      }
      throw error;
    }
  }

  async #searched(township, typed) {
    return { entries: marked(search(await this.districts(township), typed), typed) };
  }

  #narrowed(scope, typed) {
    for (const { entries, scope: other, typed: shorter, isWhole } of this.#answers.values()) {
      if (isWhole && other === scope && shorter.length > 1 && typed.startsWith(shorter)) {
        const kept = entries.filter((one) => begins(one.name, typed));
        if (kept.length) return { entries: marked(kept, typed) };
      }
    }
    return null;
  }

  validate(order) {
    return this.#alone('validate', 'v1/validate', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
  }

  reverse(lat, lon) {
    return this.#alone('reverse', `v1/reverse?${new URLSearchParams({ lat, lon })}`);
  }

  boundary(path) {
    return this.#once(path, () => this.#json(`${this.service}v1/${path}`));
  }

  async #alone(kind, path, options = {}) {
    this.#inFlight.get(kind)?.abort();
    const mine = new AbortController();
    this.#inFlight.set(kind, mine);
    return this.#json(this.service + path, { ...options, signal: mine.signal });
  }

  async #once(key, make) {
    if (!this.#kept.has(key)) {
      const made = make();
      this.#kept.set(key, made);
      made.catch(() => this.#kept.delete(key));
    }
    return this.#kept.get(key);
  }

  async #json(url, { headers, ...options } = {}) {
    const authorized = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const answer = await fetch(url, { ...options, headers: { ...headers, ...authorized } });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer.json();
  }
}

export function asEntry(district, isInside = false) {
  const { pk, display_name: name, label, township, city, village, matched } = district;
  const inCity = { pk: city.pk, name: city.display_name };
  return {
    pk,
    name,
    township: { pk: township.pk, name: township.display_name, city: inCity },
    shown: isInside ? name : label,
    spans: matched?.filter(([, end]) => !isInside || end <= name.length),
    group: isInside && village ? name.slice(name.lastIndexOf('(') + 1).replace(/\)$/, '') : undefined,
  };
}

export function labelOf({ name, township }) {
  return [name, township?.name, township?.city?.name].filter(Boolean).join(', ');
}

function marked(entries, typed) {
  return entries.map((one) => ({ ...one, spans: spansOf(one.shown ?? one.name, typed) }));
}

function begins(name, typed) {
  return search([{ name }], typed).length > 0 && spansOf(name, typed).length > 0;
}
