/* What goes into the diary: those of control's requests that change the course of the exercise and leave no other trace
 * of having been made. A diary that could not be written stops nobody. */
#include "requests.h"

#include <stdio.h>
#include <string.h>

#include <polder/diary.h>

static void set_file(pl_diary_entry *entry, const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  if (strlen(name) < sizeof entry->file) snprintf(entry->file, sizeof entry->file, "%s", name);
}

static int kind_of(const char *what) {
  int kind = 0;
  while (kind < PL_DIARY_KINDS && strcmp(pl_diary_name((pl_diary_kind)kind), what)) kind++;
  return kind;
}

void pl_diary_note(pl_asking *asking) {
  pl_room *room = asking->room;
  const int kind = kind_of(pl_asked_text(asking, "do")), rounds = room->scenario->rounds;
  const int done = pl_session_rounds_done(room->session);
  pl_error unused;
  if (kind == PL_DIARY_KINDS) return;
  pl_diary_entry entry = {.kind = (pl_diary_kind)kind, .round = done < rounds ? done : rounds - 1,
                          .at = room->now.wall, .seat = -1, .seconds = pl_asked_number(asking, "seconds", 0)};
  if (kind == PL_DIARY_HAND) {
    entry.seat = pl_scenario_find_seat(room->scenario, pl_asked_text(asking, "seat"));
    entry.to_people = !strcmp(pl_asked_text(asking, "to"), "people");
  }
  if (kind == PL_DIARY_BACK && room->kept_count) set_file(&entry, room->kept[room->kept_count - 1]);
  pl_diary_add(room->session, &entry, &unused);
}
