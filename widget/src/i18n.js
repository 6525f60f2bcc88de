/** @import {Language} from "./types.js" */
/** @typedef {(key: keyof typeof words, values?: Record<string, string | number>) => string} Translate */

export const words = {
  // the panel
  launcher: { en: "Chat with the shopping assistant", zh: "与导购助手聊天" },
  title: { en: "Shopping assistant", zh: "导购助手" },
  automatic: { en: "Automated assistant", zh: "智能助手" },
  close: { en: "Close chat", zh: "关闭聊天" },
  restart: { en: "New conversation", zh: "新对话" },
  restartQuestion: {
    en: "Start again? This conversation will be cleared here.",
    zh: "重新开始？这里的对话将被清空。",
  },
  restartYes: { en: "Start again", zh: "重新开始" },
  cancel: { en: "Cancel", zh: "取消" },
  otherLanguage: { en: "中文", zh: "EN" },
  switchLanguage: { en: "中文: switch to Chinese", zh: "EN：切换到英文" },
  // the conversation
  conversation: { en: "Conversation", zh: "对话" },
  you: { en: "You", zh: "您" },
  bot: { en: "Assistant", zh: "助手" },
  agent: { en: "Shop staff", zh: "店员" },
  typing: { en: "The assistant is writing…", zh: "助手正在输入…" },
  unsent: { en: "Not sent yet", zh: "尚未发送" },
  welcome: { en: "Hello! What are you looking for?", zh: "您好！想找点什么？" },
  welcomeHint: {
    en: "Describe it in your own words, or send a photo of something you like.",
    zh: "用自己的话描述，或发一张喜欢的商品照片。",
  },
  suggestFind: { en: "Help me find something", zh: "帮我找商品" },
  suggestGift: { en: "Show me what's popular", zh: "有什么热销的？" },
  suggestPrice: { en: "A bag under $60", zh: "60美元以内的包" },
  // products and chips
  products: { en: "{count} products", zh: "{count} 件商品" },
  oneProduct: { en: "1 product", zh: "1 件商品" },
  previous: { en: "Previous products", zh: "上一组商品" },
  next: { en: "Next products", zh: "下一组商品" },
  inStock: { en: "In stock", zh: "有货" },
  outOfStock: { en: "Out of stock", zh: "缺货" },
  was: { en: "Before", zh: "原价" },
  forProduct: { en: "{action}: {title}", zh: "{action}：{title}" },
  chips: { en: "Your wishes", zh: "您的条件" },
  remove: { en: "Remove: {label}", zh: "去掉：{label}" },
  checkout: { en: "Check out ({total})", zh: "去结算（{total}）" },
  // writing
  input: { en: "Your message", zh: "您的消息" },
  placeholder: { en: "Your message…", zh: "想找什么商品…" },
  send: { en: "Send", zh: "发送" },
  addPhoto: { en: "Add a photo", zh: "添加照片" },
  camera: { en: "Take a photo", zh: "拍照" },
  photo: { en: "Photo", zh: "照片" },
  removePhoto: { en: "Remove photo {number}", zh: "移除第 {number} 张照片" },
  drop: { en: "Drop your photo here", zh: "将照片拖放到这里" },
  notPhoto: { en: "Only pictures can be sent.", zh: "只能发送图片。" },
  tooManyPhotos: { en: "At most {count} photos at once.", zh: "一次最多 {count} 张照片。" },
  // trouble
  offline: {
    en: "No connection. Your message will be sent when you are back online.",
    zh: "网络未连接，恢复后会自动发送。",
  },
  refused: { en: "That didn't work.", zh: "出了点问题。" },
  retry: { en: "Try again", zh: "重试" },
  discard: { en: "Don't send", zh: "不发送" },
};

/**
 * @param {Language} language
 * @returns {Translate}
 */
export function translator(language) {
  return (key, values = {}) =>
    words[key][language].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/**
 * @param {string | null | undefined} wish  "en", "zh" or "auto"
 * @param {string} browser  a BCP 47 tag, as navigator.language
 * @returns {Language}
 */
export function pickLanguage(wish, browser) {
  if (wish === "en" || wish === "zh") return wish;
  return browser.toLowerCase().startsWith("zh") ? "zh" : "en";
}
