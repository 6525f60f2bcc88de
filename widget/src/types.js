/**
 * What travels between the widget and the gateway.
 *
 * @typedef {"en" | "zh"} Language
 * @typedef {{title: string, payload: string}} Button
 * @typedef {{label: string, payload: string}} Chip
 *
 * @typedef {object} Product
 * @property {string} id
 * @property {string} title
 * @property {string} price_text
 * @property {string} [compare_at_text]
 * @property {string | null} [image]
 * @property {boolean} [in_stock]
 * @property {string} [url]  its page in the shop
 * @property {string[]} [why]
 * @property {Button[]} [buttons]
 *
 * @typedef {{type: string, [key: string]: unknown}} Custom
 *
 * @typedef {object} Message
 * @property {string} id
 * @property {"shopper" | "bot" | "agent"} from
 * @property {string} [at]  ISO 8601
 * @property {string} [text]
 * @property {string[]} [photo_ids]
 * @property {string} [image]
 * @property {Button[]} [buttons]
 * @property {Custom} [custom]
 *
 * @typedef {object} Photo  a picture the shopper is about to send
 * @property {Blob} blob
 * @property {string} url  its object URL, for the preview
 * @property {string} [id]  the gateway's, once it is uploaded
 *
 * @typedef {{text?: string, payload?: string, photos?: Photo[]}} Draft
 * @typedef {Draft & {id: string}} Entry  a draft waiting in the outbox
 *
 * @typedef {object} Context  what the renderers of messages need
 * @property {import("./i18n.js").Translate} t
 * @property {(button: Button) => void} press
 * @property {(path: unknown) => string | null} url  the address, if it is on the allow-list
 * @property {(photoId: string) => string | undefined} photo  an object URL, once loaded
 * @property {boolean} latest  the message belongs to the newest turn
 */
export {};
