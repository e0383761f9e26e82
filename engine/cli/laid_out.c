/* Reading a kept exercise in order to ask what would have been. The file is only read. */
#include "laid_out.h"

#include "terminal.h"

pl_status pl_laid_out_begin(pl_laid_out *laid, const pl_arguments *arguments, pl_error *error) {
  *laid = (pl_laid_out){.language = PL_ENGLISH};
  laid->session = pl_kept_read(arguments, &laid->guard, -1, error);
  if (!laid->session) return error->status;
  laid->language = pl_kept_language(arguments, laid->session);
  pl_status status = pl_policy_table_take(&laid->bots, laid->session, error);
  if (status != PL_OK) return status;
  const pl_bots bots = {.decide = pl_policy_decide, .context = &laid->bots};
  const int workers = arguments->jobs > 0 ? (int)arguments->jobs : pl_crew_size();
  laid->course = pl_course_new(laid->session, &bots, workers, error);
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
