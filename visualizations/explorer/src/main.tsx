import { render } from "preact";
import { App } from "./app";
import { followLinks } from "./address";
import { loadOntology } from "./ontology";
import "./style/base.css";
import "./style/pages.css";
import "./style/graph.css";
import { Failed } from "./ui/common";
import { language, speak } from "./words";

const root = document.getElementById("app");
if (root) {
  speak(language());
  followLinks();
  loadOntology().then(
    () => render(<App />, root),
    (fault: Error) => render(<Failed fault={fault} />, root),
  );
}
