/** Storage in a Map, with the widget's two doors. */
export function memory(entries = {}) {
  const held = new Map(Object.entries(entries));
  return {
    get: (key) => held.get(key) ?? null,
    set: (key, value) => (value === null ? held.delete(key) : held.set(key, value)),
  };
}

/** A gateway that answers each message, unless told otherwise. */
export class Gateway {
  hasSession = false;
  sent = [];
  uploads = 0;
  said = [];
  failures = [];

  forgetSession() {
    this.hasSession = false;
  }

  async history() {
    this.#fail();
    return this.said;
  }

  async send(message) {
    this.sent.push(message);
    this.#fail();
    return [{ id: `answer to ${message.id}`, from: "bot", text: `re: ${message.text}` }];
  }

  async upload() {
    this.uploads += 1;
    return `photo-${this.uploads}`;
  }

  #fail() {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}
