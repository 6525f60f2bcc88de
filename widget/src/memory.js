/**
 * Web storage that only this shop's widget reads. Private windows and blocked cookies make
 * storage throw: then nothing is remembered, and the chat still works.
 */
export class Memory {
  #storage;
  #prefix;
  /** @type {Map<string, string>} */
  #held = new Map();

  /**
   * @param {() => Storage} storage  a function, since reading window.localStorage may throw
   * @param {string} shop
   */
  constructor(storage, shop) {
    this.#storage = storage;
    this.#prefix = `daogou-chat:${shop}:`;
  }

  /** @param {string} key */
  get(key) {
    try {
      return this.#storage().getItem(this.#prefix + key);
    } catch {
      return this.#held.get(key) ?? null;
    }
  }

  /**
   * @param {string} key
   * @param {string | null} value  null forgets
   */
  set(key, value) {
    try {
      if (value === null) this.#storage().removeItem(this.#prefix + key);
      else this.#storage().setItem(this.#prefix + key, value);
    } catch {
      if (value === null) this.#held.delete(key);
      else this.#held.set(key, value);
    }
  }
}
