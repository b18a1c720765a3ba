// What the pages say; the words themselves stand in words/zh.json and words/en.json and nowhere else.

import en from "./words/en.json";
import zh from "./words/zh.json";

export type Language = "zh" | "en";
export type Word = keyof typeof zh;

const WORDS: Record<Language, Record<Word, string>> = { zh, en };
const KEPT = "xunji.language";

let spoken: Language | null = null;

// The address decides, then what was chosen before; Chinese otherwise.
export function language(): Language {
  if (spoken === null) {
    const wanted = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEPT);
    spoken = wanted === "en" ? "en" : "zh";
  }
  return spoken;
}

export function speak(chosen: Language, keep = true): void {
  spoken = chosen;
  if (keep) localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
}

// `t("found", 3, 5)`: {0} and {1} in the words are replaced, as text.
export function t(word: Word, ...values: (string | number)[]): string {
  return (WORDS[language()][word] ?? word).replace(/\{(\d)\}/g, (whole, at: string) => String(values[Number(at)] ?? whole));
}

const NUMBERS = new Intl.NumberFormat("en");
export const number = (value: number): string => NUMBERS.format(value);
