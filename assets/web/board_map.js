/* The map of the public board: states where they are, drawn on the round world seen from above their middle; who is bound
 * to whom; which organisations were found hit, where the room may see that; and what is shared while the days pass.
 *
 * Places are worked out once, from the places of states alone, so that nobody jumps about during an exercise. */
import { h, svg } from "./page.js";
import { t } from "./words.js";

const WIDTH = 1920, HEIGHT = 760, MARGIN = 110, RADIUS_LEAST = 26, RADIUS_MOST = 56;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const radians = (milli) => (milli / 1000) * Math.PI / 180;

/* ---- where ---- */

function middle(places) {
  const sum = [0, 0, 0];
  for (const { longitude, latitude } of places) {
    const [x, y] = [radians(longitude), radians(latitude)];
    sum[0] += Math.cos(y) * Math.cos(x);
    sum[1] += Math.cos(y) * Math.sin(x);
    sum[2] += Math.sin(y);
  }
  return { longitude: Math.atan2(sum[1], sum[0]), latitude: Math.atan2(sum[2], Math.hypot(sum[0], sum[1])) };
}

/* Orthographic: [x to the right, y down, in front or behind]. */
function project(centre, { longitude, latitude }) {
  const [x, y] = [radians(longitude) - centre.longitude, radians(latitude)];
  const depth = Math.sin(centre.latitude) * Math.sin(y) + Math.cos(centre.latitude) * Math.cos(y) * Math.cos(x);
  return [Math.cos(y) * Math.sin(x),
    -(Math.cos(centre.latitude) * Math.sin(y) - Math.sin(centre.latitude) * Math.cos(y) * Math.cos(x)), depth];
}

function fit(points) {
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min((WIDTH - 2 * MARGIN) / Math.max(right - left, 1e-3), (HEIGHT - 2 * MARGIN) / Math.max(bottom - top, 1e-3), 4000);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return (p) => [WIDTH / 2 + (p[0] - x) * scale, HEIGHT / 2 + (p[1] - y) * scale];
}

/* Discs that overlap are pushed apart, always in the same order, until none does or it was tried often enough. */
function spread(bodies) {
  for (let turn = 0; turn < 200; turn++) {
    let moved = false;
    for (let i = 0; i < bodies.length; i++) {
      for (let j = i + 1; j < bodies.length; j++) {
        const [a, b] = [bodies[i], bodies[j]];
        const [dx, dy] = [b.x - a.x || 0.1, b.y - a.y || 0.1];
        const apart = Math.hypot(dx, dy), wanted = a.r + b.r + 26;
        if (apart >= wanted) continue;
        const push = (wanted - apart) / 2 / apart;
        a.x -= dx * push; a.y -= dy * push;
        b.x += dx * push; b.y += dy * push;
        moved = true;
      }
    }
    for (const body of bodies) {
      body.x = Math.min(WIDTH - body.r - 20, Math.max(body.r + 20, body.x));
      body.y = Math.min(HEIGHT - body.r - 44, Math.max(body.r + 12, body.y));
    }
    if (!moved) return;
  }
}

/* {states: id → {x, y, r}, hubs: id → {x, y}, place: a place on the world → [x, y] or null} */
export function layOut(board) {
  const placed = board.states.filter((state) => state.place);
  const isMap = placed.length === board.states.length && placed.length > 1;
  const most = Math.max(1, ...board.states.map((state) => state.organisations));
  const crowd = Math.min(1, Math.sqrt(16 / Math.max(1, board.states.length)));
  const radius = (state) => (RADIUS_LEAST + (RADIUS_MOST - RADIUS_LEAST) * Math.sqrt(state.organisations / most)) * crowd;
  let centre = null, onto = null;
  if (isMap) {
    centre = middle(placed.map((state) => state.place));
    onto = fit(placed.map((state) => project(centre, state.place)));
  }
  const bodies = board.states.map((state, i) => {
    const turn = (2 * Math.PI * i) / board.states.length - Math.PI / 2;
    const [x, y] = isMap ? onto(project(centre, state.place))
      : [WIDTH / 2 + Math.cos(turn) * WIDTH * 0.36, HEIGHT / 2 + Math.sin(turn) * HEIGHT * 0.36];
    return { id: state.id, x, y, r: radius(state) };
  });
  spread(bodies);
  const states = new Map(bodies.map((body) => [body.id, body]));
  const hubs = new Map();
  board.forums.forEach((forum, i) => {
    const members = forum.members.map((id) => states.get(id)).filter(Boolean);
    const sum = members.reduce((at, body) => [at[0] + body.x, at[1] + body.y], [0, 0]);
    const count = Math.max(1, members.length);
    hubs.set(forum.id, { id: forum.id, x: sum[0] / count + (i % 2 ? 44 : -44), y: sum[1] / count + (i % 3) * 34 - 34, r: 20 });
  });
  avoid([...hubs.values()], bodies);
  return { states, hubs, place: isMap ? (place) => {
    const p = project(centre, place);
    return p[2] > 0.05 ? onto(p) : null;
  } : null };
}

/* Hubs give way to states, which stay. */
function avoid(hubs, bodies) {
  for (let turn = 0; turn < 60; turn++) {
    for (const hub of hubs) {
      for (const body of [...bodies, ...hubs]) {
        if (body === hub) continue;
        const [dx, dy] = [hub.x - body.x || 0.1, hub.y - body.y || 0.1];
        const apart = Math.hypot(dx, dy), wanted = hub.r + body.r + 10;
        if (apart >= wanted) continue;
        hub.x += (dx / apart) * (wanted - apart);
        hub.y += (dy / apart) * (wanted - apart);
      }
    }
  }
}

/* ---- the land ---- */

