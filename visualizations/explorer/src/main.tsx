import { render } from "preact";
import { followLinks } from "./address";
import { Root } from "./app";
import "./style/base.css";
import "./style/pages.css";
import "./style/graph.css";
import { language, speak } from "./words";

const root = document.getElementById("app");
if (root) {
  speak(language());
  followLinks();
  render(<Root />, root);
}
