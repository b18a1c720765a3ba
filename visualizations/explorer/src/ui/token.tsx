// Asks for the token of a server that wants one. It stays in this tab, and in no address.

import { useEffect, useRef } from "preact/hooks";
import { t } from "../words";

type Ask = () => Promise<string | null>;

export function TokenDialog({ onReady }: { onReady: (ask: Ask) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const waiting = useRef<((token: string | null) => void)[]>([]);
  useEffect(() => {
    onReady(
      () =>
        new Promise((done) => {
          waiting.current.push(done);
          if (!dialog.current?.open) dialog.current?.showModal();
        }),
    );
  }, []);
  const closed = () => {
    const token = dialog.current?.returnValue === "given" ? (field.current?.value.trim() ?? "") : "";
    if (field.current) field.current.value = "";
    for (const done of waiting.current.splice(0)) done(token || null);
  };
  return (
    <dialog ref={dialog} onClose={closed} aria-labelledby="token-title">
      <form method="dialog">
        <h2 id="token-title">{t("tokenTitle")}</h2>
        <p class="note">{t("tokenNote")}</p>
        <label>
          {t("token")} <input ref={field} type="password" autocomplete="off" required />
        </label>
        <p class="actions">
          <button type="submit" class="strong" value="given">
            {t("tokenUse")}
          </button>
          <button type="submit" value="none" formNoValidate>
            {t("cancel")}
          </button>
        </p>
      </form>
    </dialog>
  );
}
