// A small graph for the tests, in the form that kg/visualise/payload.py writes.
/** @import { Payload } from "../src/types.js" */

const NAMES = [
  ["中芯国际", "中芯", "SMIC"],
  ["华为", "Huawei"],
  ["深圳"],
  ["大基金"],
  ["上海电气"],
  ["上海"],
];
const SOUNDS = [["zhong xin guo ji", "zhong xin", ""], ["hua wei", ""], ["shen zhen"], ["da ji jin"], ["shang hai dian qi"], ["shang hai"]];

/** subject, relation, object, modality, confidence, time */
/** @type {[number, number, number, number, number, string][]} */
const FACTS = [
  [3, 0, 0, 0, 0.9, "2020"],
  [3, 0, 0, 0, 0.6, "2021-03"],
  [0, 2, 2, 1, 0.8, ""],
  [1, 1, 0, 0, 0.7, "2022-05-01"],
  [0, 1, 1, 0, 0.7, "2022-06-01"],
  [0, 0, 1, 2, 0.95, "2021"],
  [4, 2, 5, 0, 0.5, "2023"],
];

/** @returns {Payload} */
export function sample() {
  const none = () => FACTS.map(() => "");
  return {
    version: 1,
    focus: -1,
    types: [
      { id: "Company", zh: "企业", en: "Company" },
      { id: "Location", zh: "地点", en: "Location" },
    ],
    relations: [
      { id: "investsIn", zh: "投资", en: "invests in", inverseZh: "有投资方", inverseEn: "has investor", symmetric: false },
      { id: "partnersWith", zh: "合作", en: "partners with", inverseZh: "", inverseEn: "", symmetric: true },
      { id: "locatedIn", zh: "位于", en: "located in", inverseZh: "", inverseEn: "", symmetric: false },
    ],
    modalities: ["Asserted", "Planned", "Negated", "Speculative"].map((id) => ({ id, zh: id, en: id })),
    nodes: {
      id: ["smic", "huawei", "shenzhen", "big-fund", "sec", "shanghai"],
      iri: NAMES.map(() => "https://example.org/"),
      types: [[0], [0], [1], [0], [0], [1]],
      names: NAMES,
      sounds: SOUNDS,
      codes: [["688981.SH"], [], [], [], [], []],
      x: [0, 100, 0, -100, 300, 400],
      y: [0, 0, 100, 0, 0, 0],
    },
    groups: [{ name: "中芯国际 · 华为", members: [0, 1, 2, 3] }],
    facts: {
      id: FACTS.map((_, at) => `fact-${at}`),
      subject: FACTS.map((fact) => fact[0]),
      relation: FACTS.map((fact) => fact[1]),
      object: FACTS.map((fact) => fact[2]),
      modality: FACTS.map((fact) => fact[3]),
      confidence: FACTS.map((fact) => fact[4]),
      time: FACTS.map((fact) => fact[5]),
      article: FACTS.map((_, at) => (at === 2 ? 1 : 0)),
      sentence: FACTS.map(() => 0),
      timeText: none(),
      amount: none(),
      amountText: none(),
      percent: FACTS.map(() => null),
      title: none(),
      product: FACTS.map(() => -1),
    },
    sentences: ["大基金投资中芯国际。"],
    articles: [
      { id: "article-0", title: "=标题", section: "", issued: "2021-05-27", source: "" },
      { id: "article-1", title: "无日期", section: "", issued: "", source: "" },
    ],
  };
}
