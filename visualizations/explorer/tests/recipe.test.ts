import { describe, expect, test } from "vitest";
import { read } from "../src/address";
import * as recipes from "../src/graph/recipe";

const of = (search: string) => recipes.readRecipe(read(search).values);

const EMPTY = of("");

describe("a recipe and its address", () => {
  test.each([
    ["/?page=graph&id=a&id=b"],
    ["/?page=graph&id=a&grow=a+MENTIONS+in&grow=b+CITES+out"],
    ["/?page=graph&whole=report-1&hide=x&hide=y"],
    ["/?page=graph&id=a&pin=a+1.50+-2.25"],
    ["/?page=graph&id=a&grow=%2B+x+y"],
    ["/?page=graph&id=a&nolabel=Theme&notype=CITES&theme=t&report=r&since=2024-01-01&until=2024-12-31&as=table"],
  ])("%s reads and writes the same", (address) => {
    expect(recipes.recipeAddress(of(address.slice(1)))).toBe(address);
  });

  test.each([
    ["an id with blanks", "grow=an+odd+id+MENTIONS+in", { id: "an odd id", type: "MENTIONS", direction: "in" }],
    ["an unknown direction is left out", "grow=a+MENTIONS+up", undefined],
    ["nothing but a direction is left out", "grow=in", undefined],
  ])("%s", (_, search, expected) => {
    expect(of(`?${search}`).grown[0]).toEqual(expected);
  });

  test.each(["pin=a+x+y", "pin=a", "pin=1+2"])("%s is no place", (search) => {
    expect(of(`?${search}`).pinned).toEqual({});
  });
});

describe("changes", () => {
  test("hiding twice is hiding once; adding shows again", () => {
    const hidden = recipes.hide(recipes.hide(EMPTY, "a"), "a");
    expect(hidden.hidden).toEqual(["a"]);
    expect(recipes.add(hidden, "a")).toMatchObject({ ids: ["a"], hidden: [] });
  });

  test("a pin can be taken out", () => {
    const pinned = recipes.pinAt(EMPTY, "a", [1, 2]);
    expect(pinned.pinned).toEqual({ a: [1, 2] });
    expect(recipes.unpin(pinned, "a").pinned).toEqual({});
  });
});
