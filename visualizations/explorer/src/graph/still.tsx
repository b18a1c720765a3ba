// A canvas to look at: what is chosen stands beside it, nothing else can be changed.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Link, post, useAnswer } from "../api";
import { Wait } from "../ui/common";
import { t } from "../words";
import { type Canvas, createCanvas } from "./canvas";
import { Panel } from "./panel";
import type { Picture } from "./picture";
import { readRecipe } from "./recipe";

function attempt(draw: () => void): void {
  try {
    draw();
  } catch (fault) {
    console.warn(fault);
  }
}

export function StillCanvas({ ids }: { ids: string[] }) {
  const answer = useAnswer(ids.join(" "), () => post<Picture>("picture", { steps: [ids] }));
  return <Wait answer={answer}>{(picture) => <Still picture={picture} />}</Wait>;
}

// With `frozen`, the sentences stand in the page; else they are asked for.
export function Still({ picture, frozen }: { picture: Picture; frozen?: Link[] }) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<Canvas | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const recipe = useMemo(() => readRecipe(new URLSearchParams()), []);
  useEffect(() => {
    if (!place.current) return;
    canvas.current = createCanvas(place.current, {
      onNode: setSelected,
      onLink: setSelected,
      onOpen: setSelected,
      onNothing: () => setSelected(null),
      onMoved: () => undefined,
    });
    return () => canvas.current?.destroy();
  }, []);
  // Without WebGL the list beside it still tells everything.
  useEffect(() => attempt(() => canvas.current?.show(picture, {})), [picture]);
  useEffect(() => canvas.current?.select(selected), [selected]);
  const onKey = (event: KeyboardEvent) => {
    const next = canvas.current?.step(event.key);
    if (!next) return;
    setSelected(next);
    event.preventDefault();
  };
  return (
    <div class="still">
      <div class="stage">
        <div
          class="canvas"
          ref={place}
          tabIndex={0}
          role="application"
          aria-label={t("canvasLabel", picture.nodes.length, picture.links.length)}
          onKeyDown={onKey}
        />
      </div>
      <aside class="panel" aria-label={t("details")}>
        <Panel picture={picture} recipe={recipe} selected={selected} hands={{ select: setSelected }} frozen={frozen} />
      </aside>
    </div>
  );
}
