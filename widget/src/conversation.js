/** @import {Draft, Entry, Message} from "./types.js" */
/** @import {Outbox} from "./outbox.js" */
import { Album } from "./album.js";
import { Api, GatewayError } from "./api.js";

/** What was said, what waits to be sent, and what went wrong. Fires "change". */
export class Conversation extends EventTarget {
  /** @type {Message[]} */
  #messages = [];
  #restored = false;
  #api;
  #outbox;

  busy = false;
  /** @type {GatewayError | "offline" | null} */
  failure = null;
  album;

  /**
   * @param {Pick<Api, "hasSession" | "forgetSession" | "history" | "send" | "upload" | "photo">} api
   * @param {Outbox} outbox
   */
  constructor(api, outbox) {
    super();
    this.#api = api;
    this.#outbox = outbox;
    this.album = new Album((id) => api.photo(id), this.#changed);
  }

  get messages() {
    return this.#messages;
  }

  /** Not yet answered, oldest first; the gateway may already know the first. */
  get waiting() {
    return this.#outbox.entries.filter(({ id }) => !this.#messages.some((one) => one.id === id));
  }

  get sending() {
    return this.busy && this.#outbox.entries.length > 0;
  }

  /** @param {Draft} draft */
  send(draft) {
    this.#outbox.add(draft);
    this.#changed();
    return this.sync();
  }

  /** Gives up the message that was refused and goes on with the next. */
  discard() {
    this.#outbox.remove(this.#outbox.entries[0]);
    return this.sync();
  }

  /** Forgets everything, here and in the browser. */
  close() {
    this.#outbox.clear();
    this.#api.forgetSession();
    this.album.close();
  }

  /** Restores what was said and sends what waits, one after another. Safe to call at any time. */
  async sync() {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.#changed();
    try {
      await this.#restore();
      while (this.#outbox.entries.length) await this.#deliver(this.#outbox.entries[0]);
    } catch (error) {
      this.failure = error instanceof GatewayError ? error : "offline";
    } finally {
      this.busy = false;
      this.#changed();
    }
  }

  async #restore() {
    if (!this.#restored && this.#api.hasSession) this.#keep(await this.#api.history());
    this.#restored = true;
  }

  /** @param {Entry} entry */
  async #deliver(entry) {
    const { id, text, payload, photos = [] } = entry;
    for (const photo of photos) await this.#upload(photo);
    const photo_ids = photos.length ? photos.map((photo) => String(photo.id)) : undefined;
    const answers = await this.#api.send({ id, text, payload, photo_ids });
    // Discarded or closed meanwhile: the answers have nowhere to go.
    if (!this.#outbox.entries.includes(entry)) return;
    this.#outbox.remove(entry);
    this.#keep([{ id, from: "shopper", text, photo_ids }, ...answers]);
  }

  /** @param {import("./types.js").Photo} photo */
  async #upload(photo) {
    photo.id ??= await this.#api.upload(photo.blob);
    this.album.put(photo.id, photo.url);
  }

  /** @param {Message[]} messages */
  #keep(messages) {
    const known = new Set(this.#messages.map(({ id }) => id));
    this.#messages = [...this.#messages, ...messages.filter(({ id }) => !known.has(id))];
    this.#changed();
  }

  #changed = () => {
    this.dispatchEvent(new Event("change"));
  };
}
