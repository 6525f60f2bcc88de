/** @import {Language, Message} from "./types.js" */
/** @import {Memory} from "./memory.js" */

const PATIENCE_MS = 60_000;

/** The gateway answered, and the answer is an error. */
export class GatewayError extends Error {
  /**
   * @param {number} status
   * @param {{message?: string, message_zh?: string}} [error]
   */
  constructor(status, error = {}) {
    super(error.message ?? "");
    this.status = status;
    this.messages = { en: error.message, zh: error.message_zh ?? error.message };
  }

  /** Sending the same again may help: too many requests, or the gateway's own trouble. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }
}

export class Api {
  #gateway;
  #memory;
  #language;
  #fetch;
  /** @type {Promise<string> | null} */
  #starting = null;
  #customer;
  /** @type {Promise<unknown> | null} */
  #signingIn = null;

  /**
   * @param {string} gateway  its origin
   * @param {Pick<Memory, "get" | "set">} memory  keeps the session's token
   * @param {() => Language} language
   * @param {string | null} [customer]  the shop's signed token of who is signed in
   * @param {typeof fetch} [fetcher]
   */
  constructor(gateway, memory, language, customer, fetcher = (...call) => fetch(...call)) {
    this.#customer = customer || null;
    this.#gateway = gateway;
    this.#memory = memory;
    this.#language = language;
    this.#fetch = fetcher;
  }

  get hasSession() {
    return this.#memory.get("token") !== null;
  }

  forgetSession() {
    this.#memory.set("token", null);
  }

  /** @returns {Promise<Message[]>} the conversation so far */
  async history() {
    return messagesOf(await this.#call("/api/messages"));
  }

  /**
   * @param {{id: string, text?: string, payload?: string, photo_ids?: string[]}} message
   * @returns {Promise<Message[]>} the answers
   */
  async send(message) {
    return messagesOf(await this.#call("/api/messages", json(message)));
  }

  /**
   * @param {Blob} blob
   * @returns {Promise<string>} the photo's id
   */
  async upload(blob) {
    const body = new FormData();
    body.append("photo", blob, "photo.jpg");
    const response = await this.#call("/api/photos", { method: "POST", body });
    return (await response.json()).photo_id;
  }

  /** @param {string} id */
  async photo(id) {
    return (await this.#call(`/api/photos/${encodeURIComponent(id)}`)).blob();
  }

  /**
   * @param {string} path
   * @param {RequestInit} [options]
   * @param {boolean} [again]  a refused token may be replaced, once
   * @returns {Promise<Response>}
   */
  async #call(path, options = {}, again = true) {
    const token = await this.#signedIn();
    const response = await this.#request(path, options, { Authorization: `Bearer ${token}` });
    if (response.status === 401 && again) {
      // Another call may have replaced the token meanwhile.
      if (this.#memory.get("token") === token) this.forgetSession();
      return this.#call(path, options, false);
    }
    return checked(response);
  }

  /** @returns {Promise<string>} the token of a conversation that knows who is signed in */
  async #signedIn() {
    const token = this.#memory.get("token");
    if (!token) return this.#start();
    if (this.#customer) {
      // A conversation of before: say once who is there now. One who isn't is a guest.
      const body = json({ customer_token: this.#customer });
      const headers = { Authorization: `Bearer ${token}` };
      this.#signingIn ??= this.#request("/api/customer", body, headers).catch(() => {});
      await this.#signingIn;
    }
    return token;
  }

  /** @returns {Promise<string>} a token; calls at the same time share one session */
  #start() {
    this.#starting ??= this.#newToken().finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #newToken() {
    const language = this.#language();
    const known = this.#customer ? { customer_token: this.#customer } : {};
    let answer = await this.#request("/api/sessions", json({ language, ...known }));
    if (answer.status === 401) answer = await this.#request("/api/sessions", json({ language }));
    const { token } = await (await checked(answer)).json();
    this.#signingIn = Promise.resolve();
    this.#memory.set("token", token);
    return token;
  }

  /**
   * @param {string} path
   * @param {RequestInit} options
   * @param {Record<string, string>} [headers]
   */
  #request(path, options, headers = {}) {
    return this.#fetch(new URL(path, this.#gateway), {
      ...options,
      headers: { ...options.headers, ...headers, "Accept-Language": this.#language() },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  }
}

/**
 * @param {unknown} body
 * @returns {RequestInit}
 */
function json(body) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** @param {Response} response */
async function checked(response) {
  if (response.ok) return response;
  const body = await response.json().catch(() => ({}));
  throw new GatewayError(response.status, body.error);
}

/**
 * @param {Response} response
 * @returns {Promise<Message[]>}
 */
async function messagesOf(response) {
  return (await response.json()).messages;
}
