// A notice's text cut where stretches begin and end. Offsets count Unicode characters, not the halves of JavaScript.

export interface Annotation {
  start: number;
  end: number;
  quote: string;
  type: string;
  node: string;
  label: string;
  name: string;
  other: string | null;
  rule: string;
  confidence: number;
}

export interface Segment {
  start: number;
  text: string;
  // The shortest mention of something that has a name, and the shortest finding, that it lies in.
  mention: Annotation | null;
  finding: Annotation | null;
  chosen: boolean;
}

export interface Range {
  start: number;
  end: number;
}

// `770-774` in an address.
export function range(told: string | null): Range | null {
  const found = /^(\d{1,9})-(\d{1,9})$/.exec(told ?? "");
  if (!found) return null;
  const [start, end] = [Number(found[1]), Number(found[2])];
  return start < end ? { start, end } : null;
}

const shorter = (one: Annotation | null, other: Annotation): Annotation =>
  one && one.end - one.start <= other.end - other.start ? one : other;

export function segments(text: string, mentions: Annotation[], findings: Annotation[], chosen: Range | null): Segment[] {
  const characters = Array.from(text);
  const all = [...mentions, ...findings];
  const cuts = new Set([0, characters.length, ...all.flatMap((one) => [one.start, one.end])]);
  if (chosen) cuts.add(chosen.start).add(chosen.end);
  const places = [...cuts].filter((at) => at >= 0 && at <= characters.length).sort((a, b) => a - b);
  const inner = (of: Annotation[], start: number, end: number) =>
    of.filter((one) => one.start <= start && one.end >= end).reduce<Annotation | null>(shorter, null);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1] ?? start;
    return {
      start,
      text: characters.slice(start, end).join(""),
      mention: inner(mentions, start, end),
      finding: inner(findings, start, end),
      chosen: chosen !== null && start >= chosen.start && end <= chosen.end,
    };
  });
}

// Neighbours that lie in the same finding.
export function byFinding(all: Segment[]): { finding: Annotation | null; parts: Segment[] }[] {
  const groups: { finding: Annotation | null; parts: Segment[] }[] = [];
  for (const segment of all) {
    const last = groups.at(-1);
    if (last && last.finding === segment.finding) last.parts.push(segment);
    else groups.push({ finding: segment.finding, parts: [segment] });
  }
  return groups;
}

// What is told of a stretch: what spans it exactly, and what the passage around it says of the same thing; else
// whatever lies across it.
export function toldOf(annotations: Annotation[], { start, end }: Range): Annotation[] {
  const exact = annotations.filter((one) => one.start === start && one.end === end);
  const read = new Set(exact.filter((one) => one.type === "APPEARS_IN").map((one) => one.node));
  const around = annotations.filter(
    (one) => one.type !== "APPEARS_IN" && one.start <= start && one.end >= end && read.has(one.node) && !exact.includes(one),
  );
  return exact.length ? [...exact, ...around] : annotations.filter((one) => one.start < end && one.end > start);
}
