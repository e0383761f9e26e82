/* The map of the public board: states where they are, drawn on the round world seen from above their middle; who is bound
 * to whom; which organisations were found hit, where the room may see that; and what is shared while the days pass.
 *
 * Places are worked out from the places of states and the room that there is, and from nothing that happens, so that nobody
 * jumps about during an exercise. */
import { h, svg } from "./page.js";
import { t } from "./words.js";

const MARGIN = 84, LABEL = 46, FLAT = 0.95, POWER = 0.62, STRETCH = 2.1, RADIUS_LEAST = 36, RADIUS_MOST = 62, BETWEEN = 56;
const WIDE = 1920, LETTERS_MOST = 2.1; /* of the drawing; and so many of its units are a pixel at most, for letters to be read */
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

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/* Where most states are there is more room than the world has, and less of it far away: distances from their middle are
 * drawn as a power of themselves, of states and land alike. */
function loupe(points) {
  const [x, y] = [median(points.map((p) => p[0])), median(points.map((p) => p[1]))];
  return (p) => {
    const away = Math.hypot(p[0] - x, p[1] - y), by = away ? Math.pow(away, POWER - 1) : 0;
    return [(p[0] - x) * by, (p[1] - y) * by];
  };
}

/* In units of the drawing, of an area in pixels: letters are as large beside a statement as without one. */
export function sizeOf(width, height) {
  const wall = Math.min(innerWidth, innerHeight * 1.78);
  const unit = Math.min(WIDE / Math.max(wall, 1), LETTERS_MOST);
  return { width: Math.max(600, Math.round(width * unit)), height: Math.max(320, Math.round(height * unit)) };
}

