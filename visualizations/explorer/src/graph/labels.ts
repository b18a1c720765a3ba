// Names beside the nodes, the number that is hidden behind each, and a pin on what was put in its place.

import type { Settings } from "sigma/settings";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import type { Line, Spot } from "./canvas";

type Drawn = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color"> & Partial<Pick<Spot, "more" | "pinned">>;
type Look = Settings<Spot, Line>;

export function drawLabel(pen: CanvasRenderingContext2D, spot: Drawn, look: Look): void {
  if (!spot.label) return;
  const size = look.labelSize;
  pen.font = `${size}px ${look.labelFont}`;
  pen.textAlign = "center";
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = "#ffffff";
  pen.fillStyle = "#1b2530";
  const y = spot.y + spot.size + size + 2;
  pen.strokeText(spot.label, spot.x, y);
  pen.fillText(spot.label, spot.x, y);
  if (spot.more) number(pen, spot, look);
  if (spot.pinned) pin(pen, spot);
}

function number(pen: CanvasRenderingContext2D, spot: Drawn, look: Look): void {
  const told = `+${spot.more}`;
  pen.font = `600 10px ${look.labelFont}`;
  const wide = pen.measureText(told).width + 8;
  const [x, y] = [spot.x + spot.size * 0.75, spot.y - spot.size * 0.75];
  pen.fillStyle = "#ffffff";
  pen.strokeStyle = "#767676";
  pen.lineWidth = 1;
  pen.beginPath();
  pen.roundRect(x - 4, y - 7, wide, 14, 7);
  pen.fill();
  pen.stroke();
  pen.fillStyle = "#3c4650";
  pen.fillText(told, x - 4 + wide / 2, y + 3.5);
}

function pin(pen: CanvasRenderingContext2D, spot: Drawn): void {
  pen.beginPath();
  pen.arc(spot.x, spot.y, spot.size + 3, 0, 2 * Math.PI);
  pen.setLineDash([3, 3]);
  pen.lineWidth = 1.5;
  pen.strokeStyle = "#3c4650";
  pen.stroke();
  pen.setLineDash([]);
}

export function drawHover(pen: CanvasRenderingContext2D, spot: Drawn, look: Look): void {
  pen.beginPath();
  pen.arc(spot.x, spot.y, spot.size + 4, 0, 2 * Math.PI);
  pen.lineWidth = 3;
  pen.strokeStyle = "#0b5c8a";
  pen.stroke();
  drawLabel(pen, spot, look);
}
