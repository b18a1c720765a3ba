// All that was found, with facets to narrow it.

import { address } from "../address";
import { useGet } from "../api";
import { labelName, rank } from "../ontology";
import { Badge, Card, NodeLink, Wait } from "../ui/common";
import { type Hit, SearchBox, around } from "../ui/searchbox";
import { number, t } from "../words";

interface Found {
  hits: Hit[];
  truncated: boolean;
  total?: number;
  facets?: Record<string, Facet[]>;
}

export interface Facet {
  value: string;
  name?: string | null;
  within?: string | null;
  count: number;
}

const MOST = 100;

// The facets of the API, each with the parameter that narrows by it.
const FACETS = [
  ["labels", "label", "byLabel"],
  ["places", "place", "byPlace"],
  ["themes", "theme", "byTheme"],
  ["reports", "report", "byReport"],
  ["years", "year", "byYear"],
] as const;

export function SearchPage({ values }: { values: URLSearchParams }) {
  const q = values.get("q") ?? "";
  document.title = `${q} · 巡迹`;
  const filters = Object.fromEntries(FACETS.map(([, name]) => [name, values.getAll(name)]));
  const { year, ...others } = filters;
  const dates = year?.[0] ? { since: `${year[0]}-01-01`, until: `${year[0]}-12-31` } : {};
  const answer = useGet<Found>("search", { q, limit: MOST, ...others, ...dates });
  return (
    <>
      <h1 class="quiet-title">{t("searchFor", q)}</h1>
      <Wait answer={answer}>
        {(found) => (
          <div class="profile">
            <aside>
              <Facets q={q} filters={filters} facets={found.facets ?? { labels: counted(found.hits) }} />
            </aside>
            <Card>
              <Results q={q} found={found} />
            </Card>
          </div>
        )}
      </Wait>
    </>
  );
}

function counted(hits: Hit[]): Facet[] {
  const counts = new Map<string, number>();
  for (const hit of hits) counts.set(hit.label, (counts.get(hit.label) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => rank(a) - rank(b)).map(([value, count]) => ({ value, count }));
}

function Results({ q, found }: { q: string; found: Found }) {
  if (!found.hits.length)
    return (
      <>
        <p>{t("nothing")}</p>
        <SearchBox />
      </>
    );
  return (
    <>
      <p class="note" role="status">
        {t("foundSome", number(found.total ?? found.hits.length))} {found.truncated && t("narrow", MOST)}
      </p>
      <ul class="rows">
        {found.hits.map((hit) => (
          <li>
            <NodeLink node={hit} />
            <small>
              {labelName(hit.label)}
              {!hit.name.includes(hit.matched) && <q>{around(hit.matched, q)}</q>}
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

// Two counties of one name lie in two cities, or a notice does not say in which.
const isShared = (facet: Facet, all: Facet[]): boolean =>
  facet.name != null && all.some((other) => other.name === facet.name && other.value !== facet.value);

interface FacetsProps {
  q: string;
  filters: Record<string, string[]>;
  facets: Record<string, Facet[]>;
}

function Facets({ q, filters, facets }: FacetsProps) {
  const chosen = Object.values(filters).some((one) => one.length);
  return (
    <Card title={t("narrowBy")}>
      {FACETS.filter(([key]) => facets[key]?.length).map(([key, name, word]) => (
        <section class="facet">
          <h3>{t(word)}</h3>
          <ul class="counts">
            {facets[key]?.map((facet, _, all) => {
              const on = filters[name]?.includes(facet.value) ?? false;
              const others = { ...filters, [name]: on ? [] : [facet.value] };
              return (
                <li>
                  <a href={address("search", { q, ...others })} aria-current={on ? "true" : undefined}>
                    {name === "label" && <Badge label={facet.value} small />}{" "}
                    {facet.name ?? (name === "label" ? labelName(facet.value) : facet.value)}
                    {isShared(facet, all) && <small>{facet.within ?? t("withinUnknown")}</small>}
                  </a>
                  <b>{number(facet.count)}</b>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      {chosen && (
        <p>
          <a href={address("search", { q })}>{t("noFilter")}</a>
        </p>
      )}
    </Card>
  );
}
