/* A game: one exercise as one person plays it for one seat, without any screen.
 *
 * Terminal and window are two ways to show a game; both decide through it, and both tell with its words. The course of
 * a game: (choose a seat) → open a round → decide, undo, ask what to expect → close the round → what happened → … →
 * reckoning. Nothing here waits for anybody. This header does not know the world. */
#ifndef POLDER_GAME_H
#define POLDER_GAME_H

#include <polder/brief.h>
#include <polder/forecast.h>
#include <polder/history.h>
#include <polder/tale.h>
#include <polder/what_if.h>
#include <polder/words.h>

struct pl_session;
struct pl_policy_table;
typedef struct pl_game pl_game;

typedef struct pl_game_options {
  int seat;                /* −1: chosen later */
  pl_language language;
  bool is_resumed;         /* it goes on from what stands: whoever shows it begins without introduction */
  bool is_in_room;         /* one of several games on a session that somebody else hosts: he says who sits at the table
                            * and opens and closes the rounds, and a seat without a state can be sat at as well */
  /* Keeping. The file is made when the seat is known. */
  const char *keep;        /* a new file to keep the exercise in; NULL: none, or it is kept already; borrowed */
  bool keep_is_offer;      /* where that fails the game goes on unsaved, and pl_game_keeping says why; else an error */
  const char *(*keep_again)(void *context); /* with keep_is_offer: another name, should the first be taken meanwhile */
  void *keep_context;      /* borrowed */
} pl_game_options;

/* A game on this session; session and bots are borrowed, the options are copied. NULL: `error`. */
pl_game *pl_game_new(struct pl_session *session, const struct pl_policy_table *bots, const pl_game_options *options,
                     pl_error *error);
void pl_game_free(pl_game *game);

/* ---- reading ---- */
const pl_scenario *pl_game_scenario(const pl_game *game);
int pl_game_seat(const pl_game *game);                  /* −1: not chosen */
const pl_voice *pl_game_voice(const pl_game *game);     /* to say things with words.h; its brief is the game's */
const pl_brief *pl_game_brief(const pl_game *game);     /* all parts; NULL before a round was opened */
/* What this seat has seen so far; of a seat without a state, its role's. Made when it is first asked for and renewed by
 * the first call after a round was opened or closed: whoever asks at both moments has nothing played again. Pointers
 * into it hold until then. NULL before the seat is chosen, and where there was no memory. */
const pl_history *pl_game_history(pl_game *game);
int pl_game_rounds_done(const pl_game *game);
bool pl_game_is_open(const pl_game *game);              /* a round takes decisions */
bool pl_game_is_over(const pl_game *game);
/* The digest after round `round` (from 0), which is done. */
uint64_t pl_game_digest(const pl_game *game, int round);
/* Where the exercise is kept, in one sentence for its player; also where it is not, and why. Borrowed until the next
 * call. `path`, unless NULL, gets the file's name; NULL where there is none, or it is gone. */
const char *pl_game_keeping(pl_game *game, const char **path);

/* The exercise so far, laid out for going back into it. Made when it is first asked for and remade after any change;
 * borrowed until the next. NULL: error, also where no round is done. */
pl_course *pl_game_course(pl_game *game, pl_error *error);
/* The exercise itself, to be told of by those who may (accounts.h). Borrowed. */
const struct pl_session *pl_game_session(const pl_game *game);

/* The figures at the opening of a round, kept to tell what changed. */
typedef struct pl_gauges {
  pl_mu loss, edge, burn, effort;
  pl_q16 level[PL_TRACKS], standing, confidence, rights;
  int32_t contained, recovered;
  uint8_t trust_in_me[PL_MAX_STATES];
  pl_tick latency[PL_MAX_FORUMS];
  pl_q16 quality[PL_MAX_FORUMS];
} pl_gauges;
/* The gauges at the opening of the round before; NULL: there was none, or this game did not see it. */
const pl_gauges *pl_game_before(const pl_game *game);
/* To a game in a room that was taken up again: how its seat stood then. */
void pl_game_recall(pl_game *game, const pl_gauges *before);
/* The gauges of a brief. */
void pl_game_gauges(const pl_brief *brief, pl_gauges *gauges);

/* ---- the course ---- */
/* Sits down at a seat that can be played, and begins to keep the exercise if the options say so. */
pl_status pl_game_sit(pl_game *game, int seat, pl_error *error);
/* Opens the coming round, unless it is open already, and builds its brief. */
pl_status pl_game_open_round(pl_game *game, pl_error *error);
/* The bots decide and the round is resolved. PL_SYSTEM while the round is still open (pl_game_is_open): it could not be
 * saved, nothing is lost, try again. */
pl_status pl_game_close_round(pl_game *game, pl_error *error);

/* Of a game in a room: its round is about to be closed; it was, and the next is not open yet. The brief is that of the
 * moment after, as after pl_game_close_round. */
void pl_game_before_close(pl_game *game);
pl_status pl_game_after_close(pl_game *game, pl_error *error);

