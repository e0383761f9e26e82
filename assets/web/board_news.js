/* How what everybody is told is set: as on the wall in a window (wall_news.c).
 *
 * A line stands over the map. What is longer stands beside it, because a wall is wide: there it is whole in letters
 * for the last row, and the map keeps its height. What has no room even there ends in "…", and the older message goes
 * before the newer one; all of it is in everybody's inbox, and on a page of its own. */

const LINE = 1.35, CONTROL = 36 / 28, CONTROL_LINES = 4, LOW = 0.13, LOWEST = 0.42, NARROW = 700;
const SIDE = 0.34, MARGIN = 1.4; /* of the column beside the map: its part of the width, and what is before it (board.css) */
const INNER = 2.4, OUTER = 1.5, BETWEEN = 0.5; /* within a notice, left and right, and above and below; between two: in letters */
const pen = document.createElement("canvas").getContext("2d");

function linesOf(text, font, width) {
  pen.font = font;
  let lines = 0;
  for (const part of text.split("\n")) {
    let line = "";
    lines++;
    for (const word of part.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (!line || pen.measureText(longer).width <= width) { line = longer; continue; }
      line = word;
      lines++;
    }
  }
  return lines;
}

/* {notices: [{text, isControl, room: in lines}], height, isWhole} */
function put(told, family, size, width, most) {
  const notices = [];
  let height = 0, isWhole = true;
  for (const { text, isControl } of told) {
    const letters = size * (isControl ? CONTROL : 1);
    const lines = linesOf(text, `${isControl ? 700 : 500} ${letters}px ${family}`, width - INNER * size);
    let room = Math.floor((most - height - OUTER * size) / (letters * LINE));
    if (isControl) room = Math.min(room, CONTROL_LINES);
    if (room < 1 || (room < lines && room < 2)) { isWhole = false; continue; }
    notices.push({ text, isControl, room: Math.min(lines, room) });
    isWhole = isWhole && lines <= room;
    height += Math.min(lines, room) * letters * LINE + (OUTER + BETWEEN) * size;
  }
  return { notices, height, isWhole };
}

/* Where it stands ("above", "beside", "page"), and how; size: of the letters, in pixels, 0: as it is. */
export function setNews(told, main, isPage, isLobby) {
  const style = getComputedStyle(main), size = parseFloat(style.fontSize), family = style.fontFamily;
  const { clientWidth: width, clientHeight: height } = main;
  const isNarrow = width <= NARROW;
  if (isPage) {
    for (let letters = 1.6 * size; ; letters -= 1) {
      const page = put(told, family, letters, Math.min(width * 0.92, 56 * letters), height - 3 * size);
      if (page.isWhole || letters <= size / 2) return { place: "page", size: letters, notices: page.notices };
    }
  }
  const across = width * (isNarrow ? 0.94 : 0.76);
  const low = put(told, family, size, across, height * LOW);
  if (low.isWhole) return { place: "above", size: 0, notices: low.notices };
  if (isNarrow || isLobby) return { place: "above", size: 0, notices: put(told, family, size, across, height * LOWEST).notices };
  return { place: "beside", size: 0, notices: put(told, family, size, width * SIDE - MARGIN * size, height - 2 * size).notices };
}
