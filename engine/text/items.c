/* What a seat knows: its own items, which it can decide about, and what others sent.
 *
 * Own items carry numbers, because commands are about them. What came from others is put together by incident: fourteen
 * warnings about one worm are one entry, with what the seat knows of it in all. */
#include "terminal.h"

/* ---- numbers and handles ---- */

const pl_brief_item *pl_game_item(const pl_game *game, size_t number, size_t *open_count) {
  const pl_brief *brief = game->voice.brief;
  const pl_brief_item *found = NULL;
  size_t at = 0;
  for (int is_old = 0; is_old < 2; is_old++) {
    if (is_old && open_count) *open_count = at;
    for (size_t i = 0; i < brief->item_count; i++) {
      const pl_brief_item *item = &brief->items[i];
      if (item->is_own && item->is_open == !is_old && ++at == number) found = item;
    }
  }
  return found;
}

void pl_put_handle(pl_buffer *out, const pl_game *game, const pl_brief_item *item) {
  pl_iid_print(game->scenario, item->iid, out);
  if (!item->is_own) pl_buffer_add_format(out, "@%s", pl_scenario_seat_id(game->scenario, item->originator));
}

/* ---- parts of sentences ---- */

/* "new", "2 days old" */
static const char *age_of(const pl_game *game, pl_tick since) {
  pl_tick age = game->voice.brief->round * PL_TICKS_PER_ROUND - since;
  if (age <= 0) return PL_TEXT("new");
  pl_buffer text = {0};
  pl_buffer_add_format(&text, PL_TEXT("%s old"), pl_phrase_span(&game->voice, age));
  return pl_phrase_of(&game->voice, &text);
}

const pl_text *pl_text_about(const pl_scenario *scenario, pl_iid iid, int holder) {
  int declared = pl_iid_incident(iid);
  if (declared < 0 || declared >= scenario->incident_count) return NULL;
  for (int i = 0; i < scenario->intel_count; i++) {
    const pl_intel_spec *spec = &scenario->intel[i];
    if (spec->about == declared && spec->holder == holder && *pl_text_in(&spec->text, PL_ENGLISH)) return &spec->text;
  }
  return &scenario->incidents[declared].text;
}

static void show_text(pl_game *game, pl_tale *tale, const pl_text *text, const char *indent) {
  pl_buffer line = {0};
  if (!text || !*pl_text_in(text, game->voice.language)) return;
  pl_buffer_add_text(&line, indent);
  pl_put_scenario_text(&line, &game->voice, text);
  pl_tale_take(tale, &line);
}

/* "Long Ditch, espionage", "wiper harbour-unit.2.1 by Harbour Unit". */
static const char *headline_of(const pl_game *game, const pl_brief_incident *incident, pl_iid iid) {
  pl_buffer name = {0}, line = {0};
  pl_buffer_add_text(&name, PL_BOLD);
  pl_put_incident(&name, &game->voice, iid);
  pl_buffer_add_text(&name, PL_PLAIN);
  const char *text = pl_phrase_of(&game->voice, &name);
  if (pl_iid_incident(iid) < 0)
    pl_buffer_add_format(&line, PL_TEXT("%s by %s"), text, pl_phrase_adversary(&game->voice, (int)(iid >> 16)));
  else if (incident)
    pl_buffer_add_format(&line, "%s, %s", text, pl_family_word(incident->family));
  else
    pl_buffer_add_text(&line, text);
  return pl_phrase_of(&game->voice, &line);
}

void pl_put_at_home(pl_buffer *out, const pl_voice *voice, const pl_brief_incident *incident) {
  if (!incident) return;
  const char *hit = pl_phrase_count(voice, incident->contained);
  const char *recovered = pl_phrase_count(voice, incident->recovered);
  if (incident->contained && incident->recovered)
    pl_buffer_add_format(out, PL_TEXT(" At home: %s found hit, %s recovered."), hit, recovered);
  else if (incident->contained)
    pl_buffer_add_format(out, PL_TEXT(" At home: %s found hit."), hit);
  else if (incident->recovered)
    pl_buffer_add_format(out, PL_TEXT(" At home: %s recovered."), recovered);
  if (incident->is_over) pl_buffer_add_text(out, PL_TEXT(" The incident is over."));
}

/* ---- own items ---- */

static void put_own_head(pl_buffer *out, const pl_game *game, const pl_brief_item *item, size_t number) {
  pl_buffer_add_format(out, PL_BOLD "  %zu" PL_PLAIN "  " PL_HANG "%s ", number, pl_chip(item->label));
  /* TRANSLATORS: what it is about, its quality, and "new" or "2 days old" */
  pl_buffer_add_format(out, PL_TEXT("%s; quality %d\xC2\xA0%%, %s"),
                       headline_of(game, pl_brief_incident_of(game->voice.brief, item->iid), item->iid),
                       pl_percent(item->quality), age_of(game, item->birth));
  if (item->is_burnt) pl_buffer_add_format(out, ", " PL_BAD "%s" PL_PLAIN, PL_TEXT("source burnt"));
}

