// What kinds of things there are, how they are called and look: all of it from the API, none of it here.

import { get } from "./api";
import { language } from "./words";

export interface Property {
  name: string;
  zh: string;
  en: string;
  values: Record<string, [string, string]>;
}

export interface LabelKind {
  name: string;
  zh: string;
  en: string;
  comment_zh: string;
  comment_en: string;
  colour: string;
  edge: string;
  ink: string;
  icon: string;
  drawing: string;
  entity: boolean;
  properties: Property[];
}

export interface LinkKind {
  name: string;
  zh: string;
  en: string;
  comment_zh: string;
  comment_en: string;
  starts: string[];
  ends: string[];
  properties: Property[];
}

export interface Ontology {
  version: string;
  labels: LabelKind[];
  relationships: LinkKind[];
}

const labels = new Map<string, LabelKind>();
const types = new Map<string, LinkKind>();
let order: string[] = [];

export async function loadOntology(): Promise<void> {
  setOntology(await get<Ontology>("ontology"));
}

export function setOntology(told: Ontology): void {
  for (const label of told.labels) labels.set(label.name, label);
  for (const type of told.relationships) types.set(type.name, type);
  order = told.labels.map((label) => label.name);
}

export const allLabels = (): LabelKind[] => [...labels.values()];
export const allTypes = (): LinkKind[] => [...types.values()];

const GREY = { colour: "#767676", edge: "#767676", ink: "#FFFFFF", icon: "", drawing: "" };

export function labelKind(name: string): LabelKind {
  return labels.get(name) ?? { ...GREY, name, zh: name, en: name, comment_zh: "", comment_en: "", entity: true, properties: [] };
}

export function linkKind(name: string): LinkKind {
  return types.get(name) ?? { name, zh: name, en: name, comment_zh: "", comment_en: "", starts: [], ends: [], properties: [] };
}

export const named = (term: { zh: string; en: string }): string => term[language()];
export const labelName = (name: string): string => named(labelKind(name));
export const typeName = (name: string): string => named(linkKind(name));
export const comment = (term: { comment_zh: string; comment_en: string }): string =>
  language() === "zh" ? term.comment_zh : term.comment_en;

export const rank = (label: string): number => {
  const at = order.indexOf(label);
  return at < 0 ? order.length : at;
};

// The name of a property and of its value, as a reader wants them.
export function told(owner: { properties: Property[] }, name: string, value: unknown): [string, string] {
  const kind = owner.properties.find((one) => one.name === name);
  const choice = (one: unknown) => kind?.values[String(one)]?.[language() === "zh" ? 0 : 1] ?? String(one);
  return [kind ? named(kind) : name, [value].flat().map(choice).join("、")];
}

// What the API compares: what has problems of its own.
export const COMPARED: readonly string[] = ["Agency", "Inspection"];
