/* The protocol between host and pages, version 1: JSON texts over one WebSocket.
 *
 * A page connects to /socket (subprotocol "polder.1") and asks; the host answers each request once, and sends sheets
 * whenever they change. All words in sheets are in the language of the room and ready to be shown as text, never as
 * markup; ids, labels and decisions are as everywhere (decision_json.h, act.h).
 *
 *   page → host   {"ask": 7, "do": "commit", …}           "ask" is the page's own number, 1 … 2^31
 *   host → page   {"re": 7, "ok": {…}}                    what was accepted is on disk by then
 *                 {"re": 7, "refused": {"why": "busy", "text": "Somebody else …", "wait_ms": 4000}}
 *                 {"sheet": "plan", "version": 12, "body": {…}}      versions of a sheet only grow
 *                 {"sheet": "mail", "version": 13, "after": 12, "body": {"left_out": 1},
 *                  "lists": {"messages": {"cut": 1, "add": […]}, "seats": {"put": [[3, {…}]]}}}
 *
 * A sheet replaces the one of the same name. One with "after" is what is new since that version, which the page has: a
 * key that "body" has not says what it said, and of a list in "lists" either so many were cut off at its beginning
 * before these were added at its end, or some items, by their places, are others. After the answer to "hello", and
 * whenever that is shorter, a sheet comes whole.
 *
 * A request that is no JSON object, is too large, asks too often or has an unknown shape is refused; who goes on is
 * disconnected. A page whose sheets pile up is disconnected and comes again.
 *
 * ---- who is there ----
 * First of all a page says {"do": "hello", "protocol": 1, "page": P, "token": T?}; P is one of PL_PAGE_TABLE. The
 * answer is {"role": R, "seat": "NLD"?, "name": "Anna"?, "language": "nl", "exercise": ID}. Without a token, or with
 * one that counts no more ("why": "token"), the role is "observer", and these lead to another:
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
 *   reach     decision                  of "share" or "posture", its audience as chosen so far: {"audiences": [{id,
 *                                       locked, why}]}: who would get nothing of it were they added (locked), and what
 *                                       else there is to say of adding an audience
 *   say       to: [seats, "control"], text, about?
 *   move      text                      a free-form move, to control
 *   note      text                      a remark for the debrief
 *   story     round                     {"title", "paragraphs"}: what the seat saw of a round that is done
 *   offers    round                     after the last round: {"offers": [{says, kind}]}, of the own seat; as for
 *                                       control
 *   what_if   round, offer              after the last round: {"paragraphs"}; offer: an index into "offers"
 *   close                               PL_MODE_SOLO only: the round is over
 * control:
 *   start · pause · resume · next (closes the round, or ends its playback) · end (the exercise is over here)
 *   extend    seconds                   of the phase that runs, −3600 … 3600; no phase is longer than a day
 *   pace      seconds                   a day of playback, 1 … 60
 *   step                                while days pass: one more goes by, and then the clock stands still
 *   back      round                     the exercise goes on from the opening of an earlier round, in a new file
 *   act       act                       act.h: fire, skip, delay, reword, rule; {"outcome": 1, "text"} of a ruling
 *   refuse    about, text               a move is refused; it is asked back by "say", about it
 *   write     to, text, sender, label?, public                an inject written now
 *   say       to, text, about?
 *   decide    seat, decisions: [...]    in place of what the seat has decided in this round
 *   check     seat, decisions: [...]    {"plan"}: the sheet as if these were its draft, each in the place of what it
 *                                       replaces; or refused
 *   expect    seat, decisions, decision as a team's, beside these
 *   reach     seat, decision            as for a team
 *   hand      seat, to: "bot" or "people"
 *   expel     seat, name?               tokens of the seat, or of one person in it, count no more
 *   reveal    what: "found" or "sharing", shown
 *   spotlight text                      a line on the board; "" takes it away
 *   note      text, objective?, observed?  "met", "partly", "not met"
 *   fan       runs, round?, decided     {"paragraphs", "bins": …}; may take seconds. From the opening of `round` on:
 *                                       "recorded", everybody decides as they did, in rounds that are done; "bots", a
 *                                       bot decides for each state to the last round, also from the coming one on,
 *                                       which is where it begins when nothing is said (recorded: round 1)
 *   offers    round, seat               {"offers": [{says, kind}]}: what that seat could have decided otherwise in a
 *                                       round that is done (pl_offer_turns, in its order)
 *   what_if   round, seat, offer or decision, others {"says", "paragraphs", "curves": {"played": [found per tick],
 *                                       "otherwise": [same]}}; offer: an index into "offers"; decision: any one, taken
 *                                       as well or in the place of what it replaces, a finding sent there and nowhere
 *                                       else; others: "recorded" or "bots"
 *   look      seat, round?              {"seat", "plan", "link", "code"}: the sheets of that seat's team now, to decide
 *                                       for it and for its card, or as they were in a round that is done, with what it
 *                                       decided; the address that leads to it, and that as rows of "0", "1" (null then)
 *   manual                              {"opening" [paragraphs], "states" [{id, name, size}], "forums" [{id, name,
 *                                       about [paragraphs], members}], "actions" [{title, help}], "rounds", "days"
 *                                       (numbers), "starts" (text) or null}: what anybody may know before the
 *                                       exercise, for the situation manual
 *   address   address                   one of join.addresses in the control sheet, to be shown; "": the best there is
 *   report    as: "html", "xlsx", …     {"path": "/report/…"}: to be fetched once, within ten minutes
 *   story     round, seat?              as control sees it, or as a seat saw it
 * evaluator: note (as control), story (as control).
 *
 * ---- sheets ----
 * Every key below is always there; null stands for "none" or "not to be known". Ids, labels and decisions are as in
 * decision_json.h. Words are ready to be shown. Rounds count from 1, ticks (six hours) from 0, shares are "…_milli",
 * thousandths from 0 to 1000, and what is beside them as text is what to show. Kinds of value that come again:
 *
 *   paragraph   {"kind": "title", "heading", "text" or "gap", "column": [spans] or null, "spans": [spans]}; column:
 *               what stands before the text (a day, an option's letter)
 *   span        {"t": text, "s": "bold", "dim", "good", "bad" or null, "chip": "TLP:AMBER" or null}
 *   money       {"text": "38.2 units", "mu": 38200}
 *   label       "TLP:AMBER", or null
 *   step        0 … 5, of trust: 0 unknown, 1 very low, 5 very high
 *   orders      {"says": [text], "posture", "consent", "tear": audiences ("allies+forum:delta", "none"), "split":
 *               [3 thousandths], "hold": [families], "publish", "onward", "relay": true or false}
 *   decided     {"decision", "says": text, "cost": money, "help": text}; cost 0 mu: free
 *
 *   room        everybody
 *     exercise (16 digits), title, summary, mode ("workshop", "solo", "rehearsal"), phase ("lobby", "deciding",
 *     "passing", "over"), paused, round, rounds, days ("days 8 to 14"), clock {left_ms, of_ms} or null, tick, ticks
 *     (28), day ("Day 9" that passes, or null), ms_per_day, says {round, doing, note, people (only in the lobby, else
 *     null)} (what goes on, in the words of every board), spotlight (text; "" none),
 *     seats [{id, name, mark, is_role, playable, recommended, people (how many), here (of them connected), by
 *     ("people", "bot", "nobody"), ready}]
 *     on boards and for control also: address, pin, link (the address to scan), code [rows of "0" and "1", 1 is dark]
 *     or null. For others these four are missing, also for a board's page on another machine without control's token,
 *     as anybody can load that page.
 *
 *   board       board, control, evaluator, observer. While days pass: up to and with the day that passes.
 *     round, rounds_done, reveals {found, sharing: true or false}, tick (of the exercise, up to which all this is),
 *     states [{id, name, mark, size ("small", "middle", "large", "great"), place {longitude, latitude} (thousandths of
 *     a degree) or null, organisations, found (organisations now found hit) or null, recovered (that were
 *     found hit, and are so no more) or null, forums [ids]}]
 *     bonds [{a, b, kind "alliance"}]
 *     forums [{id, name, short, mark, place or null, members [ids]}]
 *     passing {round, first (tick), found [[of each state, in the order of states] for each tick from first on]} or
 *       null
 *     curve [found hit in all states together, at the end of each day from the first] (empty: not revealed)
 *     figures {hit, hit_says ("found hit"), of_says ("of 700 organisations"), recovered, recovered_says, now_says ("day
 *       37 · 94 hit")} or null (not revealed)
 *     marks [{tick, kind ("left", "struck", "takedown"), says ("USA leaves 2 forums")}] for the curve (empty: not
 *       revealed)
 *     news [texts]   what everybody was told in the round shown, with who says it, the newest last
 *     happenings [{round, tick, day (text), kind (as in event.h), text, states [ids]}], the last 60, oldest first
 *     shares [{tick, from, to, label, public}] of the round shown (empty: not revealed)
 *     messages [as in mail: the last 60 public ones]
 *
 *   seat        team; the seat as its brief has it. A role has no state: organisations, money, orders are null and the
 *               lists but inbox, actions, objectives and audiences are empty.
 *     id, name, mark, is_role, round, rounds, days, is_open (takes decisions), is_over
 *     opening [paragraphs]   what the exercise is, the seat and its aims
 *     beginning [paragraphs] what happened when the round was opened
 *     organisations {all, hit, recovered, text}, money {text, mu} for this round after dues
 *     figures [{key ("organisations", "money", "confidence", "trust", "standing", "rights", "prevent", "defend",
 *       "strengthen", "damage", "head_start", "burnt", "effort"), label, value, milli (of a bar) or null, change (text:
 *       "3 points higher than last round") or null, better (true, false, or null: no change)}]
 *     changes [{what, change, why, worse}]   since the round before
 *     inbox [{inject, sender, label, text, is_open, asks, chosen (option of the committed answer) or null, options
 *       [{id, text, cost money, is_default, is_affordable}]}]   newest last; only options that may be chosen now
 *     items [{item (as decisions name it), title, kind, adversary (name) or null, text or null, label, tear_label,
 *       quality ("80 %"), quality_milli, age, is_open (can be decided about), is_burnt, is_single (the standing order
 *       no longer decides about it), sent [ids], sent_text, note (text) or null}]   own ones, open ones first
 *     items_left_out, incidents_left_out (how many older ones there are)
 *     incidents [{incident, title, kind, adversary or null, text or null, is_over, knowledge, knowledge_milli, hit,
 *       recovered, is_own, received {from [ids], from_text, label, quality, quality_milli, age, tears_only} or null,
 *       note}]
 *     states [{id, name, mark, size, is_ally, forums [ids, in common], trust (step), trust_in_me (step), trust_word,
 *       trust_in_me_word, change (−1, 0, 1: of trust in me since the last round), hits (reported) or null, held_back}]
 *       the others
 *     forums [{id, name, short, mark, is_member, may_join, members [ids], ceiling (label), delay ("1 day"),
 *       delay_ticks, quality, quality_milli, dues money, change (text) or null, applicant (id) or null, applicant_name
 *       or null}]
 *     adversaries [{id, name}]
 *     families [{id, name}]
 *     ballots [{id, name}]
 *     audiences [{id ("all", "allies", "forums", "forum:delta", "DEU"), kind ("word", "forum", "state"), name, mark,
 *       count (states that it means), states [ids]}]; an audience is one id, several with "+", or "none"
 *     orders   orders that hold
 *     actions [{name, title, help, arguments ["item", "audience", "tear", "split", "adversary", "forum", "families",
 *       "inject", "ballot", "state", "switch"], group ("share", "orders", "money", "forums", "adversaries", "answer",
 *       "own"), is_standing, is_custom, cost money or null (depends), available, why_not (text) or null, choices [ids
 *       of what the one argument "item", "forum", "adversary", "state" or "inject" may be now] or null}]
 *       as keys of a decision: "switch" is "on"; "inject" is "inject" and "option"; "ballot" is "forum" and "ballot"
 *     objectives [{id, text, points, judged_after (round), met ("met", "partly", "not met") or null, met_milli or null,
 *       got or null}]
 *     reckoning null until all is over; {points, of, own {rows [{what, value, why}], percent (text)} or null, states
 *       [{id, name, damage, others, result, confidence, standing, rights, hit (texts), result_milli, is_own}] best
 *       first}
 *     debrief [paragraphs]
 *
 *   plan        team
 *     version, round, draft [decided], committed [decided], changed (draft is not what is committed), ready, by (who
 *     drafted last; ""), orders (that hold once the draft does) or null, money, money_left (after the draft),
 *     unanswered (messages that the draft leaves without answer)
 *
 *   story       team; while days pass, up to the day shown
 *     rounds [{round, title, days, is_whole, paragraphs [..] or null}]; null: ask for it ("story")
 *
 *   mail        team (from it, to it, public), control and evaluator (all); the last 400, oldest first
 *     messages [{number, round, at_ms (since 1970) or null, form ("text", "move", "inject", "ruling"), from (id or
 *     "control"), from_name, by (person; ""), to [ids], to_control, to_text, public, sender (""), label, about (number)
 *     or null, text, is_mine (of this seat, or of control)}], left_out (how many older ones there are)
 *
 *   people      team: people [{name, here}] of the seat, notes [{round, at_ms or null, by, text}]: its own remarks,
 *               oldest first
 *
 *   control     control
 *     seats [{id, name, mark, is_role, playable, by, player (what plays it as a bot), people [{name, here, lost_ms or
 *       null}], ready, changed, draft [decided], committed [decided], spent money or null, money_left money or null,
 *       unanswered}]
 *     msel [{inject, text, sender, label, to [ids], to_text, public, round or null, day (text) or null, when (text:
 *       condition) or null, state ("waiting", "conditional", "delayed", "fired", "skipped"), fired_round or null,
 *       is_reworded, options [{id, text, cost money, is_default, chosen_by [ids]}]}]   in the order of time
 *     moves [{number, seat, seat_name, by, text, at_ms, round, state ("waiting", "asked" (back, by control's "say"
 *       about it, until its team writes about that), "answered" (refused), "ruled"), answers [numbers of all that was
 *       written about it, by control and its team]}], of each seat the last 30
 *     rulings [{round, seat, message or null, text, outcomes [{text, odds_milli}], outcome (index) or null, public}]
 *     written [messages as in mail: the last 100 injects written during the exercise]
 *     reveals {found, sharing}
 *     files {now, kept [..]}
 *     jobs [{what, done_milli}]
 *     effects [{effect, help, on ("state", "adversary", "forum", "inject", "variable") or null, subject, incident,
 *       amount, audience, is_signed: true or false}]   for building a ruling (act.h)
 *     choices {seats, states, forums, adversaries, incidents [{id, name}], injects [{id, name}], variables [{id, name,
 *       kind ("switch", "number", "text"), value (it has now, as text; of a switch "0" or "1")}], labels [..],
 *       players [{id, name}]}
 *     join {address, pin, evaluator_pin, link, code (as in "room"), addresses [texts: all that there are, if the host
       looks for them itself; the best first], is_chosen (by control)}
     trouble (text: why nothing can be saved at present; then the exercise stands still) or null
 *
 *   observed    control, evaluator
 *     objectives [{id, text, seats [ids], points, judged_after (round), results [{seat, met ("met", "partly", "not
 *       met"), met_milli}], notes [indices]}]
 *     notes [{index, round, at_ms or null, by, seat or null, objective or null, observed ("met", "partly", "not met")
 *       or null, text}]
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
