// The frame around every page: where one is, the search box, the way to the other pages.

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type PageName, address, useAddress } from "./address";
import { onTokenWanted } from "./api";
import { EntityPage } from "./pages/entity";
import { GraphPage } from "./pages/graph";
import { PathsPage } from "./pages/paths";
import { ReportPage } from "./pages/report";
import { SearchPage } from "./pages/search";
import { StartPage } from "./pages/start";
import { TimelinePage } from "./pages/timeline";
import { TracePage } from "./pages/trace";
import { SearchBox } from "./ui/searchbox";
import { TokenDialog } from "./ui/token";
import { Failed, Waiting } from "./ui/common";
import { loadOntology } from "./ontology";
import { type Word, language, speak, t } from "./words";

export interface PageProps {
  values: URLSearchParams;
}

type Page = ComponentType<PageProps>;

const READY: Partial<Record<PageName, Page>> = {
  start: StartPage,
  search: SearchPage,
  entity: EntityPage,
  graph: GraphPage,
  trace: TracePage,
  report: ReportPage,
  paths: PathsPage,
  timeline: TimelinePage,
};

// What is not needed at first is fetched when it is wanted.
const LATER: Partial<Record<PageName, () => Promise<Page>>> = {
  compare: async () => (await import("./pages/compare")).default,
  stats: async () => (await import("./pages/stats")).default,
  cypher: async () => (await import("./pages/cypher")).default,
};

const TABS: [PageName, Word][] = [
  ["start", "tabStart"],
  ["graph", "tabGraph"],
  ["paths", "tabPaths"],
  ["timeline", "tabTimeline"],
  ["stats", "tabStats"],
  ["cypher", "tabCypher"],
];

function useLater(page: PageName): Page | null {
  const [loaded, setLoaded] = useState<Partial<Record<PageName, Page>>>(READY);
  useEffect(() => {
    if (!loaded[page]) void LATER[page]?.().then((found) => setLoaded((held) => ({ ...held, [page]: found })));
  }, [page]);
  return loaded[page] ?? null;
}

function App() {
  const { page, values } = useAddress();
  const [, setSpoken] = useState(language());
  const main = useRef<HTMLElement>(null);
  const shown = useRef("");
  const Page = useLater(page);
  const place = `${page} ${values.get("id") ?? ""}`;
  useEffect(() => {
    // A new page is read from its beginning; the first one is left where the browser put it.
    if (shown.current && shown.current !== place) {
      window.scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
    shown.current = place;
  }, [place]);
  const other = language() === "zh" ? "en" : "zh";
  const change = () => {
    speak(other);
    setSpoken(other);
  };
  return (
    <>
      <a class="skip" href="#page" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {t("skip")}
      </a>
      <header class="top">
        <a class="home" href="/">
          <img src="/pages/mark.svg" alt="" width="28" height="28" />
          <span>
            巡迹<small>Xunji</small>
          </span>
        </a>
        {page !== "start" && <SearchBox />}
        <nav aria-label={t("pages")}>
          {TABS.map(([name, word]) => (
            <a href={address(name)} aria-current={name === page ? "page" : undefined}>
              {t(word)}
            </a>
          ))}
          <a href="/docs" class="quiet">
            API
          </a>
          <button type="button" class="plain" lang={other === "zh" ? "zh-CN" : "en"} onClick={change}>
            {other === "zh" ? "中文" : "English"}
          </button>
        </nav>
      </header>
      <main id="page" class={`page-${page}`} ref={main} tabIndex={-1} key={language()}>
        {Page ? <Page values={values} /> : <Waiting />}
      </main>
    </>
  );
}

// The ontology comes first: it names and colours everything. The server may want a token before it tells of it.
export function Root() {
  const [state, setState] = useState<"waiting" | "there" | Error>("waiting");
  useEffect(() => {
    loadOntology().then(() => setState("there"), setState);
  }, []);
  return (
    <>
      {state === "there" ? <App /> : state instanceof Error ? <Failed fault={state} /> : <Waiting />}
      <TokenDialog onReady={onTokenWanted} />
    </>
  );
}
