/**
 * The conversation's photos as object URLs: a plain <img> can't send the bearer token.
 */
export class Album {
  #load;
  #changed;
  /** @type {Map<string, string | undefined>} undefined while loading */
  #urls = new Map();

  /**
   * @param {(id: string) => Promise<Blob>} load
   * @param {() => void} changed  called when another photo can be shown
   */
  constructor(load, changed) {
    this.#load = load;
    this.#changed = changed;
  }

  /**
   * @param {string} id
   * @param {string} url
   */
  put(id, url) {
    this.#urls.set(id, url);
  }

  /**
   * @param {string} id
   * @returns {string | undefined} undefined until it is loaded
   */
  url(id) {
    if (!this.#urls.has(id)) this.#fetch(id);
    return this.#urls.get(id);
  }

  close() {
    for (const url of this.#urls.values()) if (url) URL.revokeObjectURL(url);
    this.#urls.clear();
  }

  /** @param {string} id */
  async #fetch(id) {
    this.#urls.set(id, undefined);
    try {
      this.put(id, URL.createObjectURL(await this.#load(id)));
      this.#changed();
    } catch {
      // The placeholder stays; the words around the photo matter more than its error.
    }
  }
}
