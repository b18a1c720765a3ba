// The editor of the Cypher page: CodeMirror with the ontology at hand. It stands in a shadow tree, where its styles
// need no permission that the content security policy would have to give to all.

import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { cypher } from "@codemirror/legacy-modes/mode/cypher";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";
import { allLabels, allTypes, comment, named } from "../ontology";

export interface Editor {
  text(): string;
  setText(text: string): void;
  insert(text: string): void;
  fault(place: { line: number; column: number } | null, message: string): void;
  destroy(): void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "#0b5c8a", fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "#8a3b00" },
  { tag: [tags.number, tags.atom], color: "#6a1b9a" },
  { tag: tags.comment, color: "#55616d", fontStyle: "italic" },
  { tag: [tags.variableName, tags.standard(tags.variableName)], color: "#1b2530" },
  { tag: [tags.operator, tags.bracket], color: "#3c4650" },
  { tag: tags.typeName, color: "#006b4f" },
]);

const LOOK = EditorView.theme({
  "&": { fontSize: "14px", backgroundColor: "#ffffff", color: "#1b2530", minHeight: "150px", maxHeight: "46vh" },
  ".cm-content": { fontFamily: 'ui-monospace, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace', padding: "12px" },
  ".cm-scroller": { overflow: "auto", lineHeight: "1.65" },
  "&.cm-focused": { outline: "2px solid #0b5c8a", outlineOffset: "1px" },
  ".cm-diagnostic": { padding: "6px 10px", fontFamily: "system-ui, sans-serif", fontSize: "13px" },
  ".cm-tooltip": { border: "1px solid #dfe4e8", borderRadius: "8px", overflow: "hidden" },
});

const KEYWORDS = ["MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "DISTINCT", "WITH", "UNWIND", "ORDER BY", "LIMIT", "SKIP", "CONTAINS",
  "STARTS WITH", "ENDS WITH", "count", "collect", "labels", "type", "properties", "AND", "OR", "NOT", "IN", "AS", "DESC"];

// After a colon labels and types, after a dot properties, else keywords.
function completions(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[:.]?\w*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const sign = word.text[0];
  if (sign === ":") {
    const labels = allLabels().map((one) => ({ label: one.name, detail: named(one), info: comment(one), type: "class" }));
    const types = allTypes().map((one) => ({ label: one.name, detail: named(one), info: comment(one), type: "interface" }));
    return { from: word.from + 1, options: [...labels, ...types] };
  }
  if (sign === ".") return { from: word.from + 1, options: properties() };
  return { from: word.from, options: KEYWORDS.map((label) => ({ label, type: "keyword" })) };
}

function properties() {
  const all = new Map([...allLabels(), ...allTypes()].flatMap((one) => one.properties.map((kind) => [kind.name, kind] as const)));
  return [...all.values()].map((kind) => ({ label: kind.name, detail: named(kind), type: "property" }));
}

// Left to itself the browser keeps the look of what is typed over in an inline style, which the policy forbids.
function replaceOurselves(event: InputEvent, view: EditorView): boolean {
  if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
  event.preventDefault();
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  return true;
}

export function createEditor(host: HTMLElement, text: string, label: string, onRun: () => void): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const run = Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (onRun(), true) }]));
  const view = new EditorView({
    doc: text,
    root,
    parent: root,
    extensions: [
      run,
      minimalSetup,
      EditorView.lineWrapping,
      StreamLanguage.define(cypher),
      syntaxHighlighting(COLOURS),
      autocompletion({ override: [completions] }),
      LOOK,
      EditorView.domEventHandlers({ beforeinput: replaceOurselves }),
      EditorView.contentAttributes.of({ "aria-label": label }),
    ],
  });
  const clear = () => view.dispatch(setDiagnostics(view.state, []));
  return {
    text: () => view.state.doc.toString(),
    setText: (to) => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: to } });
      clear();
    },
    insert: (added) => {
      view.dispatch(view.state.replaceSelection(added));
      view.focus();
    },
    fault(place, message) {
      if (!place) return clear();
      const line = view.state.doc.line(Math.min(Math.max(place.line, 1), view.state.doc.lines));
      const from = Math.min(line.from + Math.max(place.column - 1, 0), line.to);
      const word = view.state.wordAt(from);
      const found: Diagnostic = { from, to: word?.to ?? Math.min(from + 1, line.to), severity: "error", message };
      view.dispatch(setDiagnostics(view.state, [found]), { selection: { anchor: from }, scrollIntoView: true });
    },
    destroy: () => view.destroy(),
  };
}
