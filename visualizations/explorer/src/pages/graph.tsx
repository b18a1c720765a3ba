// The canvas: expand, hide, pin, filter, undo; whatever is chosen stands beside it with the sentences that prove it.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { go } from "../address";
import { get, useAnswer } from "../api";
import { type Canvas, createCanvas } from "../graph/canvas";
import { Filters } from "../graph/filters";
import { Freeze } from "../graph/freeze";
import { History } from "../graph/history";
import { Panel } from "../graph/panel";
import { type Picture, type PicturedNode, drawPicture, filtered } from "../graph/picture";
import * as recipes from "../graph/recipe";
import { type Recipe, readRecipe, recipeAddress } from "../graph/recipe";
import { GraphTable } from "../graph/table";
import { Card, Wait } from "../ui/common";
import { SearchBox } from "../ui/searchbox";
import { number, t } from "../words";

const history = new History();

export interface Hands {
  change(recipe: Recipe): void;
  select(id: string | null): void;
}

export function GraphPage({ values }: { values: URLSearchParams }) {
  const recipe = useMemo(() => readRecipe(values), [values.toString()]);
  const selected = values.get("on");
  document.title = `${t("tabGraph")} · 巡迹`;
  const key = JSON.stringify([recipe.ids, recipe.reports, recipe.grown, recipe.most]);
  const empty = !recipe.ids.length && !recipe.reports.length;
  const answer = useAnswer(key, () => (empty ? Promise.resolve(null) : drawPicture(recipe)));
  history.visit(recipeAddress(recipe));
  const hands: Hands = {
    change: (to) => go(recipeAddress(to, selected)),
    select: (id) => go(recipeAddress(recipe, id), "replace"),
  };
  if (empty) return <Choose recipe={recipe} hands={hands} />;
  return <Wait answer={answer}>{(picture) => picture && <Workspace {...{ picture, recipe, selected, hands }} />}</Wait>;
}

// Nothing chosen yet: by name, or the whole graph in groups.
function Choose({ recipe, hands }: { recipe: Recipe; hands: Hands }) {
  const everything = async () => {
    const reports = await get<{ items: { id: string }[] }>("reports", { size: 100 });
    hands.change({ ...recipe, reports: reports.items.map((one) => one.id) });
  };
  return (
    <Card title={t("chooseTitle")} note={t("chooseNote")} class="choose">
      <SearchBox label={t("addNode")} onPick={(hit) => hands.change(recipes.add(recipe, hit.id))} />
      <p class="actions">
        <button type="button" onClick={() => void everything()}>
          {t("everything")}
        </button>
      </p>
    </Card>
  );
}

interface Shown {
  picture: Picture;
  recipe: Recipe;
  selected: string | null;
  hands: Hands;
}

function Workspace({ picture, recipe, selected, hands }: Shown) {
  const shown = useMemo(() => filtered(picture, recipe), [picture, recipe]);
  const [filtersOpen, setFiltersOpen] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const [drawable, setDrawable] = useState(true);
  return (
    <div class={`workspace ${filtersOpen ? "with-filters" : ""}`}>
      <Toolbar {...{ drawable, picture: shown, recipe, hands, filtersOpen }} onFilters={() => setFiltersOpen(!filtersOpen)} />
      {filtersOpen && <Filters {...{ picture, recipe, hands }} />}
      {recipe.table || !drawable ? (
        <GraphTable picture={shown} onSelect={hands.select} selected={selected} />
      ) : (
        <Stage {...{ picture: shown, recipe, selected, hands }} onEnter={() => panel.current?.focus()} onUnable={() => setDrawable(false)} />
      )}
      <aside class="panel" ref={panel} tabIndex={-1} aria-label={t("details")}>
        <Panel {...{ picture: shown, recipe, selected, hands }} />
      </aside>
    </div>
  );
}

interface ToolbarProps {
  drawable: boolean;
  picture: Picture;
  recipe: Recipe;
  hands: Hands;
  filtersOpen: boolean;
  onFilters: () => void;
}

