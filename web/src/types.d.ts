/** What kg/visualise/payload.py writes. */
export interface Payload {
  version: number;
  focus: number;
  types: Word[];
  relations: RelationWord[];
  modalities: Word[];
  nodes: {
    id: string[];
    iri: string[];
    types: number[][];
    names: string[][];
    sounds: string[][];
    codes: string[][];
    x: number[];
    y: number[];
    /** In a part of a served graph: how many neighbours each thing has in the whole of it. */
    neighbours?: number[];
  };
  groups: { name: string; members: number[] }[];
  facts: FactColumns;
  sentences: string[];
  articles: Article[];
}

export interface Word {
  id: string;
  zh: string;
  en: string;
}

export interface RelationWord extends Word {
  inverseZh: string;
  inverseEn: string;
  symmetric: boolean;
}

export interface Article {
  id: string;
  title: string;
  section: string;
  issued: string;
  source: string;
}

export interface FactColumns {
  id: string[];
  subject: number[];
  object: number[];
  relation: number[];
  modality: number[];
  confidence: number[];
  article: number[];
  sentence: number[];
  time: string[];
  timeText: string[];
  amount: string[];
  amountText: string[];
  percent: (number | null)[];
  title: string[];
  product: number[];
}

/** All facts of one subject, relation, object and modality: one line of the picture. */
export interface Edge {
  a: number;
  b: number;
  relation: number;
  modality: number;
  facts: number[];
  /** How far it bends, so that lines between the same two things lie side by side; 0 is straight. */
  bend: number;
}

export interface Graph {
  payload: Payload;
  count: number;
  type: Uint8Array;
  group: Int16Array;
  x: Float64Array;
  y: Float64Array;
  edges: Edge[];
  /** The edges at each node. */
  at: number[][];
  degree: Uint32Array;
  rank: Float64Array;
  /** When each fact was so, in months since year 0; NaN where nothing tells. */
  from: Float64Array;
  to: Float64Array;
  byId: Map<string, number>;
}

export interface Filters {
  types: ReadonlySet<number>;
  relations: ReadonlySet<number>;
  modalities: ReadonlySet<number>;
  groups: ReadonlySet<number>;
  confidence: number;
  from: number | null;
  to: number | null;
  undated: boolean;
  loose: boolean;
}

export interface State {
  filters: Filters;
  /** What may be shown at all; null is everything. */
  scope: ReadonlySet<number> | null;
  hidden: ReadonlySet<number>;
  pins: ReadonlyMap<number, readonly [number, number]>;
  colour: "type" | "group";
  size: "degree" | "rank" | "same";
}

export interface Shown {
  nodes: number[];
  isNode: Uint8Array;
  edges: number[];
  /** How many facts of each edge pass the filters; 0 where it is not shown. */
  weight: Uint32Array;
  facts: Uint8Array;
}

export interface Camera {
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export type Selection =
  | { kind: "none" }
  | { kind: "entity"; node: number }
  | { kind: "edge"; edge: number }
  | { kind: "path"; from: number; to: number; nodes: number[]; edges: number[] };

export interface Label {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  strong: boolean;
  faint: boolean;
}

export interface Palette {
  paper: string;
  ink: string;
  quiet: string;
  halo: string;
  accent: string;
  bad: string;
  types: string[];
  groups: string[];
  families: string[];
}