/* ---- deciding ---- */
enum { PL_PENDING = 64 }; /* decisions of one seat and round that are listed */
/* Whether this scenario offers an action to this seat. */
bool pl_game_offers(const pl_game *game, int action);
/* Would it be accepted? PL_BAD_INPUT: the error says why not, in words to the one who decides. Nothing is recorded. */
pl_status pl_game_check(const pl_game *game, const pl_decision *decision, pl_error *error);
/* Makes what the session refuses a sentence to the one who decides: "EST is no member" becomes "You are no member." */
void pl_game_explain(const pl_game *game, pl_error *error);
/* Decides; acknowledged means kept, if the exercise is. PL_SYSTEM: it could not be saved, and so did not happen. */
pl_status pl_game_decide(pl_game *game, const pl_decision *decision, pl_error *error);
/* Takes back the last decision of the open round; `taken_back`, unless NULL, gets it. PL_BAD_INPUT: there is none. */
pl_status pl_game_undo(pl_game *game, pl_decision *taken_back, pl_error *error);
/* The decisions of the open round; returns how many were written, at most PL_PENDING. */
size_t pl_game_pending(const pl_game *game, pl_decision *decisions);
/* How many open messages ask for an answer and have none yet. */
size_t pl_game_unanswered(const pl_game *game);
pl_mu pl_game_cost(const pl_game *game, const pl_decision *decision);
/* What is left of this round's money after the pending decisions, for the three tracks. */
pl_mu pl_game_money_left(const pl_game *game);
/* A remark for the debrief; keeping the exercise in another file from now on. Errors as pl_session_note, _keep. */
pl_status pl_game_remark(pl_game *game, const char *text, pl_error *error);
pl_status pl_game_keep_in(pl_game *game, const char *path, pl_error *error);

/* ---- telling ---- */
/* A decision as a sentence for the one who takes it: "Share worm with Southland". */
void pl_put_decision(pl_buffer *out, const pl_game *game, const pl_decision *decision);
/* One line about an action: the row's help, or the scenario's text. */
void pl_put_action_help(pl_buffer *out, const pl_game *game, int action);
/* Its title, for a button: "Share", "Buy a feed"; of the scenario's own the first sentence: "Second an expert". */
void pl_put_action_title(pl_buffer *out, const pl_game *game, int action);

typedef enum pl_topic {
  PL_TOPIC_OPENING,    /* summary of the exercise, the seat and its aims */
  PL_TOPIC_BEGINNING,  /* what happened when the round was opened */
  PL_TOPIC_NEWS,       /* the round just played, day by day, as this seat saw it */
  PL_TOPIC_CHANGES,    /* what is different from the round before, and why */
  PL_TOPIC_HINDSIGHT,  /* the exact sentence about one thing decided otherwise; may take a tenth of a second */
  PL_TOPIC_DEBRIEF,    /* when all is over: what the exercise wrote into its log, and what to talk about */
  PL_TOPICS
} pl_topic;
/* Tells about a topic at the moment where it belongs; where there is nothing to say the tale stays empty. Adds to
 * `tale`. */
pl_status pl_game_tell(pl_game *game, pl_topic topic, pl_tale *tale, pl_error *error);
/* What is different from the opening of the round before, as rows; the same that PL_TOPIC_CHANGES tells. */
enum { PL_CHANGES = 10 };
typedef struct pl_change {
  const char *what;   /* "Public confidence" */
  const char *change; /* "48 %, −3", "Estonia and Latvia"; borrowed until the next call */
  const char *why;    /* what usually moves it */
  bool is_worse;
} pl_change;
size_t pl_game_changes(pl_game *game, pl_change changes[PL_CHANGES]);
/* What a decision costs and can be expected to bring, without its forecast. */
pl_status pl_game_tell_outlook(pl_game *game, const pl_decision *decision, pl_tale *tale, pl_error *error);
/* What would have come of it had the seat decided otherwise: everything when the exercise is over, before that what its
 * own briefs would hold. PL_BAD_INPUT: it was not possible, and why. */
pl_status pl_game_tell_what_if(pl_game *game, const pl_what_if *what_if, pl_tale *tale, pl_error *error);
/* A forecast (forecast.h) in one sentence: "Expect 11 to 19 organisations fewer hit by day 42 …". */
void pl_put_forecast(pl_buffer *out, const pl_voice *voice, const pl_forecast *forecast);

/* ---- reckoning ---- */
typedef struct pl_reckoning_state {
  pl_mu payoff, edge, loss, burn, effort;
  pl_mu budget;             /* of all rounds played */
  int64_t hit;              /* organisations ever hit, found or not, over all incidents */
  int32_t organisations;
  pl_q16 standing, confidence, rights;
} pl_reckoning_state;
typedef struct pl_reckoning_aim {
  uint16_t objective;
  pl_q16 met;               /* −1: not judged */
  int32_t got, points;
} pl_reckoning_aim;
enum { PL_RECKONED_AIMS = 256 };
typedef struct pl_reckoning {
  int state_count;
  pl_reckoning_state state[PL_MAX_STATES];
  uint16_t order[PL_MAX_STATES]; /* the states by payoff, best first */
  pl_reckoning_aim aim[PL_RECKONED_AIMS];
  size_t aim_count;
  int32_t got, points;      /* of all aims */
} pl_reckoning;
/* When the exercise is over everybody may know how everybody fared. PL_BAD_INPUT: it is not. */
pl_status pl_game_reckon(const pl_game *game, pl_reckoning *reckoning, pl_error *error);

/* ---- told again ---- */
/* What the game's seat decided and saw in a round that is resolved, from the record: nothing is played again. Of what
 * happened only what did before the tick `until`. Adds to `tale`. */
pl_status pl_game_tell_round(pl_game *game, int round, pl_tick until, pl_tale *tale, pl_error *error);
/* The same to control: decisions, chronicle and notes of a round of this session, which is only read. */
pl_status pl_tell_round_to_control(struct pl_session *session, int round, pl_language language, pl_tale *tale,
                                   pl_error *error);
/* One round of a recorded session: to control (seat −1) its decisions, chronicle and notes; to a seat what it could
 * see of it. Adds to `tale`. */
pl_status pl_retell_round(const struct pl_session *session, int seat, int round, pl_language language, pl_tale *tale,
                          pl_error *error);

#endif
