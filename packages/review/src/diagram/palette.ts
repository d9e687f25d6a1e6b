/** What the colours of a picture are for. */
export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly box: string;
  readonly frame: string;
  readonly frameLine: string;
  /** Line and ground of what comes, changes and goes. */
  readonly added: readonly [string, string];
  readonly changed: readonly [string, string];
  readonly removed: readonly [string, string];
}

export const LIGHT: Palette = {
  page: "#fff",
  text: "#1f2933",
  faint: "#4a6274",
  line: "#52667a",
  box: "#fff",
  frame: "#f4f8fb",
  frameLine: "#8aa4b8",
  added: ["#1a7f37", "#e6f6ea"],
  changed: ["#9a6700", "#fff6e0"],
  removed: ["#b42318", "#fdecea"],
};

export const DARK: Palette = {
  page: "#14181c",
  text: "#e4e9ee",
  faint: "#a3b5c4",
  line: "#9fb0c0",
  box: "#232b33",
  frame: "#1a2026",
  frameLine: "#5d7386",
  added: ["#57c777", "#16301e"],
  changed: ["#e3b04b", "#33290f"],
  removed: ["#ff8a7e", "#3a1a17"],
};
