/* The protocol between host and pages, version 1: JSON texts over one WebSocket.
 *
 * A page connects to /socket (subprotocol "polder.1") and asks; the host answers each request once, and sends sheets
 * whenever they change. A sheet is a whole: it replaces the one of the same name. All words in sheets are in the
 * language of the room and ready to be shown as text, never as markup; ids, labels and decisions are as everywhere
 * (decision_json.h, act.h).
 *
 *   page → host   {"ask": 7, "do": "commit", …}           "ask" is the page's own number, 1 … 2^31
 *   host → page   {"re": 7, "ok": {…}}                    what was accepted is on disk by then
 *                 {"re": 7, "refused": {"why": "busy", "text": "Somebody else …", "wait_ms": 4000}}
 *                 {"sheet": "plan", "version": 12, "body": {…}}      versions of a sheet only grow
 *
 * A request that is no JSON object, is too large, asks too often or has an unknown shape is refused; who goes on is
 * disconnected. A page whose sheets pile up is disconnected and comes again.
 *
 * ---- who is there ----
 * First of all a page says {"do": "hello", "protocol": 1, "page": P, "token": T?}; P is one of PL_PAGE_TABLE. The answer
 * is {"role": R, "seat": "NLD"?, "name": "Anna"?, "language": "nl", "exercise": ID}. Without a token, or with one that
 * counts no more ("why": "token"), the role is "observer", and these lead to another:
 *
 *   join      pin, seat, name           a person sits down in a team: {"token", "seat", "name"}
 *   control   code                      {"token"}
 *   evaluate  pin, name                 {"token"}
 *
 * A token is 32 hexadecimal digits, kept by the page, bound to the exercise; with it the page is back where it was.
 *
 * ---- what roles may ask ----
 * Everybody: hello, leave (forget the token), ping (answer: {}).
 * team:
 *   draft     decision                  adds to the team's draft; takes the place of one that it replaces
 *   drop      index                     takes one out of the draft
 *   clear                               the draft is as what was committed
 *   commit    draft: version            the draft becomes the seat's decisions; "why": "changed" when somebody changed
 *                                       it meanwhile
 *   expect    decision                  {"outlook": [paragraphs], "forecast": text or null}; may take a second
 *   say       to: [seats, "control"], text, about?
 *   move      text                      a free-form move, to control
 *   note      text                      a remark for the debrief
 *   story     round                     {"title", "paragraphs"}: what the seat saw of a round that is done
 *   what_if   round, turn               after the last round: {"paragraphs"}; a turn as in --decision of `polder whatif`
 *   close                               PL_MODE_SOLO only: the round is over
 * control:
 *   start · pause · resume · next (closes the round, or ends its playback) · end (the exercise is over here)
 *   extend    seconds                   of the phase that runs, −3600 … 3600
 *   pace      seconds                   a day of playback, 1 … 60
 *   back      round                     the exercise goes on from the opening of an earlier round, in a new file
 *   act       act                       act.h: fire, skip, delay, reword, rule; {"outcome": 1, "text"} of a ruling
 *   refuse    about, text               a move is refused or asked back
 *   write     to, text, sender, label?, public                an inject written now
 *   say       to, text, about?
 *   decide    seat, decisions: [...]    in place of what the seat has decided in this round
 *   check     seat, decision            {"outlook": [paragraphs]}, or refused
 *   hand      seat, to: "bot" or "people"
 *   expel     seat, name?               tokens of the seat, or of one person in it, count no more
 *   reveal    what: "found" or "sharing", shown
 *   spotlight text                      a line on the board; "" takes it away
 *   note      text, objective?, observed?  "met", "partly", "not met"
 *   fan       runs                      {"paragraphs", "bins": …}; may take seconds
 *   offers    round, seat               {"offers": [{says, kind}]}: what that seat could have decided otherwise in a
 *                                       round that is done (pl_offer_turns, in its order)
 *   what_if   round, seat, offer, others {"paragraphs", "curves": {"played": [found per tick], "otherwise": [same]}};
 *                                       offer: an index into "offers"; others: "recorded" or "bots"
 *   look      seat                      {"seat", "plan", "link", "code"}: the sheets of that seat's team now, to decide for
 *                                       it and for its card; the address that leads to it, and that as rows of "0", "1"
 *   manual                              {"opening" [paragraphs], "forums" [{id, name, about [paragraphs], members}],
 *                                       "actions" [{title, help}], "rounds", "days", "starts"?}: what anybody may know
 *                                       before the exercise, for the situation manual
 *   report    as: "html", "xlsx", …     {"path": "/report/…"}: to be fetched once, within ten minutes
 *   story     round, seat?              as control sees it, or as a seat saw it
 * evaluator: note (as control), story (as control).
 *
 * ---- sheets ----
 * Paragraphs are {"kind": "title|heading|text|gap", "column"?: [spans], "spans": [{"t": text, "s"?: "bold|dim|good|bad",
 * "chip"?: "TLP:AMBER"}]}. Money, shares and spans of time are texts; "…_mu" and "…_milli" beside them are numbers for
 * drawing (mu; thousandths). Rounds count from 1, ticks from 0.
 *
 *   room     everybody    title, mode, phase ("lobby", "deciding", "passing", "over"), paused, round, rounds, days,
 *                         clock {left_ms, of_ms} (as of sending; null: none), tick and ticks (of a round that passes),
 *                         ms_per_day, seats [{id, name, mark, role, playable, people, here, by ("people", "bot",
 *                         "nobody"), ready}], spotlight, address?, pin? (board and control only)
 *   board    board,       states [{id, name, mark, longitude, latitude (thousandths of a degree), organisations, found}],
 *            control,     bonds [{a, b, kind, weight}], forums [{id, name, mark, members}], curve [[found per tick]…],
 *            evaluator    happenings [{round, tick, text, kind, states}], shares [{tick, from, to, label}], messages
 *   seat     team         name, figures [{key, label, value, change?, why?, worse?}], organisations {all, contained,
 *                         recovered}, opening and beginning [paragraphs], inbox, items, incidents, states, forums,
 *                         adversaries, audiences, orders, actions, objectives, reckoning?
 *   plan     team         version, draft [{decision, says, cost, help}], committed [same], changed, by, money,
 *                         money_left, unanswered
 *   story    team         rounds [{round, title, paragraphs}]; while days pass, up to the day shown
 *   mail     team,        messages [{number, round, time, form, from, by, to, sender, label, about, text, mine}]
 *            control, evaluator
 *   people   team,        [{name, here, mine}] of the seat
 *   control  control      seats [{id, name, by, player, people [{name, here, lost_ms}], plan, spent, ready}], msel
 *                         [{inject, text, to, round, day, state ("waiting", "conditional", "fired", "skipped"), options
 *                         [{id, text, chosen_by}]}], moves [{number, seat, text, time, state, ruling?}], rulings, reveals,
 *                         files {now, kept [..]}, effects (pl_effect_rows), jobs [{what, done_milli}], join {address,
 *                         pin, evaluator_pin, link, code [rows of "0" and "1", 1 is dark]}
 *   observed control,     objectives [{id, text, seats, points, met_milli?, notes}], notes [{round, time, by, text,
 *            evaluator    objective, observed}]
 *
 * A seat's sheets hold what its brief holds and nothing else; "control" is for control alone. */