function Toolbar({ drawable, picture, recipe, hands, filtersOpen, onFilters }: ToolbarProps) {
  const step = (to: string | null) => to && go(to);
  return (
    <div class="toolbar" role="toolbar" aria-label={t("tools")}>
      <SearchBox label={t("addNode")} onPick={(hit) => hands.change(recipes.add(recipe, hit.id))} />
      <button type="button" disabled={!history.before()} onClick={() => step(history.back())}>
        {t("undo")}
      </button>
      <button type="button" disabled={!history.after()} onClick={() => step(history.forth())}>
        {t("redo")}
      </button>
      <button type="button" aria-expanded={filtersOpen} onClick={onFilters}>
        {t("filter")}
      </button>
      <button type="button" aria-pressed={recipe.table} onClick={() => hands.change({ ...recipe, table: !recipe.table })}>
        {t("table")}
      </button>
      {recipe.hidden.length > 0 && (
        <button type="button" onClick={() => hands.change({ ...recipe, hidden: [] })}>
          {t("showHidden", recipe.hidden.length)}
        </button>
      )}
      <Freeze recipe={recipe} title={picture.nodes.find((node) => node.id === recipe.ids[0])?.name ?? t("tabGraph")} />
      <span class="told" role="status">
        {!drawable && `${t("noWebGL")} · `}
        {t("drawn", number(picture.nodes.length), number(picture.links.length))}
        {picture.groups.length > 0 && ` · ${t("groups", picture.groups.length)}`}
        {picture.truncated && ` · ${t("truncated")}`}
      </span>
    </div>
  );
}

function Stage({ picture, recipe, selected, hands, onEnter, onUnable }: Shown & { onEnter: () => void; onUnable: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<Canvas | null>(null);
  // The canvas lives longer than one rendering: it asks for what holds now.
  const now = useRef({ picture, recipe, hands });
  now.current = { picture, recipe, hands };
  useEffect(() => {
    if (!place.current) return;
    canvas.current = createCanvas(place.current, {
      onNode: (id) => now.current.hands.select(id),
      onLink: (key) => now.current.hands.select(key),
      onOpen: (id) => expandAll(now.current, id),
      onNothing: () => now.current.hands.select(null),
      onMoved: (id, at) => now.current.hands.change(recipes.pinAt(now.current.recipe, id, at)),
    });
    return () => canvas.current?.destroy();
  }, []);
  useEffect(() => {
    try {
      canvas.current?.show(picture, recipe.pinned);
    } catch (fault) {
      console.warn(fault);
      onUnable();
    }
  }, [picture, JSON.stringify(recipe.pinned)]);
  useEffect(() => canvas.current?.select(selected), [selected, picture]);
  const onKey = (event: KeyboardEvent) => {
    const next = canvas.current?.step(event.key);
    if (next) hands.select(next);
    else if (!pressed(event, { picture, recipe, selected, hands, onEnter })) return;
    event.preventDefault();
  };
  return (
    <div class="stage">
      <div
        class="canvas"
        ref={place}
        tabIndex={0}
        role="application"
        aria-label={t("canvasLabel", picture.nodes.length, picture.links.length)}
        aria-describedby="canvas-keys"
        onKeyDown={onKey}
      />
      <p id="canvas-keys" class="keys">
        {t("canvasKeys")}
      </p>
      <div class="zoom">
        <button type="button" aria-label={t("zoomIn")} onClick={() => canvas.current?.zoom("in")}>
          +
        </button>
        <button type="button" aria-label={t("zoomOut")} onClick={() => canvas.current?.zoom("out")}>
          −
        </button>
        <button type="button" aria-label={t("zoomAll")} onClick={() => canvas.current?.zoom("all")}>
          ◻
        </button>
      </div>
    </div>
  );
}

export function expandAll({ picture, recipe, hands }: { picture: Picture; recipe: Recipe; hands: Hands }, id: string): void {
  const group = picture.groups.find((one) => one.id === id);
  if (group) return hands.change(recipes.open(recipe, group.ids));
  const node = picture.nodes.find((one) => one.id === id);
  if (node?.hidden.length) hands.change(recipes.grow(recipe, ...growths(node)));
}

const growths = (node: PicturedNode): recipes.Growth[] =>
  node.hidden.map(({ type, direction }) => ({ id: node.id, type, direction }));

// Enter reads, E expands, H hides, P pins, Ctrl+Z undoes.
function pressed(event: KeyboardEvent, { picture, recipe, selected, hands, onEnter }: Shown & { onEnter: () => void }): boolean {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && key === "z") {
    const to = event.shiftKey ? history.forth() : history.back();
    if (to) go(to);
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !selected) return false;
  const node = picture.nodes.find((one) => one.id === selected);
  if (key === "enter") onEnter();
  else if (key === "e") expandAll({ picture, recipe, hands }, selected);
  else if (key === "h" && node) hands.change(recipes.hide(recipe, selected));
  else if (key === "p" && node) hands.change(recipes.togglePin(recipe, node));
  else if (key === "escape") hands.select(null);
  else return false;
  return true;
}