/* One way may be drawn longer than the other, land and states alike: a wall is wide, and a telephone high. */
function fit(points, { width, height }) {
  const through = loupe(points), drawn = points.map(through);
  const xs = drawn.map((p) => p[0]), ys = drawn.map((p) => p[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const across = Math.min((width - 2 * MARGIN) / Math.max(right - left, 1e-3), 4000);
  const down = Math.min((height - MARGIN - LABEL - 60) / Math.max(bottom - top, 1e-3), 4000);
  const [scaleX, scaleY] = [Math.min(across, down * STRETCH), Math.min(down, across * STRETCH)];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  return (p) => {
    const q = through(p);
    return [width / 2 + (q[0] - x) * scaleX, (height - LABEL) / 2 + 10 + (q[1] - y) * scaleY];
  };
}

/* Discs that overlap are pushed apart and drawn back to where they belong, always in the same order. */
function spread(bodies, { width, height }) {
  const homes = bodies.map(({ x, y }) => [x, y]);
  for (let turn = 0; turn < 400; turn++) {
    const pull = turn < 300 ? 0.06 : 0;
    bodies.forEach((body, i) => {
      body.x += (homes[i][0] - body.x) * pull;
      body.y += (homes[i][1] - body.y) * pull;
    });
    for (let i = 0; i < bodies.length; i++) {
      for (let j = i + 1; j < bodies.length; j++) part(bodies[i], bodies[j]);
    }
    for (const body of bodies) {
      body.x = Math.min(width - body.r - 30, Math.max(body.r + 30, body.x));
      body.y = Math.min(height - body.r - LABEL, Math.max(body.r + 12, body.y));
    }
  }
}

/* Room below each disc for its name, so they need more of it above each other than beside. */
function part(a, b) {
  const [dx, dy] = [b.x - a.x || 0.1, (b.y - a.y || 0.1) * FLAT];
  const apart = Math.hypot(dx, dy), wanted = a.r + b.r + BETWEEN;
  if (apart >= wanted) return;
  const push = (wanted - apart) / 2 / apart;
  a.x -= dx * push; a.y -= (dy / FLAT) * push;
  b.x += dx * push; b.y += (dy / FLAT) * push;
}

/* As large as lets a disc stay about where it belongs: a part of the usual distance to the nearest other. */
function largest(points) {
  const nearest = points.map((p, i) => Math.min(...points.map((q, j) => (i === j ? Infinity : Math.hypot(p[0] - q[0], p[1] - q[1])))));
  return Math.min(RADIUS_MOST, Math.max(RADIUS_LEAST, median(nearest) * 0.5));
}

/* {states: id → {x, y, r}, hubs: id → {x, y}, place: a place on the world → [x, y] or null} */
export function layOut(board, size) {
  const { width, height } = size;
  const placed = board.states.filter((state) => state.place);
  const isMap = placed.length === board.states.length && placed.length > 1;
  const most = Math.max(1, ...board.states.map((state) => state.organisations));
  let centre = null, onto = null;
  if (isMap) {
    centre = middle(placed.map((state) => state.place));
    onto = fit(placed.map((state) => project(centre, state.place)), size);
  }
  const points = board.states.map((state, i) => {
    const turn = (2 * Math.PI * i) / board.states.length - Math.PI / 2;
    return isMap ? onto(project(centre, state.place))
      : [width / 2 + Math.cos(turn) * width * 0.36, height / 2 + Math.sin(turn) * height * 0.36];
  });
  const crowd = Math.min(1, Math.sqrt(30 / Math.max(1, board.states.length))), large = largest(points) * crowd;
  const bodies = board.states.map((state, i) => ({ id: state.id, x: points[i][0], y: points[i][1],
    r: large * (0.6 + 0.4 * Math.sqrt(state.organisations / most)) }));
  spread(bodies, size);
  const states = new Map(bodies.map((body) => [body.id, body]));
  const hubs = new Map();
  board.forums.forEach((forum, i) => {
    const members = forum.members.map((id) => states.get(id)).filter(Boolean);
    const sum = members.reduce((at, body) => [at[0] + body.x, at[1] + body.y], [0, 0]);
    const count = Math.max(1, members.length);
    hubs.set(forum.id, { id: forum.id, x: sum[0] / count + (i % 2 ? 44 : -44), y: sum[1] / count + (i % 3) * 34 - 34, r: 20 });
  });
  avoid([...hubs.values()], [...bodies, ...names(bodies)]);
  return { size, states, hubs, place: isMap ? (place) => {
    const p = project(centre, place);
    if (p[2] >= 0) return { at: onto(p), isHidden: false };
    const away = Math.hypot(p[0], p[1]) || 1; /* behind the horizon: on it */
    return { at: onto([p[0] / away, p[1] / away]), isHidden: true };
  } : null };
}

/* A name is about as wide as two small discs beside each other. */
const names = (bodies) => bodies.flatMap(({ x, y, r }) => [-34, 34].map((beside) => ({ x: x + beside, y: y + r + 22, r: 24 })));

/* Hubs give way to states and their names, which stay. */
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

/* `rings` are closed lines of places; of what lies behind the horizon the line follows the horizon. */
export function land(layout, rings) {
  if (!layout.place || !rings) return null;
  layout.land ||= landPath(layout, rings); /* it stays as it is while the places do */
  return layout.land ? svg("path", { class: "land", key: "land", d: layout.land }) : null;
}

function landPath(layout, rings) {
  const parts = [];
  for (const ring of rings) {
    const points = [];
    for (let i = 0; i < ring.length; i += 2) points.push(layout.place({ longitude: ring[i] * 10, latitude: ring[i + 1] * 10 }));
    if (points.every((point) => point.isHidden)) continue;
    parts.push(`M${points.map((point) => `${point.at[0].toFixed(0)} ${point.at[1].toFixed(0)}`).join("L")}z`);
  }
  return parts.join("");
}

/* ---- the states ---- */

/* An arc of `part` of a turn, from `from` of a turn after twelve o'clock on. */
function arc({ x, y, r }, from, part) {
  const at = (turn) => `${(x + r * Math.sin(turn * 2 * Math.PI)).toFixed(1)} ${(y - r * Math.cos(turn * 2 * Math.PI)).toFixed(1)}`;
  const length = Math.min(part, 0.9999);
  return `M${at(from)}A${r} ${r} 0 ${length > 0.5 ? 1 : 0} 1 ${at(from + length)}`;
}

/* Of `shown` dots for all organisations: how many stand for `count`, at least one for any. */
const dotsFor = (count, shown, all) => (count ? Math.max(1, Math.round((count * shown) / Math.max(1, all))) : 0);

/* Organisations as dots in a sunflower's order; what was found hit is a diamond, and first, what recovered a ring. At most
 * sixty of them. */
function dots(body, state) {
  const shown = Math.min(60, state.organisations);
  const found = dotsFor(state.found, shown, state.organisations), recovered = dotsFor(state.recovered, shown, state.organisations);
  const step = (body.r - 9) / Math.sqrt(Math.max(1, shown));
  return Array.from({ length: shown }, (unused, i) => {
    const away = step * Math.sqrt(i + 0.5), turn = i * GOLDEN;
    const [x, y] = [body.x + away * Math.cos(turn), body.y + away * Math.sin(turn)];
    const s = Math.min(7, step * 0.8), r = Math.min(3, step * 0.4);
    if (i < found) return svg("path", { class: "dot found", d: `M${x} ${y - s}L${x + s} ${y}L${x} ${y + s}L${x - s} ${y}z` });
    if (i < found + recovered) return svg("circle", { class: "dot recovered", cx: x, cy: y, r: r + 0.8 });
    return svg("circle", { class: "dot", cx: x, cy: y, r });
  });
}

function stateGroup(body, state) {
  const part = (count) => (count && state.organisations ? count / state.organisations : 0);
  const [found, recovered] = [part(state.found), part(state.recovered)];
  return svg("g", { key: `state-${state.id}` },
    svg("circle", { class: "disc", cx: body.x, cy: body.y, r: body.r }),
    svg("circle", { class: "ring", cx: body.x, cy: body.y, r: body.r }),
    found ? svg("path", { class: "part", d: arc(body, 0, found) }) : null,
    recovered ? svg("path", { class: "part recovered", d: arc(body, found, recovered) }) : null,
    dots(body, state));
}

/* Over all discs: none hides a name. */
function stateName(body, state) {
  return svg("g", { key: `name-${state.id}` }, svg("text", { x: body.x, y: body.y + body.r + 32, "text-anchor": "middle" }, state.mark,
      state.found ? svg("tspan", { class: "number" }, ` ◆\u2009${state.found}`) : null));
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

/* What the signs mean, in one row. */
function legend(board) {
  const sign = (kind, mark) => h("span", { class: `sign ${kind}`, "aria-hidden": "true" }, mark);
  return h("ul", { class: "legend", key: "legend" },
    board.reveals.found ? h("li", { key: "found" }, sign("hit", "◆"), t("found hit")) : h("li", { key: "found" }, sign("", "●"), t("what was found is not shown")),
    board.reveals.found ? h("li", { key: "recovered" }, sign("recovered", "○"), t("recovered")) : null,
    board.reveals.sharing ? h("li", { key: "sharing" }, sign("shared", "●"), t("intelligence shared")) : null,
    board.forums.map((forum, i) => h("li", { key: forum.id }, sign(`forum-${i % 4}`, forum.mark), forum.name)));
}

export function drawMap(layout, board, rings, isPassing) {
  return [
    h("h2", { id: "map-title", class: "unseen" }, t("States, forums, and what was found")),
    svg("svg", { viewBox: `0 0 ${layout.size.width} ${layout.size.height}`, preserveAspectRatio: "xMidYMid meet", "aria-hidden": "true" },
      land(layout, rings), ties(layout, board),
      isPassing ? trails(layout, board, board.tick - 4) : null,
      board.states.map((state) => stateGroup(layout.states.get(state.id), state)),
      hubs(layout, board),
      board.states.map((state) => stateName(layout.states.get(state.id), state))),
    legend(board),
    h("ul", { class: "unseen" }, board.states.map((state) => h("li", { key: state.id }, sentence(state)))),
  ];
}