#ifndef POLDER_PROTOCOL_H
#define POLDER_PROTOCOL_H

enum {
  PL_PROTOCOL_VERSION = 1,
  PL_PROTOCOL_REQUEST_BYTES = 32768, /* of one request */
  PL_PROTOCOL_TOKEN_BYTES = 16,
  PL_PROTOCOL_PIN_DIGITS = 6
};
#define PL_PROTOCOL_NAME "polder.1"

/* X(constant, name of the page in "hello", path) */
#define PL_PAGE_TABLE(X)                          \
  X(PL_PAGE_JOIN, "join", "/")                    \
  X(PL_PAGE_TEAM, "team", "/team")                \
  X(PL_PAGE_CONTROL, "control", "/control")       \
  X(PL_PAGE_EVALUATOR, "evaluator", "/evaluator") \
  X(PL_PAGE_BOARD, "board", "/board")             \
  X(PL_PAGE_CARDS, "cards", "/cards")             \
  X(PL_PAGE_MANUAL, "manual", "/manual")

typedef enum pl_page {
#define X(constant, name, path) constant,
  PL_PAGE_TABLE(X)
#undef X
  PL_PAGES
} pl_page;

/* Why something is refused, for the page; "text" says it to the person. X(constant, word, when) */
#define PL_WHY_TABLE(X)                                                     \
  X(PL_WHY_SHAPE, "shape", "the request is not as this header says")        \
  X(PL_WHY_ROLE, "role", "not for this role")                               \
  X(PL_WHY_SECRET, "secret", "wrong PIN or code")                           \
  X(PL_WHY_TOKEN, "token", "the token counts no more: join again")          \
  X(PL_WHY_OFTEN, "often", "too many requests; try again after wait_ms")    \
  X(PL_WHY_PHASE, "phase", "not now")                                       \
  X(PL_WHY_SEAT, "seat", "no such seat, or it cannot be taken")             \
  X(PL_WHY_CHANGED, "changed", "somebody else changed it meanwhile: look")  \
  X(PL_WHY_RULES, "rules", "the rules of the exercise refuse it")           \
  X(PL_WHY_SAVED, "saved", "it could not be saved, and so did not happen")  \
  X(PL_WHY_BUSY, "busy", "something like it is still being computed")       \
  X(PL_WHY_VERSION, "version", "page and host are of different versions: reload")

typedef enum pl_why {
#define X(constant, word, when) constant,
  PL_WHY_TABLE(X)
#undef X
  PL_WHYS
} pl_why;

#endif
