import { expect, test } from "vitest";
import { day, dayAfter, ticks } from "../src/timeline/dates";
import { type Annotation, byFinding, range, segments, toldOf } from "../src/report/segments";

const one = (start: number, end: number, label: string, type = "APPEARS_IN", node = `${label} ${start}`): Annotation => ({
  start,
  end,
  label,
  type,
  node,
  quote: "",
  name: label,
  other: null,
  rule: "test",
  confidence: 1,
});

const company = one(2, 4, "Company");
const inner = one(3, 4, "Place");
const problem = one(0, 5, "Problem");

test("a text is cut where stretches begin and end, the shortest counts", () => {
  const cut = segments("甲乙丙丁戊己", [company, inner], [problem], null);
  expect(cut.map((part) => [part.text, part.mention?.label ?? null, part.finding?.label ?? null])).toEqual([
    ["甲乙", null, "Problem"],
    ["丙", "Company", "Problem"],
    ["丁", "Place", "Problem"],
    ["戊", null, "Problem"],
    ["己", null, null],
  ]);
  expect(byFinding(cut).map(({ finding, parts }) => [finding?.label ?? null, parts.length])).toEqual([
    ["Problem", 4],
    [null, 1],
  ]);
});

test("offsets count characters, not halves of them", () => {
  expect(segments("𠮷𠮷丙", [one(2, 3, "Company")], [], null).map((part) => part.text)).toEqual(["𠮷𠮷", "丙"]);
});

test("a chosen stretch is cut out, and one beyond the text is no fault", () => {
  expect(segments("甲乙丙", [], [], { start: 1, end: 2 }).map((part) => part.chosen)).toEqual([false, true, false]);
  expect(segments("甲", [], [], { start: 5, end: 9 }).map((part) => part.text)).toEqual(["甲"]);
});

test.each([
  ["770-774", { start: 770, end: 774 }],
  ["4-4", null],
  ["x", null],
  ["1-2-3", null],
  [null, null],
])("the range of %j", (told, expected) => {
  expect(range(told)).toEqual(expected);
});

test("what is told of a stretch: itself, then what the passage says of the same thing", () => {
  const says = one(0, 5, "Company", "MENTIONS", company.node);
  const other = one(0, 5, "Agency", "MENTIONS");
  expect(toldOf([company, inner, says, other], { start: 2, end: 4 })).toEqual([company, says]);
  expect(toldOf([company, inner], { start: 1, end: 4 })).toEqual([company, inner]);
});

test.each([
  ["2024-03-01", 19783, 19784],
  ["2024-02", 19754, 19783],
  ["2024", 19723, 20089],
])("%s is from day %d until before day %d", (date, first, after) => {
  expect([day(date), dayAfter(date)]).toEqual([first, after]);
});

test("what is no date has no day", () => {
  expect([day(null), day("不详"), dayAfter("x")]).toEqual([null, null, null]);
});

test("quarters where all lies near, years where it does not", () => {
  const [from, to] = [day("2023-11-15") ?? 0, day("2024-05-01") ?? 0];
  expect(ticks(from, to).map((tick) => tick.label)).toEqual(["2024-01", "2024-04"]);
  expect(ticks(from, to + 1500).map((tick) => tick.label)).toEqual(["2024", "2025", "2026", "2027", "2028"]);
});
