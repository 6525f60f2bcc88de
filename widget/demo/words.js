/** @typedef {"en" | "zh"} Language */

export const words = {
  kicker: { en: "New season", zh: "当季新品" },
  headline: { en: "Good things for a walk in any weather", zh: "风雨晴天，都好出门" },
  lead: {
    en: "Not sure what you need? Tell our shopping assistant, or send it a photo.",
    zh: "还没想好买什么？告诉导购助手，或者发一张照片。",
  },
  start: { en: "Ask the assistant", zh: "问问导购助手" },
  shelf: { en: "Picked for you", zh: "为您精选" },
  ask: { en: "Ask about this", zh: "咨询这件商品" },
  askNamed: { en: "Ask about this: {title}", zh: "咨询这件商品：{title}" },
  question: { en: "Tell me more about {title}", zh: "介绍一下{title}" },
  shipping: { en: "Free delivery over $50", zh: "满 $50 免运费" },
  returns: { en: "30 days to return", zh: "30 天内可退货" },
  honest: { en: "Never invents: all from the catalogue", zh: "只说店里真有的，绝不编造" },
  footer: {
    en: "A demonstration: nothing here is for sale.",
    zh: "这里是演示，商品均不出售。",
  },
};

/** Shown where the shop's own catalogue isn't reachable. */
export const samples = [
  { id: "jacket", title: { en: "Harbour rain jacket", zh: "港湾防雨外套" }, price: "$58.00" },
  { id: "sneaker", title: { en: "Everyday canvas sneaker", zh: "日常帆布鞋" }, price: "$42.00" },
  { id: "backpack", title: { en: "Trail daypack, 20 l", zh: "20 升徒步背包" }, price: "$64.00" },
  { id: "hat", title: { en: "Wool beanie", zh: "羊毛针织帽" }, price: "$19.00" },
  { id: "umbrella", title: { en: "Pocket umbrella", zh: "便携折叠伞" }, price: "$24.00" },
  { id: "bottle", title: { en: "Steel bottle, 750 ml", zh: "750 毫升不锈钢水壶" }, price: "$28.00" },
  { id: "boot", title: { en: "Low hiking boot", zh: "低帮徒步鞋" }, price: "$96.00" },
  { id: "mug", title: { en: "Stoneware mug", zh: "粗陶马克杯" }, price: "$16.00" },
];