static void put_own_state(pl_buffer *out, const pl_game *game, const pl_brief_item *item) {
  pl_buffer_add_text(out, "     ");
  if (pl_set_is_empty(&item->sent))
    pl_buffer_add_text(out, PL_TEXT("Yours; sent to nobody."));
  else
    pl_buffer_add_format(out, PL_TEXT("Yours; sent to %s."), pl_phrase_states(&game->voice, &item->sent));
  if (!item->is_open)
    pl_buffer_add_text(out, PL_TEXT(" Nothing left to decide about it."));
  else if (item->is_single)
    pl_buffer_add_text(out, PL_TEXT(" Your standing order no longer decides about it."));
  pl_put_at_home(out, &game->voice, pl_brief_incident_of(game->voice.brief, item->iid));
}

/* What others sent about the same incident, in short. */
static void put_also(pl_buffer *out, const pl_game *game, pl_iid iid) {
  const pl_brief_incident *incident = pl_brief_incident_of(game->voice.brief, iid);
  const pl_brief_received received = pl_brief_received_about(game->voice.brief, iid);
  int count = pl_set_count(&received.from), percent = incident ? pl_percent(incident->knowledge) : 0;
  if (!incident || !count) return;
  pl_buffer_add_format(out,
                       PL_TEXTS(" %d other state warned of it too; in all you know %d\xC2\xA0%%.",
                                " %d other states warned of it too; in all you know %d\xC2\xA0%%.", count),
                       count, percent);
}

static void show_own(pl_game *game, pl_tale *tale, const pl_brief_item *item, size_t number) {
  pl_buffer line = {0};
  put_own_head(&line, game, item, number);
  pl_tale_take(tale, &line);
  if (item->is_open) show_text(game, tale, pl_text_about(game->scenario, item->iid, game->voice.seat), "     ");
  put_own_state(&line, game, item);
  put_also(&line, game, item->iid);
  pl_tale_take(tale, &line);
}

/* ---- others' items ---- */

static void show_received(pl_game *game, pl_tale *tale, const pl_brief_incident *incident,
                          const pl_brief_received *received) {
  pl_buffer line = {0};
  pl_buffer_add_format(&line, "  ·  " PL_HANG "%s ", pl_chip(received->label));
  /* TRANSLATORS: what it is about, from whom, the best quality, and "new" or "2 days old" */
  pl_buffer_add_format(&line,
                       received->is_tear_only
                           ? PL_TEXT("%s; tear-lines from %s, at best quality %d\xC2\xA0%%, the last %s.")
                           : PL_TEXT("%s; from %s, at best quality %d\xC2\xA0%%, the last %s."),
                       headline_of(game, incident, incident->iid), pl_phrase_states(&game->voice, &received->from),
                       pl_percent(received->quality), age_of(game, received->last));
  pl_buffer_add_format(&line, PL_TEXT(" In all you know %d\xC2\xA0%% of it."), pl_percent(incident->knowledge));
  pl_put_at_home(&line, &game->voice, incident);
  pl_tale_take(tale, &line);
}

/* ---- the list ---- */

void pl_show_items(pl_game *game, pl_tale *tale, bool with_old) {
  const pl_brief *brief = game->voice.brief;
  size_t open = 0, old = 0, shown = 0;
  pl_game_item(game, 0, &open);
  pl_tale_heading(tale, PL_TEXT("What you know"));
  for (size_t i = 1; pl_game_item(game, i, NULL); i++) {
    if (i > open && !with_old) {
      old++;
      continue;
    }
    show_own(game, tale, pl_game_item(game, i, NULL), i);
    shown++;
  }
  for (size_t i = 0; i < brief->incident_count; i++) {
    const pl_brief_incident *incident = &brief->incidents[i];
    const pl_brief_received received = pl_brief_received_about(brief, incident->iid);
    if (!received.count || received.has_own) continue; /* an own item's entry says what others sent */
    if (incident->is_over && !with_old) {
      old++;
      continue;
    }
    show_received(game, tale, incident, &received);
    shown++;
  }
  if (!shown) pl_tale_put(tale, PL_TEXT("  Nothing about anything that is going on now."));
  if (old) pl_tale_print(tale, PL_TEXTS("  %zu older entry: items all.", "  %zu older entries: items all.", old), old);
}
