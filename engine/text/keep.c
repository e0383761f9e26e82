/* Keeping: what a player reads about the file that the exercise is kept in, and can do about it.
 *
 * The session sees to it that nothing is acknowledged that is not on disk; here is what follows for the one who plays:
 * where it is kept, how to go on later, why something could not be saved and what to do then. A failure to save is
 * never the end of a game: the round stays open, and `save FILE` keeps the exercise elsewhere. */
#include "keep.h"

#include <string.h>

#define NO_BREAK "\xC2\xA0"

/* One word for a shell, which a person can copy from the screen. */
void pl_put_shell_word(pl_buffer *out, const char *word) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,+@%";
  if (*word && *word != '-' && word[strspn(word, plain)] == 0) {
    pl_buffer_add_text(out, word);
    return;
  }
  pl_buffer quoted = {0};
  pl_buffer_add_text(&quoted, *word == '-' ? "./'" : "'");
  for (; *word; word++) {
    if (*word == '\'')
      pl_buffer_add_text(&quoted, "'\\''");
    else
      pl_buffer_add(&quoted, word, 1);
  }
  pl_buffer_add_text(&quoted, "'");
  pl_put_tame(out, pl_buffer_text(&quoted));
  pl_buffer_clear(&quoted);
}

/* Where the exercise is kept, or NULL. */
static const char *path_of(const pl_terminal *terminal) { return pl_session_path(terminal->game->session); }

static bool is_lost(pl_terminal *terminal) { return pl_session_is_lost(terminal->game->session); }

/* "  polder resume FILE" in a line of its own. */
static void show_command(pl_terminal *terminal, const char *subcommand) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, "  " PL_BOLD "polder %s" NO_BREAK, subcommand);
  pl_put_shell_word(&line, path_of(terminal));
  pl_buffer_add_text(&line, PL_PLAIN);
  pl_tale_take(&terminal->tale, &line);
}

/* A sentence about the file at `path`, which stands for its one %s. */
static void show_about_path(pl_terminal *terminal, const char *sentence, const char *path) {
  pl_buffer tame = {0}, line = {0};
  pl_put_tame(&tame, path);
  pl_buffer_add_format(&line, sentence, pl_buffer_text(&tame));
  pl_buffer_clear(&tame);
  pl_tale_take(&terminal->tale, &line);
}

/* The same about the text of an error, as a sentence; its last stop is the error's own, or a full one. */
static void show_reason(pl_terminal *terminal, const char *sentence, const pl_error *error) {
  pl_buffer text = {0};
  size_t length = strlen(error->text);
  bool is_stopped = length && strchr(".?!", error->text[length - 1]);
  pl_buffer_add_format(&text, "%s%s", error->text, is_stopped ? "" : ".");
  show_about_path(terminal, sentence, pl_buffer_text(&text));
  pl_buffer_clear(&text);
}

/* ---- beginning ---- */

void pl_say_keeping(pl_terminal *terminal) {
  pl_game *game = terminal->game;
  if (!terminal->options->game.keep) return;
  if (path_of(terminal))
    pl_tale_put(&terminal->tale, pl_game_keeping(game, NULL));
  else if (game->unkept.status != PL_OK)
    show_reason(terminal, PL_TEXT("This exercise is not kept: %s The command save FILE keeps it elsewhere."),
                &game->unkept);
}

static void show_standing(pl_terminal *terminal) {
  pl_decision pending[PL_PENDING];
  size_t count = pl_game_pending(terminal->game, pending);
  for (size_t i = 0; i < count; i++) {
    pl_buffer line = {0};
    pl_buffer_add_text(&line, "  · " PL_HANG);
    pl_put_decision(&line, terminal->game, &pending[i]);
    pl_tale_take(&terminal->tale, &line);
  }
}

void pl_say_resumed(pl_terminal *terminal) {
  pl_decision pending[PL_PENDING];
  const pl_game *game = terminal->game;
  bool has_decided = pl_game_pending(game, pending) > 0;
  const char *name = pl_phrase_state(&game->voice, game->voice.seat);
  int round = pl_game_rounds_done(game) + 1, rounds = (int)game->scenario->rounds;
  pl_tale_print(&terminal->tale,
                has_decided ? PL_TEXT("Resumed: you speak for %s, in round %d of %d. These decisions of yours stand:")
                            : PL_TEXT("Resumed: you speak for %s, in round %d of %d. Nothing is decided in it yet."),
                name, round, rounds);
  show_standing(terminal);
}

/* ---- commands ---- */

