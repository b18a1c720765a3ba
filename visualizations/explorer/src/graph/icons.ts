// The icons of the labels as small pictures, drawn once from the lines that the ontology's API tells.

import { labelKind } from "../ontology";

const SIDE = 96;
const made = new Map<string, string>();

export function iconImage(label: string): string {
  const held = made.get(label);
  if (held) return held;
  const { drawing, ink } = labelKind(label);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  if (pen) {
    pen.scale(SIDE / 24, SIDE / 24);
    pen.strokeStyle = ink;
    pen.lineWidth = 2;
    pen.lineCap = pen.lineJoin = "round";
    pen.stroke(new Path2D(drawing));
  }
  const image = canvas.toDataURL("image/png");
  made.set(label, image);
  return image;
}
