/** @import {Draft, Entry} from "./types.js" */
/** @import {Memory} from "./memory.js" */

/**
 * Messages not yet answered, oldest first. Words outlive a reload; photos don't, so a message
 * that has some isn't kept without them.
 */
export class Outbox {
  #memory;
  /** @type {Entry[]} */
  entries;

  /** @param {Pick<Memory, "get" | "set">} memory */
  constructor(memory) {
    this.#memory = memory;
    this.entries = JSON.parse(memory.get("outbox") ?? "[]");
  }

  /** @param {Draft} draft */
  add(draft) {
    this.entries = [...this.entries, { id: uuid(), ...draft }];
    this.#save();
  }

  /** @param {Entry} entry */
  remove(entry) {
    this.entries = this.entries.filter(({ id }) => id !== entry.id);
    this.#save();
  }

  clear() {
    this.entries = [];
    this.#save();
  }

  #save() {
    const words = this.entries.filter(({ photos }) => !photos?.length);
    this.#memory.set("outbox", JSON.stringify(words));
  }
}

/** A version 4 UUID. crypto.randomUUID is missing on pages served over plain http. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
