// What was chosen to be looked at together: each can be taken out, and more found.

import { type Subgraph, get, useAnswer } from "../api";
import { t } from "../words";
import { NodeLink, Wait, named } from "./common";
import { SearchBox } from "./searchbox";

interface ChosenProps {
  ids: string[];
  most: number;
  label: string;
  labels?: readonly string[];
  onChange: (ids: string[]) => void;
}

export function Chosen({ ids, most, label, labels, onChange }: ChosenProps) {
  const answer = useAnswer(ids.join(" "), async () =>
    ids.length ? (await get<Subgraph>("subgraph", { ids, hops: 0 })).nodes : [],
  );
  return (
    <>
      <Wait answer={answer}>
        {(nodes) => (
          <ul class="chosen">
            {ids.map((id) => {
              const node = nodes.find((one) => one.id === id);
              return (
                <li>
                  {node ? <NodeLink node={named(node)} /> : id}
                  <button
                    type="button"
                    class="plain"
                    aria-label={t("remove", node?.name ?? id)}
                    onClick={() => onChange(ids.filter((one) => one !== id))}
                  >
                    ×
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </Wait>
      {ids.length < most && (
        <SearchBox label={label} {...(labels ? { labels } : {})} onPick={(hit) => onChange([...new Set([...ids, hit.id])])} />
      )}
    </>
  );
}
