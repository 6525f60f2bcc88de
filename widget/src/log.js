/** @import {Button, Context, Entry} from "./types.js" */
/** @import {Conversation} from "./conversation.js" */
/** @import {Translate} from "./i18n.js" */
import { html, nothing } from "lit";
import { message, spoken } from "./messages/message.js";
import { typing, welcome } from "./notices.js";

/**
 * @typedef {object} Surroundings
 * @property {Translate} t
 * @property {Context["url"]} url
 * @property {(button: Button) => void} press
 * @property {(text: string) => void} ask
 */

/**
 * Everything said so far, or a welcome. News is announced apart, so that a screen reader doesn't
 * read whole carousels.
 *
 * @param {Conversation} conversation
 * @param {Surroundings} surroundings
 */
export function log(conversation, { t, url, press, ask }) {
  const { messages, waiting, busy, sending } = conversation;
  const empty = !messages.length && !waiting.length;
  const photo = (/** @type {string} */ id) => conversation.album.url(id);
  const newest = newestTurn(conversation);
  return html`<div class="log" role="log" aria-live="off" aria-label=${t("conversation")} tabindex="0">
    ${empty && !busy ? welcome(t, ask) : nothing}
    <ol class="messages" ?hidden=${empty}>
      ${messages.map((one) => message(one, { t, url, press, photo, latest: newest.includes(one) }))}
      ${waiting.map((entry) => unsent(entry, { t, url, press }, conversation.failure !== null))}
    </ol>
    ${sending ? typing() : nothing}
  </div>`;
}

/**
 * What a screen reader announces: the newest turn.
 *
 * @param {Conversation} conversation
 * @param {Translate} t
 */
export function news(conversation, t) {
  if (conversation.sending) return t("typing");
  return newestTurn(conversation)
    .map((one) => spoken(one, t))
    .join(" ");
}

/**
 * What the shop said since the shopper's last words.
 *
 * @param {Conversation} conversation
 */
function newestTurn({ messages, waiting }) {
  const last = messages.findLastIndex(({ from }) => from === "shopper");
  return waiting.length ? [] : messages.slice(last + 1);
}

/**
 * @param {Entry} entry
 * @param {Pick<Surroundings, "t" | "url" | "press">} surroundings
 * @param {boolean} stuck
 */
function unsent({ id, text, photos }, surroundings, stuck) {
  // Not uploaded yet: a photo goes by its object URL instead of an id.
  const context = { ...surroundings, latest: false, photo: (/** @type {string} */ url) => url };
  const photo_ids = photos?.map(({ url }) => url);
  const note = stuck ? surroundings.t("unsent") : undefined;
  return message({ id, from: "shopper", text, photo_ids }, context, note);
}
