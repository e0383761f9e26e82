/* Paragraphs of the host's (protocol.h) as elements. A paragraph with a column becomes a row of a description list, so
 * that rows below each other line up and are read as pairs. */
import { chip, h } from "./page.js";

const STYLES = { bold: "strong", dim: "dim", good: "good", bad: "bad" };

export function spans(list) {
  return (list || []).map((span) => {
    if (span.chip) return chip(span.chip);
    if (!span.s || !STYLES[span.s]) return span.t || "";
    return span.s === "bold" ? h("strong", {}, span.t || "") : h("span", { class: STYLES[span.s] }, span.t || "");
  });
}

/* The words alone. */
export function plain(list) {
  return (list || []).map((span) => span.chip || span.t || "").join("");
}

/* Figures below each other, set apart with blanks: they line up in a type whose letters are equally wide. */
const isTable = (list) => /\S {2,}\S/.test(plain(list));

/* `level` is that of a title's heading; a heading within is one deeper. */
export function paragraphs(list, level = 3) {
  const out = [];
  let rows = null, table = null;
  for (const paragraph of list || []) {
    if (paragraph.column) {
      if (!rows) out.push((rows = h("dl", { class: "rows" })));
      table = null;
      rows.append(h("div", {}, h("dt", {}, spans(paragraph.column)), h("dd", {}, spans(paragraph.spans))));
      continue;
    }
    rows = null;
    if (paragraph.kind === "title") out.push(h(`h${level}`, { class: "told-title" }, spans(paragraph.spans)));
    else if (paragraph.kind === "heading") out.push(h(`h${Math.min(6, level + 1)}`, { class: "told-heading" }, spans(paragraph.spans)));
    else if (paragraph.kind === "gap") out.push(h("div", { class: "told-gap" }));
    else if (isTable(paragraph.spans)) {
      if (!table) out.push((table = h("div", { class: "columns", tabindex: "0" })));
      table.append(h("p", {}, spans(paragraph.spans)));
      continue;
    } else out.push(h("p", {}, spans(paragraph.spans)));
    table = null;
  }
  return h("div", { class: "told" }, out);
}
