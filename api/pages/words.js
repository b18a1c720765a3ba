// What the page says, in two languages; names of labels, types and properties come from the ontology.

const WORDS = {
  zh: {
    language: "English",
    search: "输入机构、企业、文件、人员名称……",
    searchLabel: "搜索",
    nothing: "没有找到。",
    more: "更多",
    moreHits: "还有更多结果，请再多输入几个字。",
    total: (reports, nodes, links) => `${reports} 份通报，${nodes} 个节点，${links} 条关系`,
    counts: "图谱中有什么",
    recurring: "多份通报中反复出现",
    recurringNote: "同一主体出现在几份通报里，往往是线索。",
    inReports: (n) => `${n} 份通报`,
    reports: "通报",
    found: (p, m) => `${p} 个问题，${m} 条措施`,
    aliases: "又称",
    around: "关系图",
    aroundNote: "点击圆点前往。",
    truncated: "只显示了一部分。",
    trace: "来龙去脉",
    out: (type) => `${type} →`,
    in: (type) => `← ${type}`,
    rule: "规则",
    yes: "是",
    no: "否",
    failed: "出错了",
    gone: "图谱中没有这个节点。",
    back: "返回首页",
    empty: "图谱是空的。先运行 xunji build。",
  },
  en: {
    language: "中文",
    search: "Name of an agency, company, document, person…",
    searchLabel: "Search",
    nothing: "Nothing found.",
    more: "More",
    moreHits: "There are more; type a little more of the name.",
    total: (reports, nodes, links) => `${reports} reports, ${nodes} nodes, ${links} links`,
    counts: "What the graph holds",
    recurring: "Seen again and again",
    recurringNote: "Whatever appears in several reports is often a lead.",
    inReports: (n) => `${n} reports`,
    reports: "Reports",
    found: (p, m) => `${p} problems, ${m} measures`,
    aliases: "also called",
    around: "What lies around it",
    aroundNote: "Select a dot to go there.",
    truncated: "Only a part is shown.",
    trace: "The chain through it",
    out: (type) => `${type} →`,
    in: (type) => `← ${type}`,
    rule: "rule",
    yes: "yes",
    no: "no",
    failed: "That failed",
    gone: "There is no such node in the graph.",
    back: "Back to the start",
    empty: "The graph is empty. Run xunji build first.",
  },
};

export let language = localStorage.getItem("language") === "en" ? "en" : "zh";

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
}

export const words = () => WORDS[language];