/* `rings` are closed lines of places; what lies behind the horizon is left out. */
export function land(layout, rings) {
  if (!layout.place || !rings) return null;
  const parts = [];
  for (const ring of rings) {
    let isOpen = false;
    for (let i = 0; i < ring.length; i += 2) {
      const at = layout.place({ longitude: ring[i] * 10, latitude: ring[i + 1] * 10 });
      if (!at || Math.abs(at[0]) > 6000 || Math.abs(at[1]) > 6000) { isOpen = false; continue; }
      parts.push(`${isOpen ? "L" : "M"}${at[0].toFixed(1)} ${at[1].toFixed(1)}`);
      isOpen = true;
    }
  }
  return parts.length ? svg("path", { class: "land", key: "land", d: parts.join("") }) : null;
}

/* ---- the states ---- */

/* An arc from twelve o'clock, `part` of a turn. */
function arc({ x, y, r }, part) {
  const turn = Math.min(part, 0.9999) * 2 * Math.PI;
  const [ex, ey] = [x + r * Math.sin(turn), y - r * Math.cos(turn)];
  return `M${x} ${y - r}A${r} ${r} 0 ${part > 0.5 ? 1 : 0} 1 ${ex.toFixed(1)} ${ey.toFixed(1)}`;
}

/* Organisations as dots in a sunflower's order; what was found hit is a diamond, and first. At most sixty of them. */
function dots(body, state) {
  const shown = Math.min(60, state.organisations);
  const found = state.found ? Math.max(1, Math.round((state.found * shown) / Math.max(1, state.organisations))) : 0;
  const step = (body.r - 9) / Math.sqrt(Math.max(1, shown));
  return Array.from({ length: shown }, (unused, i) => {
    const away = step * Math.sqrt(i + 0.5), turn = i * GOLDEN;
    const [x, y] = [body.x + away * Math.cos(turn), body.y + away * Math.sin(turn)];
    const s = Math.min(7, step * 0.8);
    if (i < found) return svg("path", { class: "dot found", d: `M${x} ${y - s}L${x + s} ${y}L${x} ${y + s}L${x - s} ${y}z` });
    return svg("circle", { class: "dot", cx: x, cy: y, r: Math.min(3, step * 0.4) });
  });
}

function stateGroup(body, state) {
  const part = state.found && state.organisations ? state.found / state.organisations : 0;
  return svg("g", { key: `state-${state.id}` },
    svg("circle", { class: "disc", cx: body.x, cy: body.y, r: body.r }),
    svg("circle", { class: "ring", cx: body.x, cy: body.y, r: body.r }),
    part ? svg("path", { class: "part", d: arc(body, part) }) : null,
    dots(body, state),
    svg("text", { x: body.x, y: body.y + body.r + 32, "text-anchor": "middle" }, state.mark,
      state.found ? svg("tspan", { class: "number" }, `  ◆ ${state.found}`) : null));
}

const curved = (a, b, bend) => {
  const [x, y] = [(a.x + b.x) / 2 - (b.y - a.y) * bend, (a.y + b.y) / 2 + (b.x - a.x) * bend];
  return `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${x.toFixed(1)} ${y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
};

function ties(layout, board) {
  const bonds = board.bonds.map(({ a, b }) => {
    const [from, to] = [layout.states.get(a), layout.states.get(b)];
    return from && to ? svg("path", { class: "bond", key: `bond-${a}-${b}`, d: curved(from, to, 0.08) }) : null;
  });
  const members = board.forums.flatMap((forum, i) => forum.members.map((id) => {
    const [hub, state] = [layout.hubs.get(forum.id), layout.states.get(id)];
    return hub && state
      ? svg("path", { class: `member forum-${i % 4}`, key: `member-${forum.id}-${id}`, d: `M${hub.x} ${hub.y}L${state.x} ${state.y}` }) : null;
  }));
  return [bonds, members];
}

function hubs(layout, board) {
  return board.forums.map((forum, i) => {
    const hub = layout.hubs.get(forum.id);
    return svg("g", { key: `hub-${forum.id}`, class: `forum-${i % 4}` },
      svg("rect", { class: "hub", x: hub.x - 18, y: hub.y - 18, width: 36, height: 36, rx: 6 }),
      svg("text", { class: "hub-letter", x: hub.x, y: hub.y + 7 }, forum.mark));
  });
}

/* What was shared on the day that passes. */
function trails(layout, board, since) {
  return board.shares.filter((share) => share.tick >= since).slice(-40).map((share, i) => {
    const [from, to] = [layout.states.get(share.from), layout.states.get(share.to)];
    if (!from || !to) return null;
    const x = from.x + (to.x - from.x) * 0.72, y = from.y + (to.y - from.y) * 0.72;
    return svg("g", { key: `share-${share.tick}-${i}` },
      svg("path", { class: "trail", d: `M${from.x} ${from.y}L${to.x} ${to.y}` }),
      svg("circle", { class: "pulse", cx: x, cy: y, r: 8 }));
  });
}

/* In words, for whoever does not see it. */
function sentence(state) {
  if (state.found === null) return t("%1$s: %2$s organisations", state.name, state.organisations);
  return t("%1$s: %2$s of %3$s organisations found hit", state.name, state.found, state.organisations);
}

export function drawMap(layout, board, rings, isPassing) {
  return [
    h("h2", { id: "map-title", class: "unseen" }, t("States, forums, and what was found")),
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "xMidYMid meet", "aria-hidden": "true" },
      land(layout, rings), ties(layout, board),
      isPassing ? trails(layout, board, board.tick - 4) : null,
      hubs(layout, board),
      board.states.map((state) => stateGroup(layout.states.get(state.id), state))),
    h("ul", { class: "unseen" }, board.states.map((state) => h("li", { key: state.id }, sentence(state)))),
  ];
}
