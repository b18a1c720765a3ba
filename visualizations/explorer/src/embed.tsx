// A frozen view in somebody's page: all that it shows stands in the page itself.

import { render } from "preact";
import type { Link } from "./api";
import type { Picture } from "./graph/picture";
import { Still } from "./graph/still";
import { type Ontology, setOntology } from "./ontology";
import "./style/base.css";
import "./style/pages.css";
import "./style/graph.css";
import { type Language, speak, t } from "./words";

interface Frozen {
  title: string;
  permalink: string;
  date: string;
  version: string;
  language: Language;
  picture: Picture;
  links: Link[];
  ontology: Ontology;
}

function Embed({ view }: { view: Frozen }) {
  return (
    <main class="frozen">
      <header>
        <h1>{view.title}</h1>
        <p class="note">
          {t("frozen", view.date, view.picture.reports.length)} · Xunji 巡迹 {view.version}
        </p>
        <p class="actions">
          <a class="button" href={`${location.pathname.replace(/\/$/, "")}/data.json`} download>
            {t("data")}
          </a>
          <a class="button" href={view.permalink} target="_blank" rel="noopener">
            {t("openLive")}
          </a>
        </p>
      </header>
      <Still picture={view.picture} frozen={view.links} />
    </main>
  );
}

const root = document.getElementById("app");
const told = document.getElementById("view")?.textContent;
if (root && told) {
  const view = JSON.parse(told) as Frozen;
  setOntology(view.ontology);
  speak(view.language, false);
  render(<Embed view={view} />, root);
}
