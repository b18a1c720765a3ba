// The analyst's page: a query, its answer as a table or as a graph, the fault at its place.

import { useEffect, useRef, useState } from "preact/hooks";
import { address, go } from "../address";
import { Fault, post } from "../api";
import { type Cell, idsIn, plain, show } from "../cypher/cells";
import { type Editor, createEditor } from "../cypher/editor";
import { type Saved, forget, save, saved } from "../cypher/saved";
import { StillCanvas } from "../graph/still";
import { graphOf } from "../graph/recipe";
import { allLabels, allTypes, named } from "../ontology";
import questions from "../questions.json";
import { Badge, Card, Waiting } from "../ui/common";
import { type Column, Table } from "../ui/table";
import { language, t } from "../words";

interface Rows {
  columns: string[];
  rows: Cell[][];
  truncated: boolean;
  warnings: string[];
}

type State = { is: "idle" } | { is: "running" } | { is: "failed"; fault: Error } | { is: "there"; rows: Rows };

const MOST_DRAWN = 300;
const FIRST = questions[0]?.query ?? "";

// `line 2, column 15` in what the API says of a fault.
export function placeOf(message: string): { line: number; column: number } | null {
  const found = /line (\d+), column (\d+)/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}

export default function CypherPage({ values }: { values: URLSearchParams }) {
  const asked = values.get("q");
  const graph = values.get("as") === "graph";
  const [state, setState] = useState<State>({ is: "idle" });
  const [kept, setKept] = useState(saved());
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  document.title = "Cypher · 巡迹";
  const run = async (query: string) => {
    setState({ is: "running" });
    editor.current?.fault(null, "");
    try {
      setState({ is: "there", rows: await post<Rows>("cypher", { query }) });
    } catch (error) {
      const fault = error as Fault;
      setState({ is: "failed", fault });
      editor.current?.fault(placeOf(fault.message), fault.message);
    }
  };
  const ask = () => {
    const query = editor.current?.text().trim() ?? "";
    if (!query) return;
    if (query === asked) void run(query);
    else go(address("cypher", { q: query, as: graph ? "graph" : null }));
  };
  const now = useRef(ask);
  now.current = ask;
  useEffect(() => {
    if (host.current) editor.current = createEditor(host.current, asked ?? FIRST, t("queryLabel"), () => now.current());
    return () => editor.current?.destroy();
  }, []);
  useEffect(() => {
    if (!asked) return;
    if (editor.current && editor.current.text().trim() !== asked) editor.current.setText(asked);
    void run(asked);
  }, [asked]);
  const keep = () => {
    const query = editor.current?.text().trim() ?? "";
    const name = prompt(t("saveAs"), query.slice(0, 40));
    if (name && query) setKept(save({ name, query }));
  };
  return (
    <div class="cypher">
      <section>
        <h1 class="quiet-title">Cypher</h1>
        <p class="note">{t("cypherNote")}</p>
        <div class="editor" ref={host} />
        <p class="actions">
          <button type="button" class="strong" onClick={ask}>
            {t("run")}
          </button>
          <button type="button" onClick={keep}>
            {t("save")}
          </button>
          <small class="note">{t("runKey")}</small>
        </p>
        <Outcome state={state} graph={graph} asked={asked} />
      </section>
      <aside>
        <Questions onPick={(query) => go(address("cypher", { q: query }))} kept={kept} onForget={(name) => setKept(forget(name))} />
        <Ontology onPick={(text) => editor.current?.insert(text)} />
      </aside>
    </div>
  );
}

function Outcome({ state, graph, asked }: { state: State; graph: boolean; asked: string | null }) {
  if (state.is === "idle") return null;
  if (state.is === "running") return <Waiting />;
  if (state.is === "failed")
    return (
      <div class="failed" role="alert">
        <p>{state.fault.message}</p>
      </div>
    );
  return <Answer rows={state.rows} graph={graph} asked={asked} />;
}

function Answer({ rows, graph, asked }: { rows: Rows; graph: boolean; asked: string | null }) {
  const ids = idsIn(rows.rows).slice(0, MOST_DRAWN);
  const columns: Column<Cell[]>[] = rows.columns.map((title, at) => ({
    title,
    value: (row) => plain(row[at] ?? null),
    show: (row) => show(row[at] ?? null),
    wide: rows.rows.some((row) => String(plain(row[at] ?? null)).length > 24),
  }));
  const to = (as: string | null) => go(address("cypher", { q: asked, as }), "replace");
  return (
    <>
      <p class="tabs" role="group" aria-label={t("answerAs")}>
        <button type="button" aria-pressed={!graph} onClick={() => to(null)}>
          {t("table")}
        </button>
        <button type="button" aria-pressed={graph} disabled={!ids.length} onClick={() => to("graph")}>
          {t("tabGraph")}
        </button>
        {ids.length > 0 && (
          <a class="button" href={graphOf(...ids)}>
            {t("openGraph")}
          </a>
        )}
      </p>
      {rows.truncated && <p class="note">{t("truncated")}</p>}
      {rows.warnings.map((warning) => (
        <p class="note">{warning}</p>
      ))}
      {graph && ids.length ? (
        <StillCanvas ids={ids} />
      ) : (
        <Table rows={rows.rows} columns={columns} name={t("answer")} />
      )}
    </>
  );
}

interface QuestionsProps {
  onPick: (query: string) => void;
  kept: Saved[];
  onForget: (name: string) => void;
}

function Questions({ onPick, kept, onForget }: QuestionsProps) {
  return (
    <Card title={t("questions")}>
      <ul class="rows dense">
        {questions.map((one) => (
          <li>
            <button type="button" class="choice" onClick={() => onPick(one.query)}>
              <span class="name">{one[language()]}</span>
            </button>
          </li>
        ))}
      </ul>
      {kept.length > 0 && (
        <>
          <h3>{t("saved")}</h3>
          <ul class="rows dense">
            {kept.map((one) => (
              <li class="kept">
                <button type="button" class="choice" onClick={() => onPick(one.query)}>
                  <span class="name">{one.name}</span>
                </button>
                <button type="button" class="plain" aria-label={t("forget", one.name)} onClick={() => onForget(one.name)}>
                  ×
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Ontology({ onPick }: { onPick: (text: string) => void }) {
  return (
    <Card title={t("ontology")} note={t("ontologyNote")}>
      <h3>{t("label")}</h3>
      <ul class="terms">
        {allLabels().map((one) => (
          <li>
            <button type="button" onClick={() => onPick(`(n:${one.name})`)}>
              <Badge label={one.name} small /> <code>{one.name}</code> {named(one)}
            </button>
          </li>
        ))}
      </ul>
      <h3>{t("type")}</h3>
      <ul class="terms">
        {allTypes().map((one) => (
          <li>
            <button type="button" title={`${one.starts.join(" | ")} → ${one.ends.join(" | ")}`} onClick={() => onPick(`-[r:${one.name}]->`)}>
              <code>{one.name}</code> {named(one)}
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
