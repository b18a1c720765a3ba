// Draws a picture with sigma (WebGL). Places come with the picture: nothing moves by itself.

import { createNodeImageProgram } from "@sigma/node-image";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram, NodeCircleProgram } from "sigma/rendering";
import type { Settings } from "sigma/settings";
import { labelKind, labelName, typeName } from "../ontology";
import { short } from "../ui/common";
import { iconImage } from "./icons";
import { drawHover, drawLabel } from "./labels";
import { type Picture, degreesOf, hiddenBehind, linkKey } from "./picture";

export interface Spot {
  x: number;
  y: number;
  size: number;
  color: string;
  label: string;
  more: number;
  pinned: boolean;
  type: string;
  image?: string;
  highlighted?: boolean;
  forceLabel?: boolean;
  zIndex?: number;
}

export interface Line {
  size: number;
  color: string;
  label: string;
  type: string;
  zIndex?: number;
  hidden?: boolean;
  forceLabel?: boolean;
}

export interface Canvas {
  show(picture: Picture, pinned: Record<string, [number, number]>): void;
  select(id: string | null): void;
  zoom(by: "in" | "out" | "all"): void;
  step(key: string): string | null;
  destroy(): void;
}

export interface Hands {
  onNode(id: string): void;
  onLink(key: string): void;
  onOpen(id: string): void;
  onNothing(): void;
  onMoved(id: string, place: [number, number]): void;
}

const LINE = "#c3cad1";
const STRONG = "#4b5763";
const FADED = "#e7eaed";
const MANY = 1500;
const FEW = 30;
const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';

// Screen coordinates run down, those of sigma run up.
const turned = (y: number) => -y;

function settings(many: boolean): Partial<Settings<Spot, Line>> {
  return {
    allowInvalidContainer: true,
    defaultNodeType: many ? "circle" : "icon",
    defaultEdgeType: many ? "line" : "arrow",
    nodeProgramClasses: {
      circle: NodeCircleProgram,
      icon: createNodeImageProgram<Spot, Line>({ padding: 0.22, keepWithinCircle: true, size: { mode: "force", value: 96 } }),
    },
    edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeRectangleProgram },
    defaultDrawNodeLabel: drawLabel,
    defaultDrawNodeHover: drawHover,
    labelFont: FONT,
    labelSize: 12,
    labelColor: { color: "#1b2530" },
    labelDensity: many ? 0.4 : 1,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: many ? 6 : 4,
    renderEdgeLabels: !many,
    edgeLabelFont: FONT,
    edgeLabelSize: 11,
    edgeLabelColor: { color: "#4b5763" },
    hideEdgesOnMove: false,
    enableEdgeEvents: !many,
    zIndex: true,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    stagePadding: 72,
    doubleClickZoomingRatio: 1,
  };
}

