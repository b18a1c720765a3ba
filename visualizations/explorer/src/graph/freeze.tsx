// Freezes what is on the canvas into an address for other pages.

import { useRef, useState } from "preact/hooks";
import { post } from "../api";
import { language, t } from "../words";
import { askedFor } from "./picture";
import { type Recipe, recipeAddress } from "./recipe";

interface Kept {
  id: string;
  url: string;
  html: string;
}

export function Freeze({ recipe, title }: { recipe: Recipe; title: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [called, setCalled] = useState(title);
  const [kept, setKept] = useState<Kept | null>(null);
  const [fault, setFault] = useState("");
  const open = () => {
    setCalled(title);
    setKept(null);
    setFault("");
    dialog.current?.showModal();
  };
  const freeze = async (event: Event) => {
    event.preventDefault();
    try {
      const picture = await askedFor(recipe);
      const { hidden, pinned } = recipe;
      const permalink = recipeAddress(recipe);
      setKept(await post<Kept>("embeds", { title: called, permalink, picture, hidden, pinned, language: language() }));
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <>
      <button type="button" onClick={open}>
        {t("freeze")}
      </button>
      <dialog ref={dialog} aria-labelledby="freeze-title" class="freeze">
        <h2 id="freeze-title">{t("freezeTitle")}</h2>
        <p class="note">{t("freezeNote")}</p>
        {kept ? (
          <Given kept={kept} />
        ) : (
          <form onSubmit={(event) => void freeze(event)}>
            <label>
              {t("title")}
              <input value={called} maxLength={200} required onInput={(event) => setCalled(event.currentTarget.value)} />
            </label>
            {fault && (
              <p role="alert" class="fault">
                {fault}
              </p>
            )}
            <p class="actions">
              <button type="submit" class="strong">
                {t("freezeNow")}
              </button>
              <button type="button" onClick={() => dialog.current?.close()}>
                {t("cancel")}
              </button>
            </p>
          </form>
        )}
        {kept && (
          <p class="actions">
            <a class="button strong" href={kept.url} target="_blank" rel="noopener">
              {t("look")}
            </a>
            <button type="button" onClick={() => dialog.current?.close()}>
              {t("close")}
            </button>
          </p>
        )}
      </dialog>
    </>
  );
}

function Given({ kept }: { kept: Kept }) {
  return (
    <>
      <label>
        {t("embedAddress")}
        <input readOnly value={kept.url} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <label>
        {t("embedCode")}
        <textarea readOnly rows={3} value={kept.html} onFocus={(event) => event.currentTarget.select()} />
      </label>
    </>
  );
}
