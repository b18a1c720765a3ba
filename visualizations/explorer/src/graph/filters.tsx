// Which labels, types, themes, dates and reports the canvas shows.

import { labelName, rank, typeName } from "../ontology";
import type { Hands } from "../pages/graph";
import { Badge } from "../ui/common";
import { number, t } from "../words";
import type { Picture, Told } from "./picture";
import { type Filter, MOSTS, NO_FILTER, type Recipe } from "./recipe";

interface FiltersProps {
  picture: Picture;
  recipe: Recipe;
  hands: Hands;
}

const counted = (all: string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};

export function Filters({ picture, recipe, hands }: FiltersProps) {
  const { filter } = recipe;
  const set = (part: Partial<Filter>) => hands.change({ ...recipe, filter: { ...filter, ...part } });
  const labels = counted([...picture.nodes.map((one) => one.label), ...picture.groups.flatMap((one) => one.ids.map(() => one.label))]);
  const types = counted(picture.links.map((one) => one.type));
  return (
    <form class="filters" aria-label={t("filter")} onSubmit={(event) => event.preventDefault()}>
      <Boxes
        title={t("byLabel")}
        counts={[...labels].sort(([a], [b]) => rank(a) - rank(b))}
        off={filter.labels}
        name={labelName}
        badge
        onChange={(off) => set({ labels: off })}
      />
      <Boxes
        title={t("byType")}
        counts={[...types].sort(([, a], [, b]) => b - a)}
        off={filter.types}
        name={typeName}
        onChange={(off) => set({ types: off })}
      />
      <fieldset>
        <legend>{t("byTheme")}</legend>
        <Select label={t("byTheme")} value={filter.theme} all={picture.themes} onChange={(theme) => set({ theme })} />
      </fieldset>
      <fieldset>
        <legend>{t("byReport")}</legend>
        <Select label={t("byReport")} value={filter.report} all={picture.reports} onChange={(report) => set({ report })} />
      </fieldset>
      <fieldset>
        <legend>{t("byDate")}</legend>
        <label>
          {t("since")} <input type="date" value={filter.since ?? ""} onChange={(e) => set({ since: e.currentTarget.value || null })} />
        </label>
        <label>
          {t("until")} <input type="date" value={filter.until ?? ""} onChange={(e) => set({ until: e.currentTarget.value || null })} />
        </label>
      </fieldset>
      <fieldset>
        <legend>{t("mostNodes")}</legend>
        <select
          aria-label={t("mostNodes")}
          value={String(recipe.most ?? "")}
          onChange={(event) => hands.change({ ...recipe, most: Number(event.currentTarget.value) || null })}
        >
          <option value="">{t("usual")}</option>
          {MOSTS.map((one) => (
            <option value={String(one)}>{number(one)}</option>
          ))}
        </select>
      </fieldset>
      <button type="button" onClick={() => hands.change({ ...recipe, filter: NO_FILTER })}>
        {t("noFilter")}
      </button>
    </form>
  );
}

interface BoxesProps {
  title: string;
  counts: [string, number][];
  off: string[];
  name: (one: string) => string;
  badge?: boolean;
  onChange: (off: string[]) => void;
}

function Boxes({ title, counts, off, name, badge, onChange }: BoxesProps) {
  const toggle = (one: string) => onChange(off.includes(one) ? off.filter((held) => held !== one) : [...off, one]);
  return (
    <fieldset>
      <legend>{title}</legend>
      {counts.map(([one, count]) => (
        <label class="check">
          <input type="checkbox" checked={!off.includes(one)} onChange={() => toggle(one)} />
          {badge && <Badge label={one} small />}
          <span>{name(one)}</span>
          <small>{number(count)}</small>
        </label>
      ))}
    </fieldset>
  );
}

interface SelectProps {
  label: string;
  value: string | null;
  all: Told[];
  onChange: (value: string | null) => void;
}

function Select({ label, value, all, onChange }: SelectProps) {
  return (
    <select aria-label={label} value={value ?? ""} onChange={(event) => onChange(event.currentTarget.value || null)}>
      <option value="">{t("all")}</option>
      {all.map((one) => (
        <option value={one.id}>{one.date ? `${one.date} ${one.name}` : one.name}</option>
      ))}
    </select>
  );
}
