import { expect, test } from "vitest";
import { History } from "../src/graph/history";
import { marked } from "../src/ui/marking";
import { csv } from "../src/ui/csv";
import en from "../src/words/en.json";
import zh from "../src/words/zh.json";

test("undo and redo go through what was visited; a new step forgets what was undone", () => {
  const history = new History();
  for (const address of ["a", "b", "c"]) history.visit(address);
  expect(history.back()).toBe("b");
  history.visit("b");
  expect([history.back(), history.forth()]).toEqual(["a", "c"]);
  history.visit("d");
  expect([history.back(), history.forth(), history.after()]).toEqual(["b", null, false]);
});

test.each([
  ["a name", "约谈大禹建材负责人", ["大禹建材"], true, [["约谈", false], ["大禹建材", true], ["负责人", false]]],
  ["the longest name first", "云溪大禹建材有限公司", ["云溪大禹建材有限公司", "大禹建材"], true, [["云溪大禹建材有限公司", true]]],
  ["each time", "甲、甲", ["甲"], true, [["甲", true], ["、", false], ["甲", true]]],
  ["the whole, in its sentence", "采购不规范", ["甲"], true, [["采购不规范", true]]],
  ["nothing, where the quote is all", "采购不规范", [], false, [["采购不规范", false]]],
])("marks %s", (_, quote, names, whole, expected) => {
  expect(marked(quote as string, names as string[], whole as boolean).map((piece) => [piece.text, piece.marked])).toEqual(expected);
});

test.each([
  [[["a", 1]], "a,1\r\n"],
  [[['say "x"', "a,b"]], '"say ""x""","a,b"\r\n'],
  [[["line\nbreak"]], '"line\nbreak"\r\n'],
  [[["=1+1", "@x", "-2", -2]], "'=1+1,'@x,'-2,-2\r\n"],
])("csv of %j", (rows, expected) => {
  expect(csv(rows as (string | number)[][])).toBe(expected);
});

test("both languages say the same words, with the same places for values", () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
  const places = (words: Record<string, string>) =>
    Object.entries(words).map(([key, text]) => [key, [...new Set(text.match(/\{\d\}/g) ?? [])].sort()]);
  expect(places(en)).toEqual(places(zh));
});
