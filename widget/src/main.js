import { Chat } from "./chat.js";

/**
 * Puts the chat on the page of the script tag that loaded this module:
 * <script type="module" src=".../daogou-chat.js" data-shop="..." data-language="auto"
 *         data-color="#0b6b61" data-gateway="https://..."></script>
 */
function mount() {
  const script = [...document.scripts].find(({ src }) => src === import.meta.url);
  if (!script || document.querySelector("daogou-chat")) return;
  const { shop, language, color, gateway, customerToken } = script.dataset;
  const chat = Object.assign(new Chat(), {
    shop: shop ?? "",
    language: language ?? "auto",
    color: color ?? null,
    gateway: gateway ?? new URL(import.meta.url).origin,
    customer: customerToken ?? null,
  });
  document.body.append(chat);
}

mount();