// Raises what the browser raises when it has no WebGL.
export function createCanvas(container: HTMLElement, hands: Hands): Canvas {
  let graph = new MultiDirectedGraph<Spot, Line>();
  let sigma: Sigma<Spot, Line> | null = null;
  let selected: string | null = null;
  let hovered: string | null = null;
  let near = new Set<string>();
  let many = false;

  function started(large: boolean): Sigma<Spot, Line> {
    const made = new Sigma<Spot, Line>(graph, container, {
      ...settings(large),
      nodeReducer: (id, spot) => nodeLook(id, spot),
      edgeReducer: (id, line) => lineLook(id, line),
    });
    listen(made);
    return made;
  }

  // Beside an opened or closed panel the canvas is wider or narrower.
  const sized = new ResizeObserver(() => {
    const { width, height } = sigma?.getDimensions() ?? {};
    if (container.offsetWidth && (width !== container.offsetWidth || height !== container.offsetHeight))
      sigma?.resize().scheduleRefresh();
  });
  sized.observe(container);

  const chosen = () => hovered ?? (selected && graph.hasNode(selected) ? selected : null);

  function nodeLook(id: string, spot: Spot): Spot {
    const centre = chosen();
    if (!centre) return spot;
    if (id === centre) return { ...spot, highlighted: true, forceLabel: true, zIndex: 2 };
    if (near.has(id)) return { ...spot, forceLabel: near.size < 30, zIndex: 1 };
    return { ...spot, color: FADED, label: "", more: 0, type: "circle", zIndex: 0 };
  }

  function lineLook(id: string, line: Line): Line {
    if (selected === id) return { ...line, color: "#0b5c8a", size: 3.5, forceLabel: true, zIndex: 2 };
    const centre = chosen();
    if (!centre) return { ...line, label: "" };
    const [start, end] = graph.extremities(id);
    if (start === centre || end === centre) return { ...line, color: STRONG, size: 1.8, forceLabel: near.size < 12, zIndex: 1 };
    return { ...line, color: FADED, label: "", zIndex: 0 };
  }

  function surround(): void {
    const centre = chosen();
    near = new Set(centre ? graph.neighbors(centre) : []);
  }

  function look(): void {
    surround();
    sigma?.refresh({ skipIndexation: true });
  }

  // ---------------------------------------------- the mouse

  function listen(on: Sigma<Spot, Line>): void {
    let dragged: string | null = null;
    let moved = false;
    let pressed = false;
    on.on("clickNode", ({ node }) => !moved && hands.onNode(node));
    on.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      hands.onOpen(node);
    });
    on.on("clickEdge", ({ edge }) => hands.onLink(edge));
    on.on("clickStage", () => hands.onNothing());
    // To fade all others costs a picture of everything: not while something is dragged, and not in a large graph.
    const hover = (node: string | null) => {
      if (many || pressed || hovered === node) return;
      hovered = node;
      look();
    };
    on.on("enterNode", ({ node }) => hover(node));
    on.on("leaveNode", () => hover(null));
    const press = (down: boolean) => () => {
      pressed = down;
    };
    on.on("downStage", press(true));
    on.on("upStage", press(false));
    on.on("downNode", ({ node }) => {
      dragged = node;
      moved = false;
      if (!on.getCustomBBox()) on.setCustomBBox(on.getBBox());
    });
    on.on("moveBody", ({ event }) => {
      if (!dragged) return;
      moved = true;
      const place = on.viewportToGraph(event);
      graph.mergeNodeAttributes(dragged, { x: place.x, y: place.y, pinned: true });
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const dropped = () => {
      if (dragged && moved) {
        const { x, y } = graph.getNodeAttributes(dragged);
        hands.onMoved(dragged, [x, turned(y)]);
      }
      dragged = null;
    };
    on.on("upNode", dropped);
    on.on("upStage", dropped);
  }

  // ---------------------------------------------- what is shown

  function show(picture: Picture, pinned: Record<string, [number, number]>): void {
    const large = picture.nodes.length + picture.groups.length > MANY;
    graph = drawnGraph(picture, pinned);
    surround();
    if (sigma && large === many) {
      sigma.setCustomBBox(null);
      sigma.setGraph(graph);
    } else {
      many = large;
      sigma?.kill();
      sigma = started(large);
    }
    // benchmarks/views.py reads this: by the second frame the first is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("xunji:drawn")));
  }

  function zoom(by: "in" | "out" | "all"): void {
    const camera = sigma?.getCamera();
    if (!camera) return;
    const duration = calm() ? 0 : 200;
    if (by === "in") void camera.animatedZoom({ duration });
    else if (by === "out") void camera.animatedUnzoom({ duration });
    else void camera.animatedReset({ duration });
  }

  return {
    show,
    zoom,
    select(id) {
      if (selected === id) return;
      selected = id;
      look();
    },
    step: (key) => nearest(graph, selected, key),
    destroy: () => {
      sized.disconnect();
      sigma?.kill();
    },
  };
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function drawnGraph(picture: Picture, pinned: Record<string, [number, number]>): MultiDirectedGraph<Spot, Line> {
  const graph = new MultiDirectedGraph<Spot, Line>();
  const many = picture.nodes.length + picture.groups.length > MANY;
  const degrees = degreesOf(picture.links);
  const few = picture.nodes.length + picture.groups.length <= FEW;
  for (const node of picture.nodes) {
    const [x, y] = pinned[node.id] ?? [node.x, node.y];
    graph.addNode(node.id, {
      x,
      y: turned(y),
      forceLabel: few,
      size: sizeOf(degrees.get(node.id) ?? 0, many),
      label: short(node.name),
      more: hiddenBehind(node),
      pinned: node.id in pinned,
      ...dressed(node.label, many),
    });
  }
  for (const group of picture.groups) {
    graph.addNode(group.id, {
      x: group.x,
      y: turned(group.y),
      size: 9 + Math.min(9, Math.sqrt(group.count)),
      label: `${labelName(group.label)} × ${group.count}`,
      more: 0,
      pinned: false,
      forceLabel: picture.groups.length <= FEW,
      ...dressed(group.label, many),
    });
  }
  for (const link of picture.links) {
    graph.addDirectedEdgeWithKey(linkKey(link), link.start, link.end, {
      size: link.count > 1 ? Math.min(5, 1 + Math.log2(link.count)) : 1,
      color: LINE,
      label: typeName(link.type),
      type: many ? "line" : "arrow",
    });
  }
  return graph;
}

const sizeOf = (degree: number, many: boolean): number =>
  many ? 2.5 + Math.min(1.5, Math.sqrt(degree) * 0.25) : 9 + Math.min(7, Math.sqrt(degree) * 1.4);

function dressed(label: string, many: boolean): { color: string; type: string; image?: string } {
  const { colour, edge } = labelKind(label);
  return many ? { color: edge, type: "circle" } : { color: colour, type: "icon", image: iconImage(label) };
}

// The nearest node in the direction of an arrow key.
const WAYS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function nearest(graph: MultiDirectedGraph<Spot, Line>, from: string | null, key: string): string | null {
  const way = WAYS[key];
  if (!way || !graph.order) return null;
  if (!from || !graph.hasNode(from)) return graph.nodes()[0] ?? null;
  const here = graph.getNodeAttributes(from);
  let best: [number, string] | null = null;
  graph.forEachNode((id, { x, y }) => {
    const [dx, dy] = [x - here.x, y - here.y];
    const along = dx * way[0] + dy * way[1];
    const aside = Math.abs(dx * way[1] - dy * way[0]);
    if (id === from || along <= 1e-9 || aside > 2 * along) return;
    const far = along + 2 * aside;
    if (!best || far < best[0]) best = [far, id];
  });
  return (best as [number, string] | null)?.[1] ?? null;
}
