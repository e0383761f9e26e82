/* A Polder without a window: built with POLDER_VIEW=OFF. */
#include "window.h"

static pl_status refuse(bool *has_opened, pl_error *error) {
  if (has_opened) *has_opened = false;
  return pl_error_set(error, PL_USAGE,
                      "this Polder was built without its window (POLDER_VIEW=OFF) and draws no pictures: "
                      "build it with SDL2");
}

bool pl_window_is_wanted(const pl_arguments *arguments) {
  (void)arguments;
  return false;
}

pl_status pl_window_play(const pl_arguments *arguments, const char *operand, bool *has_opened, pl_error *error) {
  (void)arguments, (void)operand;
  return refuse(has_opened, error);
}

pl_status pl_window_resume(const pl_arguments *arguments, pl_session *session, const pl_policy_table *bots,
                           const pl_game_options *options, bool *has_opened, pl_error *error) {
  (void)arguments, (void)session, (void)bots, (void)options;
  return refuse(has_opened, error);
}

pl_status pl_window_wall(const pl_arguments *arguments, const pl_window_room *room, pl_language language,
                         bool *has_opened, pl_error *error) {
  (void)arguments, (void)room, (void)language;
  return refuse(has_opened, error);
}

pl_status pl_window_replay(const pl_arguments *arguments, const pl_session *session, int seat, pl_language language,
                           bool *has_opened, pl_error *error) {
  (void)arguments, (void)session, (void)seat, (void)language;
  return refuse(has_opened, error);
}

pl_status pl_window_picture(const pl_arguments *arguments, const pl_session *session, int seat, pl_language language,
                            pl_error *error) {
  (void)arguments, (void)session, (void)seat, (void)language;
  return refuse(NULL, error);
}

void pl_window_versions(FILE *out) { (void)out; }
