/* Reading a kept exercise in order to ask what would have been. The file is only read. */
#include "laid_out.h"

#include <inttypes.h>
#include <stdio.h>

#include "terminal.h"

pl_status pl_laid_out_begin(pl_laid_out *laid, const pl_arguments *arguments, pl_error *error) {
  *laid = (pl_laid_out){.language = PL_ENGLISH};
  laid->session = pl_kept_read(arguments, &laid->guard, -1, error);
  if (!laid->session) return error->status;
  laid->language = pl_kept_language(arguments, laid->session);
  pl_status status = pl_policy_table_take(&laid->bots, laid->session, error);
  if (status != PL_OK) return status;
  const pl_bots bots = {.decide = pl_policy_decide, .context = &laid->bots};
  laid->course = pl_course_new(laid->session, &bots, arguments->jobs > 0 ? (int)arguments->jobs : pl_crew_size(), error);
  if (laid->course) laid->narrator = pl_narrator_new(laid->session, laid->language, error);
  return laid->narrator ? PL_OK : error->status;
}

void pl_laid_out_end(pl_laid_out *laid) {
  pl_narrator_free(laid->narrator);
  pl_course_free(laid->course);
  pl_session_free(laid->session);
}

pl_status pl_laid_out_show(pl_tale *tale, const pl_arguments *arguments, pl_error *error) {
  const pl_play_options options = pl_terminal_options(arguments);
  const pl_status status = pl_show_tale(tale, &options, error);
  pl_tale_clear(tale);
  return status;
}

/* ---- for machines ---- */

json_t *pl_json_of_digest(uint64_t digest) {
  char text[17];
  snprintf(text, sizeof text, "%016" PRIx64, digest);
  return json_string(text);
}

json_t *pl_json_of_exercise(const pl_laid_out *laid) {
  const pl_session *session = laid->session;
  const pl_scenario *scenario = pl_session_scenario(session);
  const int done = pl_session_rounds_done(session);
  return json_pack("{s:b,s:s,s:I,s:i,s:i,s:o,s:s}", "exercise", 1, "scenario", scenario->id, "seed",
                   (json_int_t)pl_world_seed(pl_session_world(session)), "rounds", (int)scenario->rounds, "rounds_done",
                   done, "digest", pl_json_of_digest(pl_session_digest(session, done - 1)), "caveat",
                   "true in this model; people might have acted differently");
}

json_t *pl_json_of_spread(const pl_spread *s) {
  return json_pack("{s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I,s:I}", "mean", (json_int_t)s->mean, "error", (json_int_t)s->error,
                   "p5", (json_int_t)s->p5, "p25", (json_int_t)s->p25, "median", (json_int_t)s->median, "p75",
                   (json_int_t)s->p75, "p95", (json_int_t)s->p95, "least", (json_int_t)s->least, "most",
                   (json_int_t)s->most);
}

static json_t *list_of(const int32_t *value, pl_tick count) {
  json_t *list = json_array();
  for (pl_tick t = 0; t < count; t++) json_array_append_new(list, json_integer(value[t]));
  return list;
}

json_t *pl_json_of_band(const pl_band *band, pl_tick count) {
  return json_pack("{s:o,s:o,s:o}", "p5", list_of(band->p5, count), "median", list_of(band->median, count), "p95",
                   list_of(band->p95, count));
}

json_t *pl_json_of_incident(const pl_scenario *scenario, pl_iid iid) {
  pl_buffer text = {0};
  pl_iid_print(scenario, iid, &text);
  json_t *string = json_string(pl_buffer_text(&text));
  pl_buffer_clear(&text);
  return string;
}
