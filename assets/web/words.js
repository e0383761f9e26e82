/* The page's own words in the language of the room.
 *
 * Sentences stand in the sources in English, in t("…") and in data-t attributes; the host serves the catalogue of its
 * language as /words.json: {"language": "nl", "words": {"English": "Nederlands", …}}. What is missing there is said
 * in English. Sentences of the host (sheets, refusals) are in that language already and never pass here. */

let language = "en";
let words = Object.create(null);

/* Fetches the catalogue and translates the page that stands. A page without it is in English, and works. */
export async function loadWords() {
  try {
    const answer = await fetch("/words.json"); /* the page asks for it beforehand, and the host wants it asked for again */
    if (answer.ok) {
      const body = await answer.json();
      words = Object.assign(Object.create(null), body.words);
      language = body.language || "en";
    }
  } catch (error) {
    /* offline: the page comes up in English, and says itself that there is no connection */
  }
  document.documentElement.lang = language;
  const late = document.getElementById("late"); /* says why nothing is here, as long as nothing is */
  if (late) late.remove();
  translate(document);
}

/* "Round %1$s of %2$s" in the language of the room, with its arguments. */
export function t(text, ...values) {
  const sentence = words[text] || text;
  return sentence.replace(/%(?:(\d)\$s|%)/g, (match, number) => (number ? String(values[number - 1]) : "%"));
}

/* data-t="…" is an element's text, as it stands where data-t has no value; data-t-label, -title and -placeholder are those attributes. */
const PLACES = [["data-t-label", "aria-label"], ["data-t-title", "title"], ["data-t-placeholder", "placeholder"]];
export function translate(root) {
  for (const element of root.querySelectorAll("[data-t]")) {
    if (!element.getAttribute("data-t")) element.setAttribute("data-t", element.textContent.trim().replace(/\s+/g, " "));
    element.textContent = t(element.getAttribute("data-t"));
  }
  for (const [from, to] of PLACES) {
    for (const element of root.querySelectorAll(`[${from}]`)) element.setAttribute(to, t(element.getAttribute(from)));
  }
}

export function wordsLanguage() {
  return language;
}