/* "~/name" as a path; "~" alone too, so that no file gets that name. */
static void put_path(const pl_terminal *terminal, const char *name, pl_buffer *path) {
  bool is_at_home = terminal->options->home && name[0] == '~' && (name[1] == '/' || !name[1]);
  if (is_at_home) pl_buffer_add_text(path, terminal->options->home);
  pl_buffer_add_text(path, is_at_home ? name + 1 : name);
  while (path->length && path->bytes[path->length - 1] == ' ') path->bytes[--path->length] = 0;
}

static void show_where(pl_terminal *terminal) {
  const char *path = path_of(terminal);
  if (path)
    show_about_path(terminal, PL_TEXT("The exercise is kept in %s. To keep it in another file from now on: save FILE."),
                    path);
  else
    pl_tale_put(&terminal->tale, PL_TEXT("The exercise is not kept. To keep it in a file from now on: save FILE."));
}

void pl_save(pl_terminal *terminal, const char *name) {
  pl_buffer path = {0};
  pl_error error = {0};
  put_path(terminal, name, &path);
  if (!path.length)
    show_where(terminal);
  else if (pl_game_keep_in(terminal->game, pl_buffer_text(&path), &error) != PL_OK)
    show_reason(terminal, PL_TEXT("Not saved: %s"), &error);
  else
    show_about_path(terminal, PL_TEXT("From now on the exercise is kept in %s."), pl_buffer_text(&path));
  pl_buffer_clear(&path);
}

void pl_note_down(pl_terminal *terminal, const char *text) {
  pl_error error = {0};
  if (!*text) {
    pl_tale_put(&terminal->tale, PL_TEXT("Write what you noticed after the word: note They kept it back again."));
    return;
  }
  pl_status status = pl_game_remark(terminal->game, text, &error);
  if (status == PL_SYSTEM)
    pl_say_unsaved(terminal, &error);
  else if (status != PL_OK)
    show_reason(terminal, PL_TEXT("Not noted: %s"), &error);
  else
    pl_tale_put(&terminal->tale, path_of(terminal)
                                     ? PL_TEXT("Noted.")
                                     : PL_TEXT("Noted; but the exercise is not kept, and nor are its notes. To "
                                               "keep it from now on: save FILE."));
}

void pl_say_unsaved(pl_terminal *terminal, const pl_error *error) {
  show_reason(terminal, PL_TEXT("Not saved: %s"), error);
  pl_tale_put(&terminal->tale,
              PL_TEXT("What came before stands. To keep the exercise in another file from now on: save FILE."));
}

/* ---- the end ---- */

bool pl_holds_back(pl_terminal *terminal) {
  if (terminal->is_held_back || !is_lost(terminal)) return false;
  terminal->is_held_back = true;
  show_about_path(terminal,
                  PL_TEXT("The file %s has been moved or removed. Put it back, or keep the exercise in another file: "
                          "save FILE. To leave all the same: quit."),
                  path_of(terminal));
  return true;
}

static void say_lost(pl_terminal *terminal) {
  pl_tale_gap(&terminal->tale);
  show_about_path(terminal,
                  PL_TEXT("You stopped, and the file %s has been moved or removed, with the exercise in it. Once it is "
                          "back you can go on:"),
                  path_of(terminal));
  show_command(terminal, "resume");
}

void pl_say_goodbye(pl_terminal *terminal) {
  int rounds = pl_game_rounds_done(terminal->game);
  bool is_kept = path_of(terminal) != NULL;
  if (is_lost(terminal)) {
    say_lost(terminal);
    return;
  }
  pl_tale_gap(&terminal->tale);
  pl_tale_print(&terminal->tale,
                is_kept ? PL_TEXTS("You stopped after %d round. Everything is kept. To go on:",
                                   "You stopped after %d rounds. Everything is kept. To go on:", rounds)
                        : PL_TEXTS("You stopped after %d round. Nothing is kept; the same seed begins the same game.",
                                   "You stopped after %d rounds. Nothing is kept; the same seed begins the same game.",
                                   rounds),
                rounds);
  if (is_kept) show_command(terminal, "resume");
}

void pl_say_kept(pl_terminal *terminal) {
  if (!path_of(terminal) || is_lost(terminal)) return;
  pl_tale_put(&terminal->tale,
              PL_TEXT("The exercise is kept. To read it again, or from a round on to decide otherwise:"));
  show_command(terminal, "replay");
  pl_buffer line = {0};
  pl_buffer_add_text(&line, "  " PL_BOLD "polder fork" NO_BREAK);
  pl_put_shell_word(&line, path_of(terminal));
  pl_buffer_add_text(&line, " --at ROUND --out FILE" PL_PLAIN);
  pl_tale_take(&terminal->tale, &line);
}
