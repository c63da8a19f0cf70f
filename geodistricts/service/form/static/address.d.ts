/**
 * The fields of a Turkish address, and the numbers of what was chosen.
 *
 * Attributes:
 *
 * - `service`: address of a geodistricts service; without it, where this file comes from.
 * - `lists`: address of a folder that `geodistricts export --format json --per-township` has
 *   written; without `service` beside it, none is asked.
 * - `token`: sent to the service as `Authorization: Bearer`.
 * - `required`: a form is sent only with city, township and district.
 * - `without-paste`, `without-map`: leave these parts away.
 * - `tile-url`, `tile-attribution`: background of the map (`https://…/{z}/{x}/{y}.png`), and whose
 *   it is; without it the map asks nobody but the service.
 *
 * Its language is that of the nearest `lang`, Turkish or English. A form gets `city_pk`,
 * `township_pk` and `district_pk`; `city`, `township`, `district` and `address` as text; and
 * `latitude` and `longitude` of a pin.
 */
export class GeodistrictsAddress extends HTMLElement {
  static formAssociated: true;
  /** What is chosen. Setting it fills the fields, and fires no event. */
  value: AddressValue;
  /** Whether city, township and district are all chosen. */
  readonly complete: boolean;
  /** Whether a form may be sent with it. */
  checkValidity(): boolean;
}

/** A place of the list: its number, and the name to show. */
export interface City {
  pk: number;
  name: string;
}

export interface Township extends City {
  city: City;
}

export interface District extends City {
  township: Township;
}

export interface AddressValue {
  city: City | null;
  township: Township | null;
  district: District | null;
  /** Street, building and door. */
  street: string;
  /** Degrees, WGS 84. */
  pin: { lat: number; lon: number } | null;
}

/** The answer of `/v1/validate`, as the service's OpenAPI document describes it. */
export interface Verdict {
  possible_next_action: 'ACCEPT' | 'CONFIRM' | 'FIX';
  formatted_address: string;
  confidence: number;
  [field: string]: unknown;
}

declare global {
  interface HTMLElementTagNameMap {
    'geodistricts-address': GeodistrictsAddress;
  }
  interface HTMLElementEventMap {
    /** Something was chosen, or taken back. */
    'geodistricts-change': CustomEvent<AddressValue>;
    /** A pasted line was judged. */
    'geodistricts-verdict': CustomEvent<Verdict>;
    /** The service did not answer; the form may be sent all the same. */
    'geodistricts-error': CustomEvent<{ error: Error }>;
  }
}
