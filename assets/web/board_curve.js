/* The one number of the board and how it came about: organisations found hit at the end of each day, the rounds below,
 * and who left what. Numbers and words are the host's; it is drawn in pixels of the place that there is. */
import { h, svg } from "./page.js";
import { t } from "./words.js";

const DAYS = 7, TICKS = 28, NICE = [10, 20, 40, 60, 100, 200, 400, 600], IMPORTANT = { left: 0, takedown: 1, struck: 2 };

function niceTop(most) {
  for (let scale = 1; ; scale *= 100) {
    const top = NICE.find((number) => number * scale >= most);
    if (top) return top * scale;
  }
}

function figures({ hit, hit_says, of_says, recovered, recovered_says }) {
  return h("div", { class: "hero", key: "hero" },
    h("p", { class: "hit" }, h("span", { class: "sign", "aria-hidden": "true" }, "◆"), h("b", {}, hit),
      h("span", { class: "says" }, of_says, h("strong", {}, hit_says))),
    h("p", { class: "recovered" }, h("span", { class: "sign", "aria-hidden": "true" }), h("b", {}, recovered), ` ${recovered_says}`));
}

/* Words beside their lines, those that matter most first, where they run into no others: in the upper row, else in the one
 * below it. A letter is about half as wide as high. */
function place(board, chart) {
  const taken = [[], []], placed = [];
  const isFree = (row, left, right) => left >= chart.left && right <= chart.right && !taken[row].some(([from, to]) => left < to && right > from);
  const put = (text, kind, tick) => {
    const size = text.length * chart.letters * 0.56 + chart.letters, x = chart.x(tick / 4);
    for (const [row, left] of [[0, x], [0, x - size], [1, x], [1, x - size]]) {
      if (!isFree(row, left, left + size)) continue;
      taken[row].push([left, left + size]);
      const isBefore = left < x;
      placed.push({ text, kind, x: x + (isBefore ? -1 : 1) * chart.letters * 0.5, y: chart.letters * (1 + 1.25 * row), isBefore });
      return;
    }
  };
  const now = chart.x(board.tick / 4), height = chart.y(board.figures.hit) / chart.letters;
  if (height < 3) taken[1].push([now - chart.letters, now + chart.letters]); /* the diamond */
  put(board.figures.now_says, "now", board.tick);
  [...board.marks].sort((a, b) => IMPORTANT[a.kind] - IMPORTANT[b.kind] || b.tick - a.tick)
    .forEach((mark) => put(mark.says, mark.kind, mark.tick));
  return placed;
}

function chartOf(room, board, width, height, letters) {
  const top = niceTop(Math.max(0, ...board.curve)), days = room.rounds * DAYS;
  const left = letters * (1.6 + 0.6 * String(top).length), right = width - 4;
  const high = letters * 1.7, low = height - letters * 1.9;
  return { top, left, right, high, low, letters, width, height,
    x: (day) => left + ((right - left) * day) / days, y: (count) => low - ((low - high) * count) / top };
}

/* Beside the upper line a diamond says what is counted, in any language. */
function levels({ top, left, right, letters, y }) {
  const dot = letters * 0.3, at = left - letters * (0.95 + 0.6 * String(top).length);
  return [
    [0, top / 2, top].map((count) => [svg("path", { class: "level", d: `M${left} ${y(count)}H${right}` }),
      svg("text", { class: "scale", x: left - letters * 0.4, y: y(count) + letters * 0.35, "text-anchor": "end" }, count)]),
    svg("path", { class: "diamond", d: `M${at} ${y(top) - dot}l${dot} ${dot}l${-dot} ${dot}l${-dot} ${-dot}z` })];
}

function line(board, chart) {
  const points = board.curve.map((count, i) => `${chart.x(i + 1).toFixed(1)} ${chart.y(count).toFixed(1)}`);
  const path = `M${[`${chart.left} ${chart.low}`, ...points].join("L")}`;
  return [svg("path", { class: "area", d: `${path}L${chart.x(board.curve.length)} ${chart.low}z` }), svg("path", { class: "line", d: path })];
}

function marks(board, chart) {
  const { high, low, letters, x, y } = chart, now = x(board.tick / 4), dot = letters * 0.4;
  const at = y(board.figures.hit);
  return [
    board.marks.map((mark) => svg("path", { class: `mark ${mark.kind}`, d: `M${x(mark.tick / 4)} ${high - letters * 0.9}V${low}` })),
    svg("path", { class: "mark now", d: `M${now} ${high - letters * 1.1}V${low}` }),
    svg("path", { class: "diamond now", d: `M${now} ${at - dot}l${dot} ${dot}l${-dot} ${dot}l${-dot} ${-dot}z` }),
    place(board, chart).map((one) => svg("text", { class: `words ${one.kind}`, x: one.x, y: one.y, "text-anchor": one.isBefore ? "end" : "start" }, one.text))];
}

function rounds(room, board, chart) {
  const { low, height, letters, x } = chart, wide = x(DAYS) - x(0), isRoomy = wide > letters * 5;
  return Array.from({ length: room.rounds }, (unused, i) => {
    const kind = i + 1 === room.round ? "now" : i < board.rounds_done ? "known" : "later";
    return svg("g", { class: `round ${kind}` },
      svg("path", { class: "grid", d: `M${x(i * DAYS)} ${chart.high}V${low}` }),
      svg("rect", { x: x(i * DAYS) + 1.5, y: low + letters * 0.35, width: Math.max(1, wide - 3), height: Math.max(1, height - low - letters * 0.35), rx: 4 }),
      svg("text", { x: x((i + 0.5) * DAYS), y: low + letters * 1.48, "text-anchor": "middle" }, isRoomy ? t("Round %1$s", i + 1) : i + 1));
  });
}

/* `width` and `height` of the chart, `letters` how high they are: all in pixels. */
export function drawCurve(room, board, { width, height, letters }) {
  const chart = chartOf(room, board, Math.max(width, 200), Math.max(height, 80), letters);
  return [
    figures(board.figures),
    svg("svg", { key: "chart", class: "chart", viewBox: `0 0 ${chart.width} ${chart.height}`, role: "img",
      "aria-label": t("Organisations found hit at the end of each day, %1$s now", board.figures.hit) },
      levels(chart), rounds(room, board, chart), line(board, chart), marks(board, chart))];
}
