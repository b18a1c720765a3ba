// Finds while one types: arrow keys choose, Enter goes, Escape closes, and Enter with nothing chosen shows all that was found.

import { useEffect, useRef, useState } from "preact/hooks";
import { address, go } from "../address";
import { type Node, getFresh } from "../api";
import { labelName } from "../ontology";
import { t } from "../words";
import { Badge, pageOf } from "./common";

export interface Hit extends Node {
  matched: string;
}

interface Found {
  hits: Hit[];
  truncated: boolean;
}

const PAUSE = 120;
const CONTEXT = 12;

// The words with a little of what stands around them: an alias may be a whole sentence.
export function around(text: string, words: string): string {
  const at = Math.max(0, text.indexOf(words) - CONTEXT);
  const cut = text.slice(at, at + 3 * CONTEXT);
  return `${at ? "…" : ""}${cut}${at + cut.length < text.length ? "…" : ""}`;
}

export interface SearchBoxProps {
  large?: boolean;
  onPick?: (hit: Hit) => void;
  label?: string;
  labels?: readonly string[];
}

export function SearchBox({ large, onPick, label, labels }: SearchBoxProps) {
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const box = useRef<HTMLFormElement>(null);
  const list = large ? "hits-large" : onPick ? "hits-pick" : "hits";
  useEffect(() => {
    const told = words.trim();
    setFault("");
    if (!told) return setFound(null);
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setFound(await getFresh<Found>("search", { q: told, limit: 10, label: labels }, stop.signal));
        setChosen(-1);
      } catch (error) {
        if (!stop.signal.aborted) setFault((error as Error).message);
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);
  useEffect(() => {
    const outside = (event: Event) => box.current?.contains(event.target as globalThis.Node) || setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const pick = (hit: Hit) => {
    setOpen(false);
    setWords("");
    if (onPick) onPick(hit);
    else go(pageOf(hit));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const hit = found?.hits[chosen] ?? (onPick ? found?.hits[0] : undefined);
    if (hit) return pick(hit);
    if (!words.trim() || onPick) return;
    setOpen(false);
    go(address("search", { q: words.trim() }));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") setOpen(false);
    if (!step || !found?.hits.length) return;
    event.preventDefault();
    setOpen(true);
    setChosen((chosen + step + found.hits.length) % found.hits.length);
  };
  const shown = open && Boolean(words.trim()) && (found !== null || fault !== "");
  return (
    <form class={large ? "search large" : "search"} role="search" autocomplete="off" ref={box} onSubmit={submit}>
      <input
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        list={undefined}
        aria-label={label ?? t("searchLabel")}
        aria-activedescendant={shown && chosen >= 0 ? `${list}-${chosen}` : undefined}
        placeholder={label ?? t("search")}
        maxLength={100}
        spellcheck={false}
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKey}
      />
      <div class="drop" hidden={!shown}>
        <ul id={list} role="listbox" aria-label={t("found")}>
          {found?.hits.map((hit, at) => (
            <li id={`${list}-${at}`} role="option" aria-selected={at === chosen} onClick={() => pick(hit)}>
              <Badge label={hit.label} />
              <span class="name">
                {around(hit.name, words.trim())}
                {!hit.name.includes(hit.matched) && <small>{around(hit.matched, words.trim())}</small>}
              </span>
              <small class="kind">{labelName(hit.label)}</small>
            </li>
          ))}
        </ul>
        {fault && <p class="note">{fault}</p>}
        {found && !found.hits.length && <p class="note">{t("nothing")}</p>}
        {found?.truncated && !onPick && (
          <p class="note">
            <a href={address("search", { q: words.trim() })} onClick={() => setOpen(false)}>
              {t("allHits")}
            </a>
          </p>
        )}
      </div>
    </form>
  );
}
